package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresqlDocumentStoreTest extends DocumentStoreContract {

  private static final int WRITERS = 8;
  private static final int CHANGES_OF_A_WRITER = 100;

  @Override
  DocumentStore open() throws Exception {
    return JdbcDocumentStore.postgresql(PostgresqlServer.url());
  }

  /** As two servers do: the database gives the order. */
  @Test
  void concurrentAppendsOfTwoServersMakeOneLog() throws Exception {
    String id = newId();
    store.create(id, store.account(newId()), "", false, "", NOW);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (DocumentStore other = open()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        DocumentStore server = i % 2 == 0 ? store : other;
        String client = "client" + i;
        writers.add(threads.submit(() -> write(server, id, client)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      assertEquals(store.text(id), other.text(id));
    } finally {
      threads.shutdownNow();
    }
    TextVersion head = store.text(id).orElseThrow();
    List<Change> log = store.changes(id, 0, Integer.MAX_VALUE);
    assertEquals(WRITERS * CHANGES_OF_A_WRITER, head.version());
    assertEquals(head.version(), log.size());
    String text = "";
    Map<String, Set<Long>> sequences = new HashMap<>();
    for (Change change : log) {
      text = change.changes().apply(text);
      assertTrue(
          sequences.computeIfAbsent(change.client(), c -> new TreeSet<>()).add(change.seq()));
    }
    assertEquals(head.text(), text);
    assertEquals(WRITERS, sequences.size());
  }

  /** Appends at the end, and again with the next text when another writer was first. */
  private static void write(DocumentStore server, String id, String client) {
    for (int seq = 1; seq <= CHANGES_OF_A_WRITER; seq++) {
      boolean appended = false;
      while (!appended) {
        TextVersion head = server.text(id).orElseThrow();
        int length = head.text().length();
        ChangeSet insert = ChangeSet.replace(length, length, length, client + "\n");
        Change change = new Change(client, seq, "account", "", insert, NOW);
        appended = server.append(id, head.version(), List.of(change), insert.apply(head.text()));
      }
    }
  }
}
