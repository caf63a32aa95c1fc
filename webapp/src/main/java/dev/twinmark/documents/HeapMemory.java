package dev.twinmark.documents;

import java.util.HashMap;
import java.util.Map;

/**
 * A part of the heap for long messages. Short ones are not counted, as each line has few of them in
 * memory. One client may use half of it.
 */
public final class HeapMemory implements LineMemory {

  /** The heap divided by this is for messages; open documents have a quarter of it. */
  private static final int HEAP_PER_MESSAGES = 8;

  /** The bytes of a short message. */
  private static final int UNCOUNTED_BYTES = 64 * 1024;

  /** A text is a string, and is encoded: up to five bytes, mostly two or three. */
  private static final long BYTES_PER_SENT_UNIT = 4;

  private final long capacity;
  private final long capacityPerClient;
  private final Map<String, Long> held = new HashMap<>();
  private long total;

  /** A part of the heap that this JVM may use. */
  public HeapMemory() {
    this(Runtime.getRuntime().maxMemory() / HEAP_PER_MESSAGES);
  }

  HeapMemory(long bytes) {
    // The longest message always fits in.
    this.capacity = Math.max(bytes, BYTES_PER_SENT_UNIT * Limits.PUSH_UNITS);
    this.capacityPerClient =
        Math.max(capacity / 2, Math.min(capacity, BYTES_PER_SENT_UNIT * Limits.PUSH_UNITS));
  }

  @Override
  public Lease receiving(String address) {
    return new Counted(address);
  }

  @Override
  public Lease sending(String address, int units) {
    Counted lease = new Counted(address);
    return lease.add(BYTES_PER_SENT_UNIT * units) ? lease : null;
  }

  private synchronized boolean take(String address, long bytes) {
    long ofClient = held.getOrDefault(address, 0L) + bytes;
    if (total + bytes > capacity || ofClient > capacityPerClient) {
      return false;
    }
    total += bytes;
    held.put(address, ofClient);
    return true;
  }

  private synchronized void give(String address, long bytes) {
    total -= bytes;
    held.computeIfPresent(address, (key, own) -> own == bytes ? null : own - bytes);
  }

  private final class Counted implements Lease {

    private final String address;
    private long bytes;
    private long taken;
    private boolean isClosed;

    Counted(String address) {
      this.address = address;
    }

    @Override
    public synchronized boolean add(long more) {
      long wanted = Math.max(0, bytes + more - UNCOUNTED_BYTES) - taken;
      if (isClosed || (wanted > 0 && !take(address, wanted))) {
        return false;
      }
      bytes += more;
      taken += wanted;
      return true;
    }

    @Override
    public synchronized void close() {
      if (!isClosed && taken > 0) {
        give(address, taken);
      }
      isClosed = true;
    }
  }
}
