package dev.twinmark.webapp;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.stream.Stream;

/** Origins of websites (RFC 6454), as browsers write them. */
final class Origin {

  private static final int MAX_PORT = 65_535;

  /** The longest name in DNS (RFC 1035, 2.3.4). */
  private static final int MAX_HOST_CHARS = 253;

  private static final int MAX_LABEL_CHARS = 63;

  private Origin() {}

  /**
   * The origin as a browser writes it: in lower case, an international name as its {@code xn--}
   * form, without its scheme's own port.
   *
   * @param name of the origin in the message
   * @throws IllegalArgumentException when it is no origin of HTTP or HTTPS; the message says so
   */
  static String normalized(String name, String origin) {
    try {
      URI uri = new URI(ascii(name, origin).toLowerCase(Locale.ROOT)).parseServerAuthority();
      boolean isSecure = "https".equals(uri.getScheme());
      if ((isSecure || "http".equals(uri.getScheme()))
          && isName(uri.getHost())
          && uri.getUserInfo() == null
          && isPort(uri)
          && uri.getPath().isEmpty()
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        boolean isUsual = uri.getPort() == -1 || uri.getPort() == (isSecure ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (isUsual ? "" : ":" + uri.getPort());
      }
      throw refusal(name, origin, null);
    } catch (URISyntaxException e) {
      throw refusal(name, origin, e);
    }
  }

  /** Writes the labels of an international name as DNS has them. */
  private static String ascii(String name, String origin) {
    int scheme = origin.indexOf("://");
    if (scheme < 0) {
      return origin;
    }
    int start = scheme + "://".length();
    int colon = origin.indexOf(':', start);
    int end = colon < 0 ? origin.length() : colon;
    String host = origin.substring(start, end);
    boolean isInternational = host.chars().anyMatch(c -> c > 0x7F);
    try {
      return isInternational
          ? origin.substring(0, start)
              + IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES)
              + origin.substring(end)
          : origin;
    } catch (IllegalArgumentException e) {
      throw refusal(name, origin, e);
    }
  }

  /** Browsers take {@code example.org.} for another site than {@code example.org}. */
  private static boolean isName(String host) {
    return host != null
        && !host.endsWith(".")
        && host.indexOf('%') < 0 // The zone of a local IPv6 address, which no origin has.
        && host.length() <= MAX_HOST_CHARS
        && Stream.of(host.split("\\.")).allMatch(label -> label.length() <= MAX_LABEL_CHARS);
  }

  private static boolean isPort(URI uri) {
    return uri.getPort() == -1
        ? !uri.getRawAuthority().endsWith(":")
        : uri.getPort() >= 1 && uri.getPort() <= MAX_PORT;
  }

  private static IllegalArgumentException refusal(String name, String origin, Exception cause) {
    return new IllegalArgumentException(
        name
            + " must be an origin such as https://example.org, without a path, and "
            + origin
            + " is not.",
        cause);
  }
}
