package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Ids;
import dev.twinmark.documents.Published;
import dev.twinmark.documents.Utf8;
import dev.twinmark.engine.DocumentProperties;
import dev.twinmark.engine.Extension;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.ReaderLanguage;
import dev.twinmark.webapp.http.Rendering;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.page.Language;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.page.PublishedPage;
import dev.twinmark.webapp.page.PublishedPage.Heading;
import dev.twinmark.webapp.render.DocumentRenderer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** {@code /p/}: published documents, for everyone. */
final class PublishedEndpoint {

  static final String PREFIX = "/p/";

  private static final String SOURCE = ".md";

  /** As much as search engines show of a description. */
  private static final int MAX_DESCRIPTION_UNITS = 200;

  /**
   * The units of HTML that the outline is read from: a tree of nodes needs 30 times the memory. Of
   * a longer page, the outline ends there.
   */
  private static final int MAX_OUTLINED_UNITS = 1024 * 1024;

  /** Held while there is such a tree. */
  private final Object outlining = new Object();

  private final PublishedCache cache;
  private final DocumentRenderer renderer;
  private final Pages pages;
  private final int maxDocumentBytes;

  /**
   * @param maxDocumentBytes the longest document that the heap suffices to render
   */
  PublishedEndpoint(
      PublishedCache cache, DocumentRenderer renderer, Pages pages, int maxDocumentBytes) {
    this.cache = cache;
    this.renderer = renderer;
    this.pages = pages;
    this.maxDocumentBytes = maxDocumentBytes;
  }

  CompletableFuture<Void> show(Request request, Response response, String name) {
    if (name.endsWith(SOURCE)) {
      String slug = name.substring(0, name.length() - SOURCE.length());
      return send(request, response, slug, SOURCE, PublishedEndpoint::source);
    }
    Language language = ReaderLanguage.of(request, response);
    Executor executor = request.getComponents().getExecutor();
    return send(
        request, response, name, language.tag(), published -> page(published, language, executor));
  }

  private CompletableFuture<Void> send(
      Request request,
      Response response,
      String slug,
      String kind,
      Function<Published, CompletableFuture<PublishedContent>> make) {
    if (!Ids.isSlug(slug)) {
      throw nothingHere();
    }
    return cache
        .find(slug, kind, make)
        .orElseThrow(PublishedEndpoint::nothingHere)
        .thenCompose(content -> content.send(request, response));
  }

  /** Refuses a text that is too long to be rendered. */
  void requireRenderable(String text) {
    // A unit has three bytes at most.
    if (text.length() > maxDocumentBytes / 3 && Utf8.encode(text).length > maxDocumentBytes) {
      throw new ProblemException(
          HttpStatus.PAYLOAD_TOO_LARGE_413,
          "The document is longer than " + maxDocumentBytes + " bytes, the limit of a page.");
    }
  }

  private static ProblemException nothingHere() {
    return new ProblemException(HttpStatus.NOT_FOUND_404, "There is nothing at this address.");
  }

  private static CompletableFuture<PublishedContent> source(Published published) {
    return CompletableFuture.completedFuture(
        new PublishedContent(
            DocumentEndpoints.MARKDOWN,
            Utf8.encode(published.text()),
            published.publication().version(),
            published.publication().index()));
  }

  /**
   * @param executor for all but the rendering, which has threads of its own
   */
  private CompletableFuture<PublishedContent> page(
      Published published, Language language, Executor executor) {
    // The server may have been started with less memory since.
    requireRenderable(published.text());
    return Rendering.render(renderer, published.text(), Extension.GITHUB)
        .thenApplyAsync(
            html -> {
              PublishedPage read;
              synchronized (outlining) {
                read = read(published, html);
              }
              String page = pages.published(language, read);
              return new PublishedContent(
                  Replies.HTML,
                  page.getBytes(StandardCharsets.UTF_8),
                  published.publication().version(),
                  published.publication().index());
            },
            executor);
  }

  /** Reads what the page around a document tells of it. */
  private static PublishedPage read(Published published, String html) {
    int end =
        html.length() <= MAX_OUTLINED_UNITS
            ? html.length()
            : html.lastIndexOf('\n', MAX_OUTLINED_UNITS) + 1;
    Document document = Jsoup.parseBodyFragment(html.substring(0, end));
    var properties = DocumentProperties.of(published.text(), Extension.GITHUB);
    List<Heading> outline =
        document.select("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]").stream()
            .filter(heading -> heading.hasText())
            .map(
                heading ->
                    new Heading(heading.normalName().charAt(1) - '0', heading.id(), heading.text()))
            .toList();
    return new PublishedPage(
        published.publication().slug(),
        properties.title().isEmpty() ? published.publication().title() : properties.title(),
        description(document),
        image(document),
        emptyToNull(properties.language()),
        emptyToNull(properties.direction()),
        html,
        // One heading is the title, which needs no list.
        outline.size() < 2 ? List.of() : outline,
        published.publication().index(),
        published.publication().at());
  }

  private static String description(Document document) {
    for (Element paragraph : document.select("body > p, body > blockquote > p, li")) {
      String text = paragraph.text().strip();
      if (text.length() > MAX_DESCRIPTION_UNITS) {
        int end = text.lastIndexOf(' ', MAX_DESCRIPTION_UNITS - 1);
        return text.substring(0, end < 1 ? MAX_DESCRIPTION_UNITS - 1 : end) + "…";
      }
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  private static String image(Document document) {
    Element image = document.selectFirst("img[src^=https://], img[src^=http://]");
    return image == null ? null : image.attr("src");
  }

  private static String emptyToNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
