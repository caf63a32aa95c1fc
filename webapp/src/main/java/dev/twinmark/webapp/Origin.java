package dev.twinmark.webapp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Origins of websites (RFC 6454), as browsers write them. */
final class Origin {

  private Origin() {}

  /**
   * The origin as a browser writes it: in lower case, without its scheme's own port.
   *
   * @throws IllegalArgumentException when it is no origin of HTTP or HTTPS; the message says so
   */
  static String normalized(String origin) {
    try {
      URI uri = new URI(origin.toLowerCase(Locale.ROOT)).parseServerAuthority();
      boolean isSecure = "https".equals(uri.getScheme());
      if ((isSecure || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getPath().isEmpty()
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        boolean isUsual = uri.getPort() == -1 || uri.getPort() == (isSecure ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (isUsual ? "" : ":" + uri.getPort());
      }
      throw refusal(origin, null);
    } catch (URISyntaxException e) {
      throw refusal(origin, e);
    }
  }

  private static IllegalArgumentException refusal(String origin, URISyntaxException cause) {
    return new IllegalArgumentException(
        "A frame's ancestor must be an origin such as https://example.org, without a path, and "
            + origin
            + " is not.",
        cause);
  }
}
