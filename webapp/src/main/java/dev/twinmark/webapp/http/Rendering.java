package dev.twinmark.webapp.http;

import dev.twinmark.engine.Extension;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.render.DocumentRenderer;
import dev.twinmark.webapp.render.RenderException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A document's rendering, its failures expressed in HTTP. */
public final class Rendering {

  private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);

  private Rendering() {}

  /**
   * Renders a text that many clients may ask for, in the server's own turn.
   *
   * @return sanitized HTML, to be; it fails with a {@link ProblemException}
   */
  public static CompletableFuture<String> render(
      DocumentRenderer renderer, String markdown, Set<Extension> extensions) {
    return renderer
        .render(DocumentRenderer.SERVER, markdown, extensions)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(inHttp(failure)));
  }

  /**
   * Renders a request's document, and stops when the request has failed.
   *
   * @return sanitized HTML, to be; it fails with a {@link ProblemException}. What depends on it
   *     runs on a thread for requests, so that threads that render do nothing else
   */
  public static CompletableFuture<String> render(
      DocumentRenderer renderer, Request request, String markdown, Set<Extension> extensions) {
    CompletableFuture<String> html =
        renderer.render(ClientAddress.of(request), markdown, extensions);
    request.addFailureListener(failure -> html.cancel(false));
    return html.handleAsync(
        (rendered, failure) -> {
          if (failure != null) {
            throw new CompletionException(inHttp(failure));
          }
          return RequestBody.countResponse(request, rendered);
        },
        request.getComponents().getExecutor());
  }

  private static Throwable inHttp(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof RenderException e)) {
      return cause;
    }
    int status =
        switch (e.reason()) {
          case BUSY, TOO_SLOW -> HttpStatus.SERVICE_UNAVAILABLE_503;
          case DEFECT -> HttpStatus.INTERNAL_SERVER_ERROR_500;
        };
    if (e.reason() == RenderException.Reason.DEFECT) {
      LOG.error("A document could not be rendered", e);
    }
    return new ProblemException(status, e.getMessage(), e);
  }
}
