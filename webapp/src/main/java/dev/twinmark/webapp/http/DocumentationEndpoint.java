package dev.twinmark.webapp.http;

import dev.twinmark.webapp.docs.Documentation;
import dev.twinmark.webapp.docs.DocumentationPage;
import dev.twinmark.webapp.docs.Example;
import dev.twinmark.webapp.page.Language;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.render.DocumentRenderer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  private final DocumentRenderer renderer;
  private final Pages pages;

  /** Null until somebody asks for it: no start of the server waits for all of it to be rendered. */
  private Documentation documentation;

  DocumentationEndpoint(DocumentRenderer renderer, Pages pages) {
    this.renderer = renderer;
    this.pages = pages;
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    Matcher path = PATH.matcher(Request.getPathInContext(request));
    if (!path.matches()) {
      throw nothingHere();
    }
    Documentation all;
    try {
      all = documentation();
    } catch (CompletionException e) {
      // As for any other document: the server may be too busy to render it now.
      return CompletableFuture.failedFuture(e);
    }
    String name = path.group(1) == null ? Documentation.INDEX : path.group(1);
    DocumentationPage page = all.find(name).orElseThrow(DocumentationEndpoint::nothingHere);
    Language language = ReaderLanguage.of(request, response);
    if (path.group(2) == null) {
      allow(response, ContentSecurityPolicy.OF_PAGES.with("frame-src", "'self'"));
      return send(response, pages.documentation(language, all.pages(), page));
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

  private synchronized Documentation documentation() {
    if (documentation == null) {
      documentation = new Documentation(markdown -> Rendering.render(renderer, markdown).join());
    }
    return documentation;
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
