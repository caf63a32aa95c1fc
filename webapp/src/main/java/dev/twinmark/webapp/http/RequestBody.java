package dev.twinmark.webapp.http;

import dev.twinmark.webapp.client.BodyMemory;
import dev.twinmark.webapp.client.ClientAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ContentSourceCompletableFuture;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;

/** The content of requests, read without holding a thread, up to a limit and at a minimum rate. */
public final class RequestBody {

  /**
   * The number of bytes past the limit that are still read and discarded. A client that is writing
   * when the connection is closed sees a broken connection instead of the answer; one that sends
   * more than this must cope with that.
   */
  static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  /** The most memory that is set aside for an announced body before its bytes arrive. */
  private static final long MAX_INITIAL_BYTES = 8L * 1024;

  /**
   * The average rate below which a body is given up, as its bytes take room meanwhile. A slow
   * mobile network carries ten times as much.
   */
  static final long MIN_BYTES_PER_SECOND = 1024;

  /** The time before the rate is looked at: a connection may begin with losses. */
  static final Duration RATE_GRACE = Duration.ofSeconds(10);

  private static final String LEASE = BodyMemory.Lease.class.getName();

  private final BodyMemory memory;

  /**
   * @param memory bounds the content of all requests
   */
  public RequestBody(BodyMemory memory) {
    this.memory = memory;
  }

  /**
   * Reads the whole content. Its bytes are counted until the request is completed.
   *
   * @param limit the greatest number of bytes that is accepted
   * @return the bytes, to be; it fails with a {@link ProblemException}: 413 that has the given
   *     detail when there are more, however many were announced, 503 when there is no room for them
   *     and 408 when they come too slowly
   */
  public CompletableFuture<byte[]> read(Request request, int limit, String tooLarge) {
    long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    BodyMemory.Lease lease = memory.lease(ClientAddress.of(request));
    request.setAttribute(LEASE, lease);
    Request.addCompletionListener(request, failure -> lease.close());
    var reading = new Reading(request, limit, announced, tooLarge, lease);
    if (announced > limit + MAX_DISCARDED_BYTES) {
      return CompletableFuture.failedFuture(reading.tooLarge());
    }
    reading.parse();
    return reading;
  }

  /**
   * Counts the response to a request whose content was read, as it takes room until the client has
   * taken it.
   *
   * @throws ProblemException 503 when there is no room for it
   */
  static String countResponse(Request request, String response) {
    if (request.getAttribute(LEASE) instanceof BodyMemory.Lease lease
        && !lease.add(response.length())) {
      throw noRoom();
    }
    return response;
  }

  /**
   * Reads the content to throw it away, before a request is refused for another reason than its
   * content; see {@link #MAX_DISCARDED_BYTES}. Completes in any case: when a client sends more, or
   * breaks off, or waits for permission to send, then so be it.
   */
  static CompletableFuture<Void> discard(Request request) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      return CompletableFuture.completedFuture(null);
    }
    var reading = new Reading(request, 0, 0, "", null);
    reading.parse();
    return reading.handle((bytes, failure) -> null);
  }

  /**
   * Decodes UTF-8 strictly. A leading byte order mark stays in the text, as a character that was
   * typed there does.
   *
   * @throws ProblemException 400 when the bytes are not UTF-8
   */
  public static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400,
          "The document is not valid UTF-8. Save it as UTF-8 and send it again.",
          e);
    }
  }

  private static ProblemException noRoom() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "The server has no room for this document now. Try again in a few seconds.");
  }

  private static final class Reading extends ContentSourceCompletableFuture<byte[]> {

    private final int limit;
    private final String tooLarge;
    private final BodyMemory.Lease lease;

    /** Null once the content is refused, so that what has come of it takes no room. */
    private ByteArrayOutputStream kept;

    private final long startNanos = NanoTime.now();
    private long length;

    /** Why the content is thrown away, once it is. */
    private ProblemException refusal;

    /**
     * @param lease null where nothing is kept
     */
    Reading(
        Content.Source source, int limit, long announced, String tooLarge, BodyMemory.Lease lease) {
      super(source, Invocable.InvocationType.BLOCKING); // What is done with the bytes takes time.
      this.limit = limit;
      this.tooLarge = tooLarge;
      this.lease = lease;
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
      checkRate(chunk);
      if (refusal == null && length > limit) {
        refuse(tooLarge());
      } else if (refusal == null && !lease.add(bytes.remaining())) {
        refuse(noRoom());
      }
      if (refusal == null) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        kept.writeBytes(copy);
      } else {
        bytes.position(bytes.limit());
      }
      if (!chunk.isLast()) {
        return null;
      }
      if (refusal != null) {
        throw refusal;
      }
      return kept.toByteArray();
    }

    private void refuse(ProblemException reason) {
      refusal = reason;
      kept = null;
      if (lease != null) {
        lease.close();
      }
    }

    private void checkRate(Content.Chunk chunk) {
      long millis = NanoTime.millisSince(startNanos);
      if (!chunk.isLast()
          && millis > RATE_GRACE.toMillis()
          && length * 1000 / millis < MIN_BYTES_PER_SECOND) {
        throw new ProblemException(
            HttpStatus.REQUEST_TIMEOUT_408,
            "The request arrived at less than "
                + MIN_BYTES_PER_SECOND
                + " bytes a second. Try again over a faster connection.");
      }
    }

    ProblemException tooLarge() {
      return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE_413, tooLarge);
    }
  }
}
