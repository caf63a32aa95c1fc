package dev.twinmark.webapp.http;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The headers of every response, whoever makes it. Scripts get them, too, because a worker obeys
 * the policy of its own response and not that of the page.
 */
public final class SecurityHeaders implements HttpConfiguration.Customizer {

  private static final String NO_FRAMING = "frame-ancestors 'none'";

  /**
   * Nothing may be loaded but what is named here. {@code wasm-unsafe-eval} allows compiling
   * WebAssembly and nothing else; images are the one thing a document may fetch from elsewhere;
   * every string that becomes markup has to pass the policy named twinmark.
   */
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "style-src 'self'",
          "img-src 'self' https: http: data:",
          "connect-src 'self'",
          "worker-src 'self'",
          "manifest-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          NO_FRAMING,
          "require-trusted-types-for 'script'",
          "trusted-types twinmark");

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

  private static final String POLICY_NAME = "Content-Security-Policy";

  /** Which sites may have a response in their pages; assets have another than the rest. */
  static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  private static final Map<String, String> HEADERS =
      Map.of(
          POLICY_NAME,
          CONTENT_SECURITY_POLICY,
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
   * A page that has to be isolated from other sites (Cross-Origin-Embedder-Policy) also asks
   * whether the resource may be had across them.
   */
  static void allowFraming(HttpFields.Mutable headers, List<String> origins) {
    if (!origins.isEmpty()) {
      headers.put(
          POLICY_NAME,
          CONTENT_SECURITY_POLICY.replace(
              NO_FRAMING, "frame-ancestors " + String.join(" ", origins)));
      headers.put(RESOURCE_POLICY, "cross-origin");
    }
  }

  static void putInto(HttpFields.Mutable headers) {
    HEADERS.forEach(headers::put);
  }
}
