package dev.twinmark.webapp.documents;

import dev.twinmark.webapp.client.ClientAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The cookie by which a browser is known again. It is set when there is a reason. */
final class SessionCookie {

  private static final String NAME = "twinmark-session";

  /** The longest life that browsers give to a cookie. */
  private static final Duration LIFE = Duration.ofDays(400);

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String basePath;

  /**
   * @param basePath below which the cookie is sent
   */
  SessionCookie(String basePath) {
    this.basePath = basePath;
  }

  /**
   * Finds the secret among the cookies without Jetty's parser, which refuses the request for a tab
   * in any of them, and the site that shares our host may have set that one.
   */
  static Optional<String> secret(Request request) {
    String prefix = NAME + "=";
    return request.getHeaders().getValuesList(HttpHeader.COOKIE).stream()
        .flatMap(cookies -> Stream.of(cookies.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(prefix))
        .map(cookie -> cookie.substring(prefix.length()))
        .filter(secret -> SECRET.matcher(secret).matches())
        .findFirst();
  }

  /** Sets the cookie, or renews it. */
  void set(Request request, Response response, String secret) {
    response
        .getHeaders()
        .add(
            HttpHeader.SET_COOKIE,
            NAME
                + "="
                + secret
                + "; Path="
                + basePath
                + "; Max-Age="
                + LIFE.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (ClientAddress.isSecure(request) ? "; Secure" : ""));
  }
}
