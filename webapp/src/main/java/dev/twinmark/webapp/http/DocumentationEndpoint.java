package dev.twinmark.webapp.http;

import dev.twinmark.webapp.docs.Documentation;
import dev.twinmark.webapp.docs.DocumentationPage;
import dev.twinmark.webapp.docs.Example;
import dev.twinmark.webapp.page.Language;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.render.DocumentRenderer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * {@code /docs}: the documentation, a page for each of its files, and below each a page for every
 * example in it.
 */
final class DocumentationEndpoint implements Endpoint {

  static final String PREFIX = "/docs";

  private static final String EXAMPLES = "/examples/";

  /** More than any page has, and few enough for an {@code int}. */
  private static final int MAX_EXAMPLE_DIGITS = 3;

  private final DocumentRenderer renderer;
  private final Pages pages;
  private final String basePath;

  /**
   * Null until a request needs it: no start of the server waits for all of it to be rendered. No
   * thread for requests does either, so it is rendered in the background.
   */
  private CompletableFuture<Documentation> documentation;

  DocumentationEndpoint(DocumentRenderer renderer, Pages pages, String basePath) {
    this.renderer = renderer;
    this.basePath = basePath;
    this.pages = pages;
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    String path = Request.getPathInContext(request).substring(PREFIX.length());
    if (!path.isEmpty() && path.charAt(0) != '/') {
      throw nothingHere();
    }
    String rest = path.isEmpty() ? "" : path.substring(1);
    int examples = rest.indexOf(EXAMPLES);
    String name = examples < 0 ? rest : rest.substring(0, examples);
    int example = examples < 0 ? 0 : number(rest.substring(examples + EXAMPLES.length()));
    return documentation()
        .thenCompose(
            all -> {
              DocumentationPage page =
                  all.find(name.isEmpty() ? Documentation.INDEX : name)
                      .orElseThrow(DocumentationEndpoint::nothingHere);
              Language language = ReaderLanguage.of(request, response);
              return examples < 0
                  ? send(response, language, all, page)
                  : send(response, language, page, example);
            });
  }

  private CompletableFuture<Void> send(
      Response response, Language language, Documentation all, DocumentationPage page) {
    return send(response, pages.documentation(language, all.pages(), page));
  }

  private CompletableFuture<Void> send(
      Response response, Language language, DocumentationPage page, int number) {
    Example example = page.example(number).orElseThrow(DocumentationEndpoint::nothingHere);
    allow(
        response,
        ContentSecurityPolicy.OF_PAGES
            .allowingInline(example.source())
            .with("frame-ancestors", "'self'"));
    return send(response, pages.example(language, page, example));
  }

  private static int number(String digits) {
    if (digits.isEmpty()
        || digits.length() > MAX_EXAMPLE_DIGITS
        || digits.charAt(0) == '0'
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw nothingHere();
    }
    return Integer.parseInt(digits);
  }

  /** Tries again where rendering has failed: the machine may have been too busy at the start. */
  private synchronized CompletableFuture<Documentation> documentation() {
    if (documentation == null || documentation.isCompletedExceptionally()) {
      documentation = render();
    }
    return documentation;
  }

  private CompletableFuture<Documentation> render() {
    var rendered = new CompletableFuture<Documentation>();
    var thread =
        new Thread(
            () -> {
              try {
                rendered.complete(
                    new Documentation(
                        markdown -> Rendering.render(renderer, markdown, Set.of()).join(),
                        basePath));
              } catch (RuntimeException e) {
                rendered.completeExceptionally(e);
              }
            },
            "documentation");
    thread.setDaemon(true);
    thread.start();
    return rendered;
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
