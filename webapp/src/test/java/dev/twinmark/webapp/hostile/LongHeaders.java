package dev.twinmark.webapp.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Requests each of which has, in one place that the server reads, a long run of one kind of
 * character or of one separator. Parsers that backtrack, recurse or copy take far longer for these
 * than for their length.
 */
public final class LongHeaders {

  /** Shorter than what Jetty takes for all headers of a request, 8 KiB. */
  private static final int MAX_RUN_BYTES = 7_500;

  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Cache-Control",
          "Connection",
          "Content-Encoding",
          "Content-Length",
          "Content-Type",
          "Cookie",
          "Expect",
          "Forwarded",
          "Host",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Range",
          "Origin",
          "Range",
          "Referer",
          "Sec-Fetch-Site",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade",
          "X-Forwarded-For");

  private static final List<String> PATHS =
      List.of("/", "/api/render", "/assets/", "/docs/", "/embed", "/health", "/nothing");

  private static final List<String> UNITS =
      List.of(
          "a",
          "A",
          "0",
          "9",
          "-",
          "_",
          "*",
          ".",
          "/",
          "%",
          "%41",
          "%zz",
          "+",
          "a/",
          "../",
          ";",
          ",",
          "=",
          "\"",
          "\\",
          "'",
          " ",
          "\t",
          "\u00ff",
          "\u0001",
          "a-",
          "a-b,",
          "a;q=0.1,",
          "en;q=",
          "q=0.",
          ";q=0",
          "W/\"",
          "\"a\",",
          "a=b; ",
          "language=",
          "$Path=",
          "charset=",
          ";charset=\"",
          "for=1.1.1.1,",
          "1.1.1.1,",
          "[",
          "]",
          "[::",
          ":",
          "0-1,",
          "bytes=",
          "(",
          ")",
          "{",
          "<",
          "&",
          "markdown=",
          "x-a-",
          "(a+)+");

  private static final List<String> STARTS =
      List.of(
          "", "x-", "en, ", "gzip;", "\"", "W/\"", "language=", "text/markdown;", "a=", "bytes=");

  private static final List<String> ENDS = List.of("", "b", "\"", ";q=1", "!", "=");

  private final Random random;

  public LongHeaders(Random random) {
    this.random = random;
  }

  /** Returns the bytes of that many requests, none of which announces a body. */
  public List<byte[]> requests(int count) {
    var requests = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      requests.add(request().getBytes(StandardCharsets.ISO_8859_1));
    }
    return requests;
  }

  private String request() {
    String method = random.nextInt(4) == 0 ? "POST" : "GET";
    String path = one(PATHS);
    String header = one(NAMES) + ": " + run();
    switch (random.nextInt(8)) {
      case 0 -> {
        path += run().replaceAll("[ \t\u0001]", "a");
        header = "X: x";
      }
      case 1 -> {
        path += "?" + run().replaceAll("[ \t\u0001]", "a");
        header = "X: x";
      }
      case 2 -> header = run() + ": x";
      default -> {}
    }
    String host = header.startsWith("Host:") ? "" : "Host: x\r\n";
    return method + " " + path + " HTTP/1.1\r\n" + host + header + "\r\nConnection: close\r\n\r\n";
  }

  private String run() {
    String unit = one(UNITS);
    String start = one(STARTS);
    String end = one(ENDS);
    int times = (MAX_RUN_BYTES - start.length() - end.length()) / unit.length();
    return start + unit.repeat(random.nextInt(4) == 0 ? random.nextInt(times) : times) + end;
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
