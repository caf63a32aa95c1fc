package dev.twinmark.webapp.http;

import dev.twinmark.webapp.page.Pages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** {@code /embed}: the editor alone, for a frame in a page of one of the origins that may. */
final class EmbedEndpoint implements Endpoint {

  private final Pages pages;
  private final List<String> frameAncestors;

  /**
   * @param frameAncestors the origins whose pages may have the frame
   */
  EmbedEndpoint(Pages pages, List<String> frameAncestors) {
    this.pages = pages;
    this.frameAncestors = frameAncestors;
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    SecurityHeaders.allowFraming(response.getHeaders(), frameAncestors);
    return Replies.send(
        response,
        HttpStatus.OK_200,
        Replies.HTML,
        Replies.NO_CACHE,
        pages.embed(ReaderLanguage.of(request, response), frameAncestors));
  }
}
