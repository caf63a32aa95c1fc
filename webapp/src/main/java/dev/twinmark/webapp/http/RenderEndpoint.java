package dev.twinmark.webapp.http;

import dev.twinmark.engine.Extension;
import dev.twinmark.webapp.render.DocumentRenderer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * {@code POST /api/render}: Markdown in, the fragment of HTML that a page may show out. The query
 * parameter {@code extensions} names constructs beyond the default language, as {@link
 * Extension#parse} reads them.
 */
final class RenderEndpoint implements Endpoint {

  private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8");

  private static final String EXTENSIONS = "extensions";

  private final DocumentRenderer renderer;
  private final RequestBody body;
  private final int maxDocumentBytes;

  RenderEndpoint(DocumentRenderer renderer, RequestBody body, int maxDocumentBytes) {
    this.renderer = renderer;
    this.body = body;
    this.maxDocumentBytes = maxDocumentBytes;
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    checkType(request);
    Set<Extension> extensions = extensions(request);
    Replies.vary(response);
    return body.read(request, maxDocumentBytes, tooLarge(maxDocumentBytes))
        .thenApply(RequestBody::utf8)
        .thenCompose(markdown -> Rendering.render(renderer, request, markdown, extensions))
        .thenCompose(
            html ->
                Replies.send(response, HttpStatus.OK_200, Replies.HTML, Replies.NO_STORE, html));
  }

  private static Set<Extension> extensions(Request request) {
    Set<Extension> extensions = EnumSet.noneOf(Extension.class);
    try {
      for (String keys : Request.extractQueryParameters(request).getValuesOrEmpty(EXTENSIONS)) {
        extensions.addAll(Extension.parse(keys));
      }
    } catch (IllegalArgumentException e) {
      throw new ProblemException(HttpStatus.BAD_REQUEST_400, e.getMessage(), e);
    }
    return extensions;
  }

  static String tooLarge(int maxDocumentBytes) {
    return "The document is longer than "
        + maxDocumentBytes
        + " bytes of UTF-8, which is what this server accepts. Split it, or start the server with a"
        + " greater --max-document-bytes.";
  }

  private static void checkType(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String charset = MimeTypes.getCharsetFromContentType(type);
    if (type == null
        || !MediaType.essence(type).equalsIgnoreCase("text/markdown")
        || (charset != null && !UTF_8_NAMES.contains(charset.toLowerCase(Locale.ROOT)))) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
          "The content type is "
              + (type == null ? "missing" : Problem.excerpt(type))
              + ". Send Markdown as text/markdown; charset=utf-8.");
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
          "The content is encoded as "
              + Problem.excerpt(encoding)
              + ". Send it as it is, without an encoding.");
    }
  }
}
