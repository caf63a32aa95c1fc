package dev.twinmark.webapp.http;

import dev.twinmark.webapp.assets.Assets;
import dev.twinmark.webapp.client.BodyMemory;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.render.DocumentRenderer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Which path is answered by what. */
public final class Routes extends Handler.Abstract {

  private final ErrorReplies errors;
  private final EndpointSource more;
  private final Map<String, Map<String, Endpoint>> paths;
  private final Map<String, Endpoint> assets;
  private final Map<String, Endpoint> documentation;

  /**
   * @param memory for the content of requests
   * @param more has the addresses that are not named here
   */
  public Routes(
      DocumentRenderer renderer,
      Pages pages,
      Assets assets,
      ErrorReplies errors,
      String basePath,
      int maxDocumentBytes,
      List<String> frameAncestors,
      BodyMemory memory,
      EndpointSource more) {
    this.more = more;
    var body = new RequestBody(memory);
    this.errors = errors;
    this.assets = readOnly(new AssetEndpoint(assets));
    this.documentation = readOnly(new DocumentationEndpoint(renderer, pages, basePath));
    var editor = new EditorEndpoint(renderer, body, pages, maxDocumentBytes);
    var editorMethods = readOnly(editor::show);
    editorMethods.put("POST", editor::preview);
    this.paths =
        Map.of(
            "/", editorMethods,
            "/embed", readOnly(new EmbedEndpoint(pages, frameAncestors)),
            "/manifest.webmanifest", readOnly(new WebManifestEndpoint(assets, basePath)),
            "/service-worker.js", readOnly(new ServiceWorkerEndpoint(assets)),
            "/api/render", Map.of("POST", new RenderEndpoint(renderer, body, maxDocumentBytes)),
            "/health",
                readOnly(
                    (request, response) ->
                        Replies.send(
                            response,
                            HttpStatus.OK_200,
                            Replies.JSON,
                            Replies.NO_STORE,
                            "{\"status\":\"ok\"}")),
            "/favicon.ico", readOnly(new IconEndpoint(assets)));
  }

  /** The memory that requests share. */
  public static BodyMemory memory(int maxDocumentBytes) {
    return new BodyMemory(EditorEndpoint.maxFormBytes(maxDocumentBytes));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    callback.completeWith(
        answer(request, response)
            .exceptionallyCompose(
                failure ->
                    response.isCommitted() // It failed half-way: there is no other answer any more.
                        ? CompletableFuture.failedFuture(failure)
                        : errors.send(request, response, ErrorReplies.problem(failure))));
    return true;
  }

  private CompletableFuture<Void> answer(Request request, Response response) {
    try {
      return endpoint(request, response).handle(request, response);
    } catch (ProblemException e) {
      return RequestBody.discard(request).thenCompose(unused -> CompletableFuture.failedFuture(e));
    }
  }

  private Endpoint endpoint(Request request, Response response) {
    String path = Request.getPathInContext(request);
    Map<String, Endpoint> methods = methods(path);
    if (methods == null) {
      throw new ProblemException(HttpStatus.NOT_FOUND_404, "There is nothing at this address.");
    }
    Endpoint endpoint = methods.get(request.getMethod());
    if (endpoint == null) {
      String allowed = String.join(", ", methods.keySet());
      response.getHeaders().put(HttpHeader.ALLOW, allowed);
      throw new ProblemException(
          HttpStatus.METHOD_NOT_ALLOWED_405,
          "This address does not take "
              + Problem.excerpt(request.getMethod())
              + ", only "
              + allowed
              + ".");
    }
    return endpoint;
  }

  private Map<String, Endpoint> methods(String path) {
    if (path.startsWith(AssetEndpoint.PREFIX)) {
      return assets;
    }
    if (path.startsWith(DocumentationEndpoint.PREFIX)) {
      return documentation;
    }
    Map<String, Endpoint> methods = paths.get(path);
    return methods == null ? more.methods(path) : methods;
  }

  private static Map<String, Endpoint> readOnly(Endpoint endpoint) {
    return new TreeMap<>(Map.of("GET", endpoint, "HEAD", endpoint));
  }
}
