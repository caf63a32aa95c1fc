package dev.twinmark.webapp.documents;

import dev.twinmark.webapp.client.ClientAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Cookies that scripts cannot read and that no other site's requests carry. */
final class Cookies {

  private Cookies() {}

  /**
   * Finds a cookie among the others without Jetty's parser, which refuses the request for a tab in
   * any of them, and the site that shares our host may have set that one.
   */
  static Optional<String> find(Request request, String name) {
    String prefix = name + "=";
    return request.getHeaders().getValuesList(HttpHeader.COOKIE).stream()
        .flatMap(cookies -> Stream.of(cookies.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(prefix))
        .map(cookie -> cookie.substring(prefix.length()))
        .findFirst();
  }

  /**
   * Sets a cookie.
   *
   * @param life zero removes it
   */
  static void set(
      Request request, Response response, String name, String value, String path, Duration life) {
    response
        .getHeaders()
        .add(
            HttpHeader.SET_COOKIE,
            name
                + "="
                + value
                + "; Path="
                + path
                + "; Max-Age="
                + life.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (ClientAddress.isSecure(request) ? "; Secure" : ""));
  }
}
