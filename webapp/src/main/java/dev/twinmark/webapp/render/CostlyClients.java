package dev.twinmark.webapp.render;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The clients whose last documents took much longer than their length suggests: 54 KB of references
 * to one long destination are 4 MB of HTML. Not thread-safe.
 */
final class CostlyClients {

  /** CPU time that no document of {@link DocumentRenderer#SHORT_DOCUMENT_UNITS} takes by chance. */
  static final Duration COSTLY = Duration.ofMillis(250);

  /** Time after which a client is forgotten. Longer than a document may wait for its turn. */
  static final Duration MEMORY = Duration.ofSeconds(30);

  /**
   * The number of costly documents in a row: the first ones of a JVM that starts are costly, too.
   */
  static final int SUSPICIOUS = 3;

  private final LongSupplier nanoTime;

  /** The clients whose last documents were costly. */
  private final Map<String, Note> notes = RecentClients.map();

  /** How many costly documents a client has sent in a row, and when the last one was rendered. */
  private record Note(int documents, long notedAt) {}

  CostlyClients(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes note of the CPU time, in nanoseconds, that a client's document has taken. */
  void note(String client, long cpuNanos) {
    Note before = notes.remove(client);
    if (cpuNanos >= COSTLY.toNanos()) {
      int documents = before == null || isOver(before) ? 0 : before.documents;
      notes.put(client, new Note(documents + 1, nanoTime.getAsLong()));
    }
  }

  boolean contain(String client) {
    Note noted = notes.get(client);
    return noted != null && noted.documents >= SUSPICIOUS && !isOver(noted);
  }

  private boolean isOver(Note noted) {
    return nanoTime.getAsLong() - noted.notedAt > MEMORY.toNanos();
  }
}
