package dev.twinmark.webapp.http;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The headers of every response, whether an endpoint or Jetty makes it. Scripts get them, too,
 * because a worker obeys the policy of its own response and not that of the page.
 */
public final class SecurityHeaders implements HttpConfiguration.Customizer {

  private static final String PERMISSIONS_POLICY =
      String.join(
          ", ",
          "accelerometer=()",
          "camera=()",
          "display-capture=()",
          "geolocation=()",
          "gyroscope=()",
          "magnetometer=()",
          "microphone=()",
          "midi=()",
          "payment=()",
          "publickey-credentials-get=()",
          "screen-wake-lock=()",
          "usb=()",
          "xr-spatial-tracking=()");

  static final String POLICY_NAME = "Content-Security-Policy";

  /** Which sites may have a response in their pages; assets have another than the rest. */
  static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  private static final Map<String, String> HEADERS =
      Map.of(
          POLICY_NAME,
          ContentSecurityPolicy.OF_PAGES.toString(),
          "X-Content-Type-Options",
          "nosniff",
          // A document's links and images must not tell where it is being written.
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          PERMISSIONS_POLICY,
          "Cross-Origin-Opener-Policy",
          "same-origin",
          RESOURCE_POLICY,
          "same-origin");

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    putInto(responseHeaders);
    return request;
  }

  /**
   * Lets pages of these origins have the response in a frame. Where none is given, nothing changes.
   * A page that must be isolated from other sites (Cross-Origin-Embedder-Policy) also asks whether
   * the resource may be had across them.
   */
  static void allowFraming(HttpFields.Mutable headers, List<String> origins) {
    if (!origins.isEmpty()) {
      headers.put(
          POLICY_NAME,
          ContentSecurityPolicy.OF_PAGES
              .with("frame-ancestors", String.join(" ", origins))
              .toString());
      headers.put(RESOURCE_POLICY, "cross-origin");
    }
  }

  /**
   * Lets the forms of a page name their origin, by which the server tells them from those of other
   * sites: without a referrer, browsers leave it out. Other sites learn nothing more.
   */
  public static void nameOriginOfForms(HttpFields.Mutable headers) {
    headers.put("Referrer-Policy", "same-origin");
  }

  /** Lets a response run and load nothing, and have no origin. */
  public static void sandbox(HttpFields.Mutable headers) {
    headers.put(POLICY_NAME, ContentSecurityPolicy.OF_IMAGES.toString());
  }

  static void putInto(HttpFields.Mutable headers) {
    HEADERS.forEach(headers::put);
  }
}
