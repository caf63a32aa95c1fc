package dev.twinmark.webapp.http;

import dev.twinmark.engine.Extension;
import dev.twinmark.webapp.page.Language;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.render.DocumentRenderer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** {@code /}: the editor, and the form that it is without scripts. */
final class EditorEndpoint {

  /** The name of the form's one field. */
  private static final String FIELD = "markdown";

  /**
   * The greatest length of a form, in bytes for each byte that its document may have: a line feed
   * is sent as {@code %0D%0A}, anything else as {@code %XX} at worst.
   */
  private static final int FORM_BYTES_PER_BYTE = 6;

  private final DocumentRenderer renderer;
  private final RequestBody body;
  private final Pages pages;
  private final int maxDocumentBytes;
  private final Map<Language, String> welcome = new EnumMap<>(Language.class);

  EditorEndpoint(DocumentRenderer renderer, RequestBody body, Pages pages, int maxDocumentBytes) {
    this.renderer = renderer;
    this.body = body;
    this.pages = pages;
    this.maxDocumentBytes = maxDocumentBytes;
    // The same for everyone, so rendered once; a server that cannot render it had better not start.
    for (Language language : Language.values()) {
      String markdown = pages.welcome(language);
      String html = Rendering.render(renderer, markdown, Extension.GITHUB).join();
      welcome.put(language, pages.editor(language, markdown, html, true, HttpStatus.OK_200, null));
    }
  }

  /** The length of the longest form. */
  static int maxFormBytes(int maxDocumentBytes) {
    return FIELD.length() + 1 + FORM_BYTES_PER_BYTE * maxDocumentBytes;
  }

  /** Shows the document that greets. */
  CompletableFuture<Void> show(Request request, Response response) {
    Language language = ReaderLanguage.of(request, response);
    return Replies.send(
        response, HttpStatus.OK_200, Replies.HTML, Replies.NO_CACHE, welcome.get(language));
  }

  /** Shows the document that was sent. Whatever goes wrong, a text that could be read is kept. */
  CompletableFuture<Void> preview(Request request, Response response) {
    return read(request)
        .thenCompose(
            markdown ->
                checkLength(markdown)
                    .thenCompose(
                        unused -> Rendering.render(renderer, request, markdown, Extension.GITHUB))
                    .handle((html, failure) -> new Shown(markdown, html, failure)))
        .exceptionally(failure -> new Shown("", null, failure))
        .thenCompose(shown -> send(shown, request, response));
  }

  /** A document on its way to the page: either its HTML is null, or the failure is. */
  private record Shown(String markdown, String html, Throwable failure) {}

  private CompletableFuture<Void> send(Shown shown, Request request, Response response) {
    Language language = ReaderLanguage.of(request, response);
    Problem problem = shown.failure == null ? null : ErrorReplies.problem(shown.failure);
    int status = problem == null ? HttpStatus.OK_200 : problem.status();
    ErrorReplies.sayWhenToRetry(response, status);
    return Replies.send(
        response,
        status,
        Replies.HTML,
        Replies.NO_STORE,
        pages.editor(
            language,
            shown.markdown,
            shown.html == null ? "" : shown.html,
            Sender.isOwnPage(request),
            status,
            problem == null ? null : problem.detail()));
  }

  private CompletableFuture<String> read(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !MediaType.essence(type).equalsIgnoreCase(Form.CONTENT_TYPE)) {
      var wrongType =
          new ProblemException(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
              "Send the form of this page, as " + Form.CONTENT_TYPE + ".");
      return RequestBody.discard(request)
          .thenCompose(unused -> CompletableFuture.failedFuture(wrongType));
    }
    return body.read(
            request, maxFormBytes(maxDocumentBytes), RenderEndpoint.tooLarge(maxDocumentBytes))
        .thenApply(
            form -> {
              byte[] markdown = Form.field(form, FIELD);
              if (markdown == null) {
                throw new ProblemException(
                    HttpStatus.BAD_REQUEST_400,
                    "The form lacks its field " + FIELD + ", which holds the text.");
              }
              // Forms send CRLF for every line break of a textarea, whose own value has LF.
              return RequestBody.utf8(markdown).replace("\r\n", "\n").replace('\r', '\n');
            });
  }

  private CompletableFuture<Void> checkLength(String markdown) {
    return markdown.getBytes(StandardCharsets.UTF_8).length <= maxDocumentBytes
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new ProblemException(
                HttpStatus.PAYLOAD_TOO_LARGE_413, RenderEndpoint.tooLarge(maxDocumentBytes)));
  }
}
