package dev.twinmark.webapp.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The headers of every response, whoever makes it. Scripts get them, too, because a worker obeys
 * the policy of its own response and not that of the page.
 */
public final class SecurityHeaders implements HttpConfiguration.Customizer {

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
          "frame-ancestors 'none'",
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

  static void putInto(HttpFields.Mutable headers) {
    HEADERS.forEach(headers::put);
  }
}
