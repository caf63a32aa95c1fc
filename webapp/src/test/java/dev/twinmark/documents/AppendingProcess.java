package dev.twinmark.documents;

import dev.twinmark.changes.ChangeSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Appends to a document until it is killed, with a few clients, and prints each change that the
 * store has acknowledged: client and number. A client begins with the number after the last that it
 * saw acknowledged, which the store may have already, as a page does that has lost its server.
 */
final class AppendingProcess {

  static final int CLIENTS = 3;

  /** Larger texts would spend the time in folding. */
  private static final int MAX_UNITS = 4_000;

  private AppendingProcess() {}

  /**
   * Appends until it is killed.
   *
   * @param arguments the store, as {@link #open} takes it, the document, and the last acknowledged
   *     number of each client
   */
  public static void main(String[] arguments) throws IOException {
    DocumentStore store = open(arguments[0]);
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      long acknowledged = Long.parseLong(arguments[2 + i]);
      new Thread(() -> append(store, arguments[1], "client" + client, acknowledged + 1)).start();
    }
    // The end of the input: the test that should kill it was killed itself.
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(0);
  }

  /** Opens PostgreSQL by its URL, or SQLite by its folder. */
  static DocumentStore open(String name) {
    return name.startsWith("jdbc:")
        ? JdbcDocumentStore.postgresql(name)
        : JdbcDocumentStore.sqlite(Path.of(name));
  }

  private static void append(DocumentStore store, String id, String client, long first) {
    for (long seq = first; ; seq++) {
      while (!append(store, id, client, seq, store.text(id).orElseThrow())
          && store.lastSequence(id, client).orElse(0) < seq) {
        // Another client was first: again, with the text that it has made.
      }
      System.out.println(client + " " + seq);
    }
  }

  private static boolean append(
      DocumentStore store, String id, String client, long seq, TextVersion head) {
    int length = head.text().length();
    int at = ThreadLocalRandom.current().nextInt(length + 1);
    ChangeSet changes =
        length > MAX_UNITS
            ? ChangeSet.replace(length, 0, length, "")
            : ChangeSet.replace(length, at, at, client + " " + seq + "\n");
    Change change = new Change(client, seq, "account", "", changes, Instant.now());
    return store.append(id, head.version(), List.of(change), changes.apply(head.text()));
  }
}
