package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlDocumentStoreTest extends DocumentStoreContract {

  private static final int WRITERS = 8;
  private static final int CHANGES_OF_A_WRITER = 100;
  private static final int MAX_TRIES = 100;

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

  @Test
  void serversHearOfChangesOfOthers() throws Exception {
    String mine = newEmptyDocument();
    String theirs = newEmptyDocument();
    String last = newEmptyDocument();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    store.onChange(heard::add);
    try (DocumentStore other = open()) {
      BlockingQueue<String> heardByOther = new LinkedBlockingQueue<>();
      other.onChange(heardByOther::add);
      appendUntilHeard(other, theirs, heard);
      appendUntilHeard(store, mine, heardByOther);
      // Notices arrive in order: this server's own would have come before this one.
      other.delete(last);
      for (String next = heard.take(); !next.equals(last); next = heard.take()) {
        assertEquals(theirs, next);
      }
    }
  }

  @Test
  void serversHearTheNotesOfOthers() throws Exception {
    String longest = "\u6f22 ".repeat(Limits.NOTE_BYTES / 4);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    store.onTold((server, id, note) -> heard.add(id + ":" + note));
    try (DocumentStore other = open()) {
      other.onTold((server, id, note) -> {});
      // The listener takes a moment to begin, in which it misses what is told.
      for (int i = 0; heard.isEmpty(); i++) {
        assertTrue(i < MAX_TRIES);
        other.tell("first", "");
        TimeUnit.MILLISECONDS.sleep(50);
      }
      store.tell("own", "is no news");
      other.tell("last", longest);
      String next = heard.take();
      while (next.equals("first:")) {
        next = heard.take();
      }
      assertEquals("last:" + longest, next);
    }
  }

  private String newEmptyDocument() {
    String id = newId();
    store.create(id, store.account(newId()), "", false, "", NOW);
    return id;
  }

  /** Listeners take a moment to begin, in which they miss what is appended. */
  private static void appendUntilHeard(DocumentStore server, String id, BlockingQueue<String> heard)
      throws Exception {
    for (long head = 0; !id.equals(heard.poll(100, TimeUnit.MILLISECONDS)); head++) {
      assertTrue(head < MAX_TRIES);
      append(server, id, head);
    }
  }

  private static void append(DocumentStore server, String id, long head) {
    ChangeSet nothing = ChangeSet.empty(0);
    Change change = new Change("client", head + 1, "account", "", nothing, NOW);
    assertTrue(server.append(id, head, List.of(change), ""));
  }

  @Test
  void serversStartAtTheSameTime() throws Exception {
    String url = PostgresqlServer.newDatabase();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<DocumentStore>> starts = new ArrayList<>();
      for (int i = 0; i < WRITERS / 2; i++) {
        starts.add(threads.submit(() -> JdbcDocumentStore.postgresql(url)));
      }
      String id = newId();
      starts.get(0).get().create(id, starts.get(0).get().account("s"), "", false, "text", NOW);
      for (Future<DocumentStore> start : starts) {
        assertEquals("text", start.get().text(id).orElseThrow().text());
        start.get().close();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(new Maintenance.Verification(1, 0, List.of()), Maintenance.verifyPostgresql(url));
  }

  @Test
  void commitsAreOnTheDiskWhateverTheDatabaseIsSetTo() throws Exception {
    execute("ALTER ROLE postgres SET synchronous_commit = off");
    try (Database database = Postgresql.openForServer(PostgresqlServer.url())) {
      String show = "SHOW synchronous_commit";
      assertEquals(
          List.of("on"), database.write(c -> Database.query(c, show, row -> row.getString(1))));
    } finally {
      execute("ALTER ROLE postgres RESET synchronous_commit");
    }
  }

  @Test
  void pausedServersDoNotKeepOthersWaiting() throws Exception {
    String id = newId();
    store.create(id, store.account(newId()), "", false, "", NOW);
    var isLocked = new CountDownLatch(1);
    var wakesUp = new CountDownLatch(1);
    try (Database paused = Postgresql.openForServer(PostgresqlServer.url())) {
      CompletableFuture<Void> transaction =
          CompletableFuture.runAsync(
              () ->
                  paused.write(
                      c -> {
                        Database.update(c, "UPDATE document SET head = 9 WHERE id = ?", id);
                        isLocked.countDown();
                        await(wakesUp);
                        return Database.update(c, "UPDATE document SET head = 9 WHERE id = ?", id);
                      }));
      await(isLocked);
      write(store, id, "client");
      wakesUp.countDown();
      var failure = assertThrows(CompletionException.class, transaction::join);
      assertInstanceOf(StoreException.class, failure.getCause());
    }
    assertEquals(CHANGES_OF_A_WRITER, store.text(id).orElseThrow().version());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A trigger fails as PostgreSQL does without space: SQLSTATE 53100, disk_full. */
  @Test
  void changesThatADiskWithoutSpaceRefusesAreStoredLater() throws Exception {
    String id = newId();
    String account = store.account(newId());
    store.create(id, account, "", false, "text", NOW);
    try (var documents = new OpenDocuments(store, nanos -> {})) {
      TestLine line = TestLine.connect(documents, id, account, '0', 0L);
      line.next("welcome");
      execute(
          "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$");
      execute(
          "CREATE TRIGGER no_space BEFORE INSERT ON change FOR EACH ROW WHEN (NEW.document = '"
              + id
              + "') EXECUTE FUNCTION no_space()");
      String push = "{\"type\":\"push\",\"seq\":1,\"version\":0,\"changes\":[4,[0,\"!\"]]}";
      try {
        line.receive(push);
        String refused = line.next("refused");
        assertTrue(refused.contains("\"reason\":\"full\""), refused);
        assertEquals(new TextVersion(0, "text"), store.text(id).orElseThrow());
      } finally {
        execute("DROP FUNCTION no_space CASCADE");
      }
      line.receive(push);
      line.next("changes");
      assertEquals(new TextVersion(1, "text!"), store.text(id).orElseThrow());
    }
  }

  /** As after a restart of the database. */
  @Test
  void lostConnectionsAreReplaced() throws Exception {
    String id = newId();
    store.create(id, store.account(newId()), "", false, "text", NOW);
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    assertEquals("text", store.text(id).orElseThrow().text());
  }

  @Test
  void documentsAreExported(@TempDir Path folder) throws Exception {
    String title = newId();
    store.create(newId(), store.account(newId()), title, true, "text", NOW);
    Path file = folder.resolve("all.zip");
    assertEquals(List.of(), Maintenance.exportPostgresql(PostgresqlServer.url(), file).defects());
    try (ZipFile zip = new ZipFile(file.toFile());
        var text = zip.getInputStream(zip.getEntry(title + ".md"))) {
      assertEquals("text", new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void unreachableDatabasesAreRefused() {
    String url = "jdbc:postgresql://127.0.0.1:1/nothing";
    StoreException e = assertThrows(StoreException.class, () -> JdbcDocumentStore.postgresql(url));
    assertTrue(e.getMessage().contains("cannot be reached"), e.getMessage());
  }

  private static void execute(String sql) throws Exception {
    try (var connection = DriverManager.getConnection(PostgresqlServer.url());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
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
