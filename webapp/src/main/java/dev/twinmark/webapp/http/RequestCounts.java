package dev.twinmark.webapp.http;

import dev.twinmark.webapp.metrics.Histogram;
import dev.twinmark.webapp.metrics.MetricsText;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/** Counts requests, those that Jetty refuses before a handler sees them included. */
public final class RequestCounts {

  /** The statuses that refuse a request because of a limit. */
  private static final Map<Integer, String> REFUSALS =
      Map.of(
          HttpStatus.REQUEST_TIMEOUT_408, "slow",
          HttpStatus.PAYLOAD_TOO_LARGE_413, "length",
          HttpStatus.URI_TOO_LONG_414, "headers",
          HttpStatus.TOO_MANY_REQUESTS_429, "rate",
          HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, "headers",
          HttpStatus.SERVICE_UNAVAILABLE_503, "busy");

  private final AtomicLongArray byClass = new AtomicLongArray(6);
  private final Map<String, LongAdder> refused = new TreeMap<>();
  private final Histogram durations =
      new Histogram(
          "twinmark_request_seconds",
          "Time from the first byte of a request to the last of its response.",
          0.005,
          0.025,
          0.1,
          0.5,
          2.5,
          10);

  /** Starts with none. */
  public RequestCounts() {
    REFUSALS.values().forEach(reason -> refused.put(reason, new LongAdder()));
  }

  /** Counts a request whose response was sent, as for a line of the request log. */
  public void count(Request request, Response response) {
    int status = response.getStatus();
    int statusClass = status / 100;
    if (statusClass < byClass.length()) {
      byClass.incrementAndGet(statusClass);
    }
    String reason = REFUSALS.get(status);
    if (reason != null) {
      refused.get(reason).increment();
    }
    durations.add(NanoTime.since(request.getBeginNanoTime()));
  }

  /** Writes the counts. */
  public void describe(MetricsText text) {
    String requests = "twinmark_requests_total";
    text.counter(requests, "Requests by class of status.");
    for (int i = 1; i < byClass.length(); i++) {
      text.sample(requests, "status", i + "xx", byClass.get(i));
    }
    String refusals = "twinmark_refused_requests_total";
    text.counter(refusals, "Requests refused because of a limit.");
    refused.forEach((reason, count) -> text.sample(refusals, "reason", reason, count.sum()));
    durations.describe(text);
  }
}
