package dev.twinmark.webapp.http;

import dev.twinmark.webapp.assets.Assets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * The service worker, at the root because its scope is the folder it is in. Its name never changes,
 * so it is asked for anew at each update.
 */
final class ServiceWorkerEndpoint implements Endpoint {

  private final byte[] script;

  ServiceWorkerEndpoint(Assets assets) {
    script = assets.content("service-worker.js");
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    return Replies.send(
        response, HttpStatus.OK_200, "text/javascript; charset=utf-8", Replies.NO_CACHE, script);
  }
}
