package dev.twinmark.webapp.http;

import dev.twinmark.webapp.client.ClientAddress;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Tells forms of our own pages from those of other sites. */
final class Sender {

  private Sender() {}

  /**
   * Returns whether a browser says that a page of this origin, or its user, has sent a request.
   *
   * <p>{@code Sec-Fetch-Site} says it, and no page can change that header. Browsers leave it out
   * where the connection is neither encrypted nor local; there {@code Origin} is compared with the
   * host that was asked. Without either nothing is known, and the request counts as another site's.
   */
  static boolean isOwnPage(Request request) {
    HttpFields headers = request.getHeaders();
    String site = headers.get("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = headers.get(HttpHeader.ORIGIN);
    String host = ClientAddress.host(request);
    if (origin == null || host == null) {
      return false;
    }
    // The scheme is not compared: a proxy may have decrypted the connection.
    String authority = host.toLowerCase(Locale.ROOT);
    return origin.equals("https://" + authority) || origin.equals("http://" + authority);
  }
}
