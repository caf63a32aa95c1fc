package dev.twinmark.webapp.documents;

import dev.twinmark.documents.LineMemory;
import dev.twinmark.webapp.client.BodyMemory;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.http.ProblemException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** Bounds the memory of texts that are read from the store and sent, and of messages. */
final class TextMemory implements LineMemory {

  /** A text is a string, and is encoded: up to five bytes, mostly two or three. */
  private static final long BYTES_PER_UNIT = 4;

  private final BodyMemory memory;

  TextMemory(BodyMemory memory) {
    this.memory = memory;
  }

  /**
   * Reserves memory until the request is completed, as a client may take its response slowly.
   *
   * @throws ProblemException 503 when there is no room for it
   */
  void reserve(Request request, int units) {
    Lease lease = sending(ClientAddress.of(request), units);
    if (lease == null) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "The server has no room for this document now. Try again in a few seconds.");
    }
    Request.addCompletionListener(request, failure -> lease.close());
  }

  /**
   * Reserves memory for bytes that are read from the store and sent.
   *
   * @throws ProblemException 503 when there is no room for it
   */
  void reserveBytes(Request request, int bytes) {
    reserve(request, 1 + bytes / (int) BYTES_PER_UNIT);
  }

  @Override
  public Lease receiving(String address) {
    return new Counted(memory.lease(address));
  }

  @Override
  public Lease sending(String address, int units) {
    Lease lease = receiving(address);
    // With a small heap, a text may be longer than what a client has: then it is sent alone.
    if (lease.add(Math.min(memory.maxBytesPerClient(), BYTES_PER_UNIT * units))) {
      return lease;
    }
    lease.close();
    return null;
  }

  private record Counted(BodyMemory.Lease lease) implements Lease {

    @Override
    public boolean add(long bytes) {
      return lease.add(bytes);
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
