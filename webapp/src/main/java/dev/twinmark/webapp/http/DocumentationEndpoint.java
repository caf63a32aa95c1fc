package dev.twinmark.webapp.http;

import dev.twinmark.webapp.docs.Documentation;
import dev.twinmark.webapp.docs.DocumentationPage;
import dev.twinmark.webapp.docs.Example;
import dev.twinmark.webapp.page.Language;
import dev.twinmark.webapp.page.Pages;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * {@code /docs}: the documentation, a page for each of its files, and below each a page for every
 * example in it.
 */
final class DocumentationEndpoint implements Endpoint {

  static final String PREFIX = "/docs";

  private static final Pattern PATH =
      Pattern.compile(PREFIX + "(?:/(?:([a-z0-9-]+)(?:/examples/([1-9][0-9]{0,2}))?)?)?");

  private final Documentation documentation;
  private final Pages pages;

  DocumentationEndpoint(Documentation documentation, Pages pages) {
    this.documentation = documentation;
    this.pages = pages;
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    Matcher path = PATH.matcher(Request.getPathInContext(request));
    if (!path.matches()) {
      throw nothingHere();
    }
    String name = path.group(1) == null ? Documentation.INDEX : path.group(1);
    DocumentationPage page =
        documentation.find(name).orElseThrow(DocumentationEndpoint::nothingHere);
    Language language = ReaderLanguage.of(request, response);
    if (path.group(2) == null) {
      allow(response, ContentSecurityPolicy.OF_PAGES.with("frame-src", "'self'"));
      return send(response, pages.documentation(language, documentation.pages(), page));
    }
    Example example =
        page.example(Integer.parseInt(path.group(2)))
            .orElseThrow(DocumentationEndpoint::nothingHere);
    allow(
        response,
        ContentSecurityPolicy.OF_PAGES
            .allowingInline(example.source())
            .with("frame-ancestors", "'self'"));
    return send(response, pages.example(language, page, example));
  }

  private static CompletableFuture<Void> send(Response response, String html) {
    return Replies.send(response, HttpStatus.OK_200, Replies.HTML, Replies.NO_CACHE, html);
  }

  private static void allow(Response response, ContentSecurityPolicy policy) {
    response.getHeaders().put(SecurityHeaders.POLICY_NAME, policy.toString());
  }

  private static ProblemException nothingHere() {
    return new ProblemException(
        HttpStatus.NOT_FOUND_404, "There is no such page in the documentation.");
  }
}
