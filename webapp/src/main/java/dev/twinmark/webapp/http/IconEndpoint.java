package dev.twinmark.webapp.http;

import dev.twinmark.webapp.assets.Assets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The site's icon, under the name that browsers ask for even when no page mentions it. */
final class IconEndpoint implements Endpoint {

  /** A day: long enough not to be asked for with each page, short enough to be replaced. */
  private static final String CACHE_CONTROL = "public, max-age=86400";

  private final byte[] svg;

  IconEndpoint(Assets assets) {
    svg = assets.content("icon.svg");
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    return Replies.send(response, HttpStatus.OK_200, "image/svg+xml", CACHE_CONTROL, svg);
  }
}
