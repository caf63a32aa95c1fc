package dev.twinmark.webapp.documents;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
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

  /** Finds the secret of the browser. */
  static Optional<String> secret(Request request) {
    return Cookies.find(request, NAME).filter(SessionCookie::isSecret);
  }

  /** Returns whether a text has the form of a session's secret, so that a store may be asked. */
  static boolean isSecret(String text) {
    return SECRET.matcher(text).matches();
  }

  /** Sets the cookie, or renews it. */
  void set(Request request, Response response, String secret) {
    Cookies.set(request, response, NAME, secret, basePath, LIFE);
  }

  /** Removes the cookie. */
  void remove(Request request, Response response) {
    Cookies.set(request, response, NAME, "", basePath, Duration.ZERO);
  }
}
