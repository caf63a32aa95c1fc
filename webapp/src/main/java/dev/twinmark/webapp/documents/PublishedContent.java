package dev.twinmark.webapp.documents;

import dev.twinmark.webapp.http.AcceptEncoding;
import dev.twinmark.webapp.http.Replies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The bytes of a published page or its source, compressed once. Immutable. */
final class PublishedContent {

  /** Enough to tell one content from another: 96 bits. */
  private static final int TAG_BYTES = 12;

  private final String contentType;
  private final byte[] plain;
  private final byte[] gzip;
  private final String tag;
  private final boolean isIndexed;

  /**
   * @param version of the document, which the entity tag begins with
   */
  PublishedContent(String contentType, byte[] content, long version, boolean isIndexed) {
    this.contentType = contentType;
    this.plain = content;
    this.gzip = gzip(content);
    // By its content, which changes with the version, the engine and the page around it.
    this.tag = version + "-" + hash(content);
    this.isIndexed = isIndexed;
  }

  /** The memory that it takes. */
  long bytes() {
    return (long) plain.length + gzip.length;
  }

  CompletableFuture<Void> send(Request request, Response response) {
    boolean isGzip = AcceptEncoding.takesGzip(request.getHeaders());
    String shown = "\"" + tag + (isGzip ? "-gzip" : "") + "\"";
    var headers = response.getHeaders();
    headers.put(HttpHeader.ETAG, shown);
    // Asked for again each time, as it may be published anew or no longer.
    headers.put(HttpHeader.CACHE_CONTROL, Replies.NO_CACHE);
    if (!isIndexed) {
      headers.put("X-Robots-Tag", "noindex");
    }
    Replies.vary(response);
    if (Replies.isKnown(request, shown)) {
      return Replies.notModified(response);
    }
    byte[] content = isGzip ? gzip : plain;
    headers.put(HttpHeader.CONTENT_TYPE, contentType);
    headers.put(HttpHeader.CONTENT_LENGTH, content.length);
    if (isGzip) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
    }
    response.setStatus(HttpStatus.OK_200);
    return Replies.write(response, ByteBuffer.wrap(content));
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream(content.length / 2 + 64);
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes all bytes.", e);
    }
    return bytes.toByteArray();
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
