package dev.twinmark.webapp.render;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The clients whose documents took much longer than their length suggests: 54 KB of references to
 * one long destination are 4 MB of HTML. Not thread-safe.
 */
final class CostlyClients {

  /** CPU time that no document of {@link DocumentRenderer#SHORT_DOCUMENT_UNITS} takes by chance. */
  static final Duration COSTLY = Duration.ofMillis(250);

  /** Time after which a client is forgotten. Longer than a document may wait for its turn. */
  static final Duration MEMORY = Duration.ofSeconds(30);

  /** Bound on the memory that clients with many addresses can use up: some 100 bytes for each. */
  private static final int CAPACITY = 10_000;

  private final LongSupplier nanoTime;

  /** When each client was last noted, the earliest first. */
  private final Map<String, Long> notedAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > CAPACITY;
        }
      };

  CostlyClients(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes note of the CPU time, in nanoseconds, that a client's document has taken. */
  void note(String client, long cpuNanos) {
    if (cpuNanos >= COSTLY.toNanos()) {
      notedAt.remove(client);
      notedAt.put(client, nanoTime.getAsLong());
    }
  }

  boolean contain(String client) {
    Long noted = notedAt.get(client);
    if (noted == null) {
      return false;
    }
    if (nanoTime.getAsLong() - noted > MEMORY.toNanos()) {
      notedAt.remove(client);
      return false;
    }
    return true;
  }
}
