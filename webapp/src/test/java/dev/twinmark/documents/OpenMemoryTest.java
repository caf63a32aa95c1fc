package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OpenMemoryTest {

  private static final int MAX_UNITS = 1000;

  /** Tells the type of its first frame, and when it is closed. */
  private static final class Line implements Connection {
    final CompletableFuture<String> first = new CompletableFuture<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public void send(String frame, Consumer<Throwable> sent) {
      first.complete(frame.replaceAll("^\\{\"type\":\"(\\w+)\".*", "$1"));
      sent.accept(null);
    }

    @Override
    public void close(int code, String reason) {
      closed.complete(code);
    }
  }

  @Test
  void documentsThatDoNotFitAreBusyUntilOthersAreClosed() throws Exception {
    DocumentStore store = new InMemoryDocumentStore();
    for (String id : new String[] {"long", "other"}) {
      store.create(id, "account", "", false, "x".repeat(MAX_UNITS), Instant.now());
    }
    try (OpenDocuments documents = new OpenDocuments(store, nanos -> {}, MAX_UNITS)) {
      var first = new Line();
      Session session = connect(documents, "long", "0", first);
      assertEquals("welcome", await(first.first));
      var refused = new Line();
      connect(documents, "other", "1", refused);
      assertEquals("busy", await(refused.first));
      assertEquals(CloseCode.BUSY, await(refused.closed));
      // A document that is open already takes no further room.
      var second = new Line();
      Session guest = connect(documents, "long", "2", second);
      assertEquals("welcome", await(second.first));

      session.lineEnded();
      guest.lineEnded();
      for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); ; ) {
        var again = new Line();
        connect(documents, "other", "3", again);
        if (await(again.first).equals("welcome")) {
          break;
        }
        assertEquals(true, System.nanoTime() < end, "the closed document was not evicted");
        Thread.sleep(50);
      }
    }
  }

  private static Session connect(
      OpenDocuments documents, String document, String digit, Connection line) throws Exception {
    Session session = documents.connect(document, "account", "127.0.0.1", line);
    session
        .receive(
            "{\"type\":\"hello\",\"protocol\":1,\"client\":\""
                + digit.repeat(32)
                + "\",\"version\":null,\"name\":\"\"}")
        .get(10, TimeUnit.SECONDS);
    return session;
  }

  private static <T> T await(CompletableFuture<T> outcome) throws Exception {
    return outcome.get(10, TimeUnit.SECONDS);
  }
}
