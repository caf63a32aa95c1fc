package dev.twinmark.webapp.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each request as a message for people and as key-value pairs for JSON. Neither has what a
 * client sends apart from the request line, whose characters Jetty has checked and whose secrets
 * are left out.
 */
public final class AccessLog implements RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  /** The path below which the address of a link is its secret. */
  private static final String LINKS = "s/";

  private final String links;

  /**
   * @param basePath with a slash at each end, which requests may have or not
   */
  public AccessLog(String basePath) {
    this.links = basePath + LINKS;
  }

  /** The path and the query without secrets. */
  private String target(HttpURI uri) {
    // Decoded, as /%73/ leads to a link as well.
    String path = uri.getCanonicalPath() == null ? uri.getPath() : uri.getCanonicalPath();
    if (path != null && path.startsWith(links)) {
      return links + "-";
    }
    return path != null && path.startsWith("/" + LINKS) ? "/" + LINKS + "-" : uri.getPathQuery();
  }

  @Override
  public void log(Request request, Response response) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    String peer = Request.getRemoteAddr(request);
    String method = request.getMethod();
    String target = target(request.getHttpURI());
    String protocol = request.getConnectionMetaData().getHttpVersion().asString();
    int status = response.getStatus();
    long bytes = Response.getContentBytesWritten(response);
    long durationMs = Duration.ofNanos(NanoTime.since(request.getBeginNanoTime())).toMillis();
    LOG.atInfo()
        .addKeyValue("peer", peer)
        .addKeyValue("method", method)
        .addKeyValue("target", target)
        .addKeyValue("protocol", protocol)
        .addKeyValue("status", status)
        .addKeyValue("bytes", bytes)
        .addKeyValue("durationMs", durationMs)
        .log(
            "{} \"{} {} {}\" {} {} {}ms",
            peer,
            method,
            target,
            protocol,
            status,
            bytes,
            durationMs);
  }
}
