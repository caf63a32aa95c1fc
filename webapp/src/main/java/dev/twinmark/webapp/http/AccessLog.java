package dev.twinmark.webapp.http;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each request as a message for people and as key-value pairs for JSON. Neither has what a
 * client sends apart from the request line, whose characters Jetty has checked and whose secrets
 * are left out.
 */
public final class AccessLog implements RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  /**
   * The address of a link, which ends with its secret: also where it is written in a way that leads
   * nowhere, such as {@code //s/TOKEN}.
   */
  private static final Pattern LINK =
      Pattern.compile("(.*?/(?:s|%73))(?:/|%2f).*", Pattern.CASE_INSENSITIVE);

  /** The address to which a provider of sign-ins sends its code and the state. */
  private static final String CALLBACK = "/sign-in/callback";

  /** The path and the query without secrets. */
  static String target(String pathAndQuery) {
    int query = pathAndQuery == null ? -1 : pathAndQuery.indexOf('?');
    if (query >= 0 && isCallback(pathAndQuery.substring(0, query))) {
      return pathAndQuery.substring(0, query) + "?-";
    }
    Matcher link = LINK.matcher(pathAndQuery == null ? "" : pathAndQuery);
    return link.matches() ? link.group(1) + "/-" : pathAndQuery;
  }

  /** Also where it is written in a way that leads nowhere. */
  private static boolean isCallback(String path) {
    return path.toLowerCase(Locale.ROOT).contains(CALLBACK);
  }

  @Override
  public void log(Request request, Response response) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    String peer = Request.getRemoteAddr(request);
    String method = request.getMethod();
    String target = target(request.getHttpURI().getPathQuery());
    String protocol = request.getConnectionMetaData().getHttpVersion().asString();
    int status = response.getStatus();
    long bytes = Response.getContentBytesWritten(response);
    long durationMs = Duration.ofNanos(NanoTime.since(request.getBeginNanoTime())).toMillis();
    LOG.atInfo()
        .addKeyValue("peer", peer)
        .addKeyValue("method", method)
        .addKeyValue("target", target)
        .addKeyValue("protocol", protocol)
        .addKeyValue("status", status)
        .addKeyValue("bytes", bytes)
        .addKeyValue("durationMs", durationMs)
        .log(
            "{} \"{} {} {}\" {} {} {}ms",
            peer,
            method,
            target,
            protocol,
            status,
            bytes,
            durationMs);
  }
}
