package dev.twinmark.webapp.http;

import dev.twinmark.webapp.page.Language;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The language of the pages for one reader. */
final class ReaderLanguage {

  /** Set by the page's settings; holds a language tag and nothing else. */
  private static final String COOKIE = "language";

  private ReaderLanguage() {}

  /** Finds the language, and tells caches what it depends on. */
  static Language of(Request request, Response response) {
    response.getHeaders().put(HttpHeader.VARY, "Accept-Language, Cookie");
    String chosen =
        Request.getCookies(request).stream()
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(HttpCookie::getValue)
            .findFirst()
            .orElse(null);
    return Language.negotiate(chosen, request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
  }
}
