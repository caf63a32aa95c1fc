package dev.twinmark.webapp.http;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The site's icon, under the name that browsers ask for even when no page mentions it. */
final class IconEndpoint implements Endpoint {

  /** A day: long enough not to be asked for with each page, short enough to be replaced. */
  private static final String CACHE_CONTROL = "public, max-age=86400";

  /** Two sheets, one written and one shown. Attributes only: the policy forbids inline styles. */
  private static final String SVG =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">\
      <rect x="2" y="5" width="17" height="22" rx="3" fill="#24292f"/>\
      <rect x="13" y="5" width="17" height="22" rx="3" fill="#2f6feb"/>\
      <path d="M17 12h9M17 16h9M17 20h6" stroke="#fff" stroke-width="2" stroke-linecap="round"/>\
      </svg>
      """;

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    return Replies.send(response, HttpStatus.OK_200, "image/svg+xml", CACHE_CONTROL, SVG);
  }
}
