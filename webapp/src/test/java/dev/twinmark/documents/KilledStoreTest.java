package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that appends, again and again. {@code -Dtwinmark.store.kills=1000} kills more
 * often, {@code -Dtwinmark.seed=…} repeats the moments.
 */
class KilledStoreTest {

  private static final int KILLS = Integer.getInteger("twinmark.store.kills", 8);
  private static final int KILLS_OF_A_DOCUMENT = 5;

  /** The number of kills of which one comes while the process starts. */
  private static final int STARTS_KILLED = 8;

  private static final int MAX_START_MS = 1_200;
  private static final int MAX_APPENDING_MS = 200;

  @Test
  void nothingAcknowledgedIsLostBySqlite(@TempDir Path folder) throws Exception {
    kill(folder.toString());
    assertEquals(List.of(), Maintenance.verifySqlite(folder).defects());
  }

  @Test
  void nothingAcknowledgedIsLostByPostgresql() throws Exception {
    kill(PostgresqlServer.url());
  }

  private static void kill(String storeName) throws Exception {
    Random random = new Random(Seeds.next("the kills"));
    long total = 0;
    for (int kills = 0; kills < KILLS; kills += KILLS_OF_A_DOCUMENT) {
      String id = UUID.randomUUID().toString();
      try (DocumentStore store = AppendingProcess.open(storeName)) {
        store.create(id, store.account("session"), "", false, "", Instant.now());
      }
      long[] acknowledged = new long[AppendingProcess.CLIENTS];
      for (int i = 0; i < Math.min(KILLS_OF_A_DOCUMENT, KILLS - kills); i++) {
        appendAndKill(random, storeName, id, acknowledged);
        try (DocumentStore store = AppendingProcess.open(storeName)) {
          total += checkLog(store, id, acknowledged);
        }
      }
    }
    assertTrue(total > 0);
    System.out.println(KILLS + " kills, " + total + " changes checked after them");
  }

  private static void appendAndKill(Random random, String store, String id, long[] acknowledged)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                store,
                id));
    Arrays.stream(acknowledged).forEach(last -> command.add(Long.toString(last)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    CompletableFuture<Void> started = new CompletableFuture<>();
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(
            () ->
                process
                    .inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .forEach(
                        line -> {
                          read(line, acknowledged);
                          started.complete(null);
                        }));
    if (random.nextInt(STARTS_KILLED) == 0) {
      process.waitFor(random.nextInt(MAX_START_MS), TimeUnit.MILLISECONDS);
    } else {
      CompletableFuture.anyOf(started, ended).get();
      process.waitFor(random.nextInt(MAX_APPENDING_MS), TimeUnit.MILLISECONDS);
    }
    assertTrue(process.isAlive(), "The process has failed");
    // Process itself would close the stream, and acknowledgements in it would be lost.
    process.toHandle().destroyForcibly();
    ended.get();
    process.waitFor();
  }

  private static void read(String line, long[] acknowledged) {
    String[] parts = line.split(" ", 2);
    int client = Integer.parseInt(parts[0].substring("client".length()));
    acknowledged[client] = Math.max(acknowledged[client], Long.parseLong(parts[1]));
  }

  /** Returns the number of changes. */
  private static long checkLog(DocumentStore store, String id, long[] acknowledged) {
    List<Change> log = new ArrayList<>();
    TextVersion head = store.text(id).orElseThrow();
    while (log.size() < head.version()) {
      // PostgreSQL may commit one more, of which the process has not heard any more.
      int left = Math.toIntExact(head.version()) - log.size();
      log.addAll(store.changes(id, log.size(), left));
    }
    String text = "";
    long[] last = new long[AppendingProcess.CLIENTS];
    Set<String> applied = new HashSet<>();
    for (Change change : log) {
      text = change.changes().apply(text);
      String name = change.client() + " " + change.seq();
      assertTrue(applied.add(name), () -> name + " was applied twice");
      int client = Integer.parseInt(change.client().substring("client".length()));
      assertEquals(last[client] + 1, change.seq(), "gap before " + name);
      last[client] = change.seq();
    }
    assertEquals(head.text(), text);
    for (int client = 0; client < last.length; client++) {
      long lost = acknowledged[client] - last[client];
      assertTrue(lost <= 0, lost + " acknowledged changes of client " + client + " were lost");
    }
    return log.size();
  }
}
