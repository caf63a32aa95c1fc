package dev.twinmark.webapp.http;

import dev.twinmark.webapp.metrics.MetricsText;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers {@code /metrics} on a connector of its own, which is all that is found there. */
public final class MetricsHandler extends Handler.Wrapper {

  private final Connector connector;
  private final List<Consumer<MetricsText>> parts;

  /**
   * @param parts write the metrics
   * @param handler answers the requests of all other connectors
   */
  public MetricsHandler(Connector connector, List<Consumer<MetricsText>> parts, Handler handler) {
    super(handler);
    this.connector = connector;
    this.parts = List.copyOf(parts);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getConnectionMetaData().getConnector() != connector) {
      return super.handle(request, response, callback);
    }
    if (!Request.getPathInContext(request).equals("/metrics")) {
      Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      return true;
    }
    var text = new MetricsText();
    parts.forEach(part -> part.accept(text));
    callback.completeWith(
        Replies.send(
            response,
            HttpStatus.OK_200,
            MetricsText.CONTENT_TYPE,
            Replies.NO_STORE,
            text.toString()));
    return true;
  }
}
