package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.Change;
import dev.twinmark.documents.JdbcDocumentStore;
import dev.twinmark.documents.PostgresqlServer;
import dev.twinmark.documents.TextVersion;
import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients write by two servers of one database, while the servers and the database fail in turn.
 * {@code -Dtwinmark.nodes.faults=100 -Dtwinmark.nodes.pauseSeconds=30} does it for longer.
 */
@Tag("packaged")
@Timeout(7200)
class NodesTest {

  private static final int FAULTS =
      Integer.getInteger("twinmark.nodes.faults", Fault.values().length);
  private static final int PAUSE_SECONDS = Integer.getInteger("twinmark.nodes.pauseSeconds", 3);

  private static final int NODES = 2;
  private static final int WRITERS = 4;

  /** Long enough for a machine that is busy with other tests. */
  private static final int PATIENCE_SECONDS = 120;

  private enum Fault {
    NODE_KILLED,
    NODE_PAUSED,
    NOTICES_CUT_OFF,
    DATABASE_CRASHED
  }

  @TempDir Path folder;

  private final List<Node> nodes = new ArrayList<>();

  @Test
  void nothingIsLostWhenServersAndTheDatabaseFail() throws Exception {
    var random = new Random(Seeds.next("the faults"));
    var writers = new ArrayList<NodeWriter>();
    var ends = new ArrayList<CompletableFuture<Void>>();
    var acknowledgements = new NodeWriter.Acknowledgements();
    var threads = Executors.newCachedThreadPool();
    try (var database = new PostgresqlServer()) {
      for (int i = 0; i < NODES; i++) {
        nodes.add(new Node(folder.resolve("node" + i), database.jdbcUrl()));
      }
      var owner = new NodeVisitor(nodes.get(0));
      String document = owner.document();
      for (int i = 0; i < WRITERS; i++) {
        var writer =
            new NodeWriter(
                "%032x".formatted(i + 1),
                nodes,
                owner,
                new Random(random.nextLong()),
                acknowledgements);
        writers.add(writer);
        ends.add(CompletableFuture.runAsync(writer::run, threads));
      }
      awaitProgress(writers, ends);
      for (int i = 0; i < FAULTS; i++) {
        Fault fault = Fault.values()[i % Fault.values().length];
        long start = System.nanoTime();
        inflict(fault, nodes.get(random.nextInt(NODES)), database);
        long faultMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        awaitProgress(writers, ends);
        long allMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        System.out.printf("%-16s %d ms, all write again after %d ms%n", fault, faultMs, allMs);
      }
      writers.forEach(NodeWriter::stop);
      try (var store = JdbcDocumentStore.postgresql(database.jdbcUrl())) {
        await(ends, () -> writers.stream().allMatch(w -> w.version() == head(store, document)));
        writers.forEach(NodeWriter::end);
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
        check(store, document, writers);
      }
      System.out.printf(
          "Longest lag of servers without a fault: %d ms%n", acknowledgements.maxLagMs());
    } finally {
      writers.forEach(NodeWriter::end);
      threads.shutdown();
      nodes.forEach(Node::close);
    }
  }

  private static void inflict(Fault fault, Node node, PostgresqlServer database)
      throws IOException, InterruptedException, SQLException {
    switch (fault) {
      case NODE_KILLED -> node.killAndStart();
      case NODE_PAUSED -> node.pause(PAUSE_SECONDS);
      case DATABASE_CRASHED -> database.crash();
      case NOTICES_CUT_OFF -> {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
            var statement = connection.createStatement()) {
          statement.execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'");
        }
      }
    }
  }

  /** Waits until each writer has had pushes acknowledged that it has begun after this call. */
  private static void awaitProgress(List<NodeWriter> writers, List<CompletableFuture<Void>> ends)
      throws InterruptedException {
    Map<NodeWriter, Long> before = new HashMap<>();
    writers.forEach(writer -> before.put(writer, writer.acknowledged()));
    await(ends, () -> writers.stream().allMatch(w -> w.acknowledged() > before.get(w) + 1));
  }

  private static void await(List<CompletableFuture<Void>> ends, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      // The failure of a writer is told at once.
      ends.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
      assertTrue(System.nanoTime() < end, "The writers did not go on");
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static long head(JdbcDocumentStore store, String document) {
    return store.find(document).orElseThrow().head();
  }

  private static void check(JdbcDocumentStore store, String document, List<NodeWriter> writers) {
    TextVersion head = store.text(document).orElseThrow();
    var log = new ArrayList<Change>();
    while (log.size() < head.version()) {
      log.addAll(store.changes(document, log.size(), Integer.MAX_VALUE));
    }
    String folded = "";
    var last = new HashMap<String, Long>();
    for (Change change : log) {
      folded = change.changes().apply(folded);
      long before = last.getOrDefault(change.client(), 0L);
      assertEquals(before + 1, change.seq(), "a push of " + change.client());
      last.put(change.client(), change.seq());
    }
    assertEquals(head.text(), folded);
    for (NodeWriter writer : writers) {
      assertEquals(head.text(), writer.text(), writer.id());
      assertEquals(writer.pushes(), last.get(writer.id()), writer.id());
    }
    System.out.println(log.size() + " changes of " + writers.size() + " writers");
  }
}
