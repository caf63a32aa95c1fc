package dev.twinmark.webapp.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes the base path off the addresses of requests. Addresses without it are answered, too: they
 * come from a proxy that has taken it off, or from a probe beside the proxy.
 */
public final class BasePathHandler extends Handler.Wrapper {

  private final String basePath;

  /**
   * @param basePath with a slash at each end
   */
  public BasePathHandler(String basePath, Handler handler) {
    super(handler);
    this.basePath = basePath;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath();
    if (path != null && path.length() == basePath.length() - 1 && basePath.startsWith(path)) {
      response.setStatus(HttpStatus.PERMANENT_REDIRECT_308);
      String query = uri.getQuery();
      response
          .getHeaders()
          .put(HttpHeader.LOCATION, query == null ? basePath : basePath + "?" + query);
      response.write(true, null, callback);
      return true;
    }
    return super.handle(below(request, path), response, callback);
  }

  private Request below(Request request, String path) {
    if (path == null || !path.startsWith(basePath)) {
      return request;
    }
    HttpURI uri = HttpURI.build(request.getHttpURI()).path(path.substring(basePath.length() - 1));
    // A path with "..", which leads out of the base path, is no address below it.
    return uri.getCanonicalPath() == null ? request : Request.serveAs(request, uri);
  }
}
