package dev.twinmark.webapp.http;

import dev.twinmark.webapp.page.Language;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The language of the pages for one reader. */
public final class ReaderLanguage {

  /** Set by the page's settings; holds a language tag and nothing else. */
  private static final String COOKIE = "language=";

  private ReaderLanguage() {}

  /** Finds the language, and tells caches what it depends on. */
  public static Language of(Request request, Response response) {
    Replies.vary(response, HttpHeader.ACCEPT_LANGUAGE, HttpHeader.COOKIE);
    HttpFields headers = request.getHeaders();
    return chosen(headers)
        .or(() -> accepted(headers))
        // For those who ask for a language that is not here.
        .orElse(Language.ENGLISH);
  }

  /**
   * Finds the cookie among the others, whatever those are: Jetty's parser refuses the request for a
   * tab in any of them, and the site that shares our host may have set that one.
   */
  private static Optional<Language> chosen(HttpFields headers) {
    return headers.getValuesList(HttpHeader.COOKIE).stream()
        .flatMap(cookies -> Stream.of(cookies.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE))
        .findFirst()
        .flatMap(cookie -> Language.lookup(cookie.substring(COOKIE.length())));
  }

  private static Optional<Language> accepted(HttpFields headers) {
    return QualityValue.of(headers, HttpHeader.ACCEPT_LANGUAGE).stream()
        .filter(range -> range.weight() > 0)
        .flatMap(range -> Language.lookup(range.value()).stream())
        .findFirst();
  }
}
