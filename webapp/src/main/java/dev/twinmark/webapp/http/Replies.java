package dev.twinmark.webapp.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes whole responses. The futures complete when all is written. */
public final class Replies {

  /** The media type of pages. */
  public static final String HTML = "text/html; charset=utf-8";

  /** The media type of data. */
  public static final String JSON = "application/json";

  /** Computed for one request, of no use to another. */
  public static final String NO_STORE = "no-store";

  /** May be stored, but must be revalidated before use. */
  public static final String NO_CACHE = "no-cache";

  private static final HttpField VARY_ENCODING =
      new HttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

  private Replies() {}

  /** Writes a text in UTF-8. */
  public static CompletableFuture<Void> send(
      Response response, int status, String contentType, String cacheControl, String text) {
    return send(response, status, contentType, cacheControl, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Jetty leaves the content out of responses to HEAD, and keeps its length. */
  public static CompletableFuture<Void> send(
      Response response, int status, String contentType, String cacheControl, byte[] content) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, cacheControl);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
    return write(response, ByteBuffer.wrap(content));
  }

  /** Leads a browser to another address, which it gets, so that a reload repeats nothing. */
  public static CompletableFuture<Void> seeOther(Response response, String address) {
    response.setStatus(HttpStatus.SEE_OTHER_303);
    response.getHeaders().put(HttpHeader.LOCATION, address);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, NO_STORE);
    return write(response, null);
  }

  /**
   * Tells caches which headers of the request the response depends on; always on {@code
   * Accept-Encoding}, as pages are compressed for those who take it.
   */
  public static void vary(Response response, HttpHeader... names) {
    var headers = response.getHeaders();
    headers.ensureField(VARY_ENCODING);
    for (HttpHeader name : names) {
      headers.ensureField(new HttpField(HttpHeader.VARY, name.asString()));
    }
  }

  /**
   * Returns whether the client has the content of an entity tag. If-None-Match compares weakly (RFC
   * 9110, 13.1.2), so a {@code W/} before a tag is nothing. No other tag can contain this one, as
   * its quotes are part of it.
   */
  public static boolean isKnown(Request request, String tag) {
    return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
        .anyMatch(known -> known.strip().equals("*") || known.contains(tag));
  }

  /** Tells the client to use what it has. */
  public static CompletableFuture<Void> notModified(Response response) {
    response.setStatus(HttpStatus.NOT_MODIFIED_304);
    return write(response, null);
  }

  /**
   * Writes what the headers already describe.
   *
   * @param content the last and only content, or null for none
   */
  public static CompletableFuture<Void> write(Response response, ByteBuffer content) {
    return Callback.Completable.with(written -> response.write(true, content, written));
  }
}
