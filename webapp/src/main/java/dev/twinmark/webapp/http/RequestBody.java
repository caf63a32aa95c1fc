package dev.twinmark.webapp.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ContentSourceCompletableFuture;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/** The content of a request, read without holding a thread and up to a limit. */
final class RequestBody {

  /**
   * How many bytes past the limit are still read, to be thrown away. A client that is writing when
   * the connection is closed sees a broken connection instead of the answer; who sends more than
   * this has to live with that.
   */
  static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  /** For how much of what a client has announced memory is set aside before it arrives. */
  private static final long MAX_INITIAL_BYTES = 64L * 1024;

  private RequestBody() {}

  /**
   * Reads the whole content.
   *
   * @param limit the greatest number of bytes that is accepted
   * @return the bytes, to be; it fails with a {@link ProblemException} 413 that has the given
   *     detail when there are more, however many were announced
   */
  static CompletableFuture<byte[]> read(Request request, int limit, String tooLarge) {
    long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    var reading = new Reading(request, limit, announced, tooLarge);
    if (announced > limit + MAX_DISCARDED_BYTES) {
      return CompletableFuture.failedFuture(reading.tooLarge());
    }
    reading.parse();
    return reading;
  }

  /**
   * Reads the content to throw it away, before a request is refused for another reason than its
   * content; see {@link #MAX_DISCARDED_BYTES}. Completes in any case: when a client sends more, or
   * breaks off, or waits for permission to send, then so be it.
   */
  static CompletableFuture<Void> discard(Request request) {
    return request.getHeaders().contains(HttpHeader.EXPECT)
        ? CompletableFuture.completedFuture(null)
        : read(request, 0, "").handle((bytes, failure) -> null);
  }

  /**
   * Decodes UTF-8 strictly. A leading byte order mark stays in the text, as a character that was
   * typed there does.
   *
   * @throws ProblemException 400 when the bytes are not UTF-8
   */
  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400,
          "The document is not valid UTF-8. Save it as UTF-8 and send it again.",
          e);
    }
  }

  private static final class Reading extends ContentSourceCompletableFuture<byte[]> {

    private final int limit;
    private final String tooLarge;
    private final ByteArrayOutputStream kept;
    private long length;

    Reading(Content.Source source, int limit, long announced, String tooLarge) {
      super(source, Invocable.InvocationType.BLOCKING); // What is done with the bytes takes time.
      this.limit = limit;
      this.tooLarge = tooLarge;
      this.kept =
          new ByteArrayOutputStream((int) Math.max(32, Math.min(MAX_INITIAL_BYTES, announced)));
    }

    @Override
    protected byte[] parse(Content.Chunk chunk) {
      ByteBuffer bytes = chunk.getByteBuffer();
      length += bytes.remaining();
      if (length > limit + MAX_DISCARDED_BYTES) {
        throw tooLarge();
      }
      if (length <= limit) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        kept.write(copy, 0, copy.length);
      } else {
        kept.reset();
        bytes.position(bytes.limit());
      }
      if (!chunk.isLast()) {
        return null;
      }
      if (length > limit) {
        throw tooLarge();
      }
      return kept.toByteArray();
    }

    ProblemException tooLarge() {
      return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE_413, tooLarge);
    }
  }
}
