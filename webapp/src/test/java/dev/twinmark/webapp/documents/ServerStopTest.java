package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.Change;
import dev.twinmark.documents.JdbcDocumentStore;
import dev.twinmark.webapp.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops while clients are connected and writing. */
@Timeout(300)
class ServerStopTest {

  private static final int WRITERS = 4;
  private static final int READERS = 8;

  /** Acknowledged changes before the stop begins. */
  private static final int FIRST_CHANGES = 20;

  /** Requests under way may take longer; open sockets must not count as such. */
  private static final Duration QUICK = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void acknowledgedChangesSurviveAndOpenLinesDoNotDelay() {
    TestServer server = TestServer.withDocuments(JdbcDocumentStore.sqlite(folder));
    var owner = new Visitor(server);
    String id = owner.create("");
    var lines = new ArrayList<Line>();
    for (int i = 0; i < READERS; i++) {
      Line line = i % 2 == 0 ? new SocketLine(owner.open(id)) : new EventsLine(owner, id);
      line.hello(new LiveClient("%032x".formatted(100 + i)));
      line.next();
      lines.add(line);
    }
    var started = new CompletableFuture<Void>();
    var acknowledged = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < WRITERS; i++) {
      String client = "%032x".formatted(1 + i);
      LiveSocket socket = owner.open(id);
      acknowledged.add(
          CompletableFuture.supplyAsync(
              () -> write(socket, client, started), task -> new Thread(task, client).start()));
    }
    started.join();
    // Pages open their streams again as soon as these end.
    var isStopped = new AtomicBoolean();
    HttpRequest events =
        server
            .request("/api/documents/" + id + "/events?client=" + "%032x".formatted(999))
            .header("Cookie", owner.cookie())
            .build();
    CompletableFuture<Void> reconnects =
        CompletableFuture.runAsync(
            () -> reconnect(server.client(), events, isStopped),
            task -> new Thread(task, "reconnect").start());
    long start = System.nanoTime();
    server.close();
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    isStopped.set(true);
    reconnects.join();
    System.out.println("MEASURED stop with open lines: " + duration.toMillis() + " ms");
    assertTrue(duration.compareTo(QUICK) < 0, duration.toString());
    try (var store = JdbcDocumentStore.sqlite(folder)) {
      List<Change> log = store.changes(id, 0, Integer.MAX_VALUE);
      for (int i = 0; i < WRITERS; i++) {
        String client = "%032x".formatted(1 + i);
        long last = acknowledged.get(i).join();
        assertTrue(store.lastSequence(id, client).orElse(0) >= last, client + " " + last);
      }
      String folded = "";
      for (Change change : log) {
        folded = change.changes().apply(folded);
      }
      assertEquals(folded, store.text(id).orElseThrow().text());
      assertTrue(log.size() >= FIRST_CHANGES, "Changes were stored");
    }
    lines.forEach(Line::close);
  }

  /** Writes, one push at a time, until the line is closed; returns the last acknowledged one. */
  private static long write(LiveSocket socket, String id, CompletableFuture<Void> started) {
    var client = new LiveClient(id);
    socket.send(client.hello().toString());
    long acknowledged = 0;
    while (true) {
      String frame = socket.next(any -> true);
      if (LiveSocket.isClosed(frame)) {
        return acknowledged;
      }
      client.receive(frame);
      if (client.text == null || !client.isWelcome) {
        continue;
      }
      if (client.isSettled()) {
        acknowledged = client.seq;
        if (acknowledged >= FIRST_CHANGES) {
          started.complete(null);
        }
        client.edit(ChangeSet.replace(client.text.length(), 0, 0, "a"));
      }
      String push = client.push();
      if (push != null && !isSent(socket, push)) {
        return acknowledged;
      }
    }
  }

  private static void reconnect(HttpClient client, HttpRequest request, AtomicBoolean isStopped) {
    while (!isStopped.get()) {
      try {
        // Reads until the server ends the stream.
        client.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        // The server no longer listens.
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static boolean isSent(LiveSocket socket, String frame) {
    try {
      socket.send(frame);
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }
}
