package dev.twinmark.webapp.http;

import dev.twinmark.webapp.client.ClientAddress;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Tells requests of our own pages from those of other sites. */
public final class Sender {

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
    return isOwn(request, headers.get(HttpHeader.ORIGIN));
  }

  /**
   * Returns whether a script of this origin has sent a request. Browsers name the origin of each
   * unsafe request and of each WebSocket, so one without is no browser's, and is refused as well.
   */
  public static boolean isOwnScript(Request request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    return (site == null || site.equals("same-origin"))
        && isOwn(request, request.getHeaders().get(HttpHeader.ORIGIN));
  }

  /** Returns whether a request is a page's of another origin; a browser says so. */
  public static boolean isForeign(Request request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    return (site != null && !site.equals("same-origin") && !site.equals("none"))
        || (origin != null && !isOwn(request, origin));
  }

  private static boolean isOwn(Request request, String origin) {
    String host = ClientAddress.host(request);
    if (origin == null || host == null) {
      return false;
    }
    // The scheme is not compared: a proxy may have decrypted the connection.
    String authority = host.toLowerCase(Locale.ROOT);
    return origin.equals("https://" + authority) || origin.equals("http://" + authority);
  }
}
