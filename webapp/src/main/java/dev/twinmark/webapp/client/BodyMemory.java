package dev.twinmark.webapp.client;

import dev.twinmark.webapp.metrics.MetricsText;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how many bytes of requests and their responses are in memory at a time. Bytes are counted
 * when they arrive, not when they are announced, until the request is completed.
 *
 * <p>Small bodies have a pool of their own, so that long ones, however many are unfinished, never
 * keep a paragraph from being rendered. One client may use half of each pool.
 */
public final class BodyMemory {

  /** The length up to which a body is small: a text of some twenty pages. */
  static final int SMALL_BODY_BYTES = 64 * 1024;

  /**
   * The heap divided by this is for long bodies. A body becomes a string, an encoded response and,
   * one at a time, a tree of nodes, so its bytes are a fraction of the memory that it needs.
   */
  private static final int HEAP_PER_LONG_POOL = 8;

  /** The heap divided by this is for small bodies; with 256 MB, 128 of the longest. */
  private static final int HEAP_PER_SMALL_POOL = 32;

  private final Pool small;
  private final Pool large;

  /**
   * Divides the heap that the JVM may use.
   *
   * @param longestBody the length in bytes of the longest body, one of which always fits
   */
  public BodyMemory(int longestBody) {
    this(Runtime.getRuntime().maxMemory(), longestBody);
  }

  BodyMemory(long heapBytes, int longestBody) {
    this.small = new Pool(heapBytes / HEAP_PER_SMALL_POOL, SMALL_BODY_BYTES);
    this.large = new Pool(heapBytes / HEAP_PER_LONG_POOL, longestBody);
  }

  /** Writes how many bytes are in memory, and how many may be. */
  public void describe(MetricsText text) {
    String bytes = "twinmark_body_bytes";
    text.gauge(bytes, "Bytes of requests and their responses in memory.")
        .sample(bytes, "pool", "small", small.total())
        .sample(bytes, "pool", "long", large.total());
    String limit = "twinmark_body_limit_bytes";
    text.gauge(limit, "Bytes of requests and their responses that may be in memory.")
        .sample(limit, "pool", "small", small.capacity)
        .sample(limit, "pool", "long", large.capacity);
  }

  /** The most bytes of one client. */
  public long maxBytesPerClient() {
    return large.capacityPerClient;
  }

  /** Begins to count for a request. */
  public Lease lease(String client) {
    return new Lease(client);
  }

  /** The bytes of one request. Used by one thread at a time. */
  public final class Lease implements AutoCloseable {

    private final String client;
    private Pool pool = small;
    private long held;
    private boolean closed;

    private Lease(String client) {
      this.client = client;
    }

    /**
     * Counts further bytes.
     *
     * @return false when there is no room for them: they are not counted, and must not be kept
     */
    public synchronized boolean add(long bytes) {
      if (closed) {
        return false;
      }
      long wanted = held + bytes;
      if (pool == small && wanted > SMALL_BODY_BYTES) {
        if (!large.take(client, wanted)) {
          return false;
        }
        small.give(client, held);
        pool = large;
      } else if (!pool.take(client, bytes)) {
        return false;
      }
      held = wanted;
      return true;
    }

    /** Forgets the bytes. */
    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        pool.give(client, held);
      }
    }
  }

  /** A number of bytes that clients share. */
  private static final class Pool {

    private final long capacity;
    private final long capacityPerClient;
    private final Map<String, Long> held = new HashMap<>();
    private long total;

    Pool(long capacity, long longest) {
      this.capacity = Math.max(capacity, longest);
      this.capacityPerClient = Math.max(this.capacity / 2, longest);
    }

    synchronized long total() {
      return total;
    }

    synchronized boolean take(String client, long bytes) {
      long ofClient = held.getOrDefault(client, 0L) + bytes;
      if (total + bytes > capacity || ofClient > capacityPerClient) {
        return false;
      }
      total += bytes;
      held.put(client, ofClient);
      return true;
    }

    synchronized void give(String client, long bytes) {
      total -= bytes;
      held.computeIfPresent(client, (key, own) -> own == bytes ? null : own - bytes);
    }
  }
}
