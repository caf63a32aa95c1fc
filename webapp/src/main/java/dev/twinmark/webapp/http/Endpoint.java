package dev.twinmark.webapp.http;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Answers the requests to one path, with the methods it was registered for. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers, now or later.
   *
   * @return completes when the whole answer is written
   * @throws ProblemException when the request cannot be fulfilled; the future may fail with it, too
   */
  CompletableFuture<Void> handle(Request request, Response response);
}
