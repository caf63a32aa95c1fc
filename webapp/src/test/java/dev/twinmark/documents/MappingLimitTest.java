package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MappingLimitTest {

  private static final String ID = "document";
  private static final int PLACES = 50_000;
  private static final int CHANGES = 300;

  private final LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();

  /** A client that takes each frame at once. */
  private final class Line implements Connection {
    @Override
    public void send(String frame, Consumer<Throwable> sent) {
      frames.add(frame);
      sent.accept(null);
    }

    @Override
    public void close(int code, String reason) {
      frames.add("closed " + code);
    }
  }

  @Test
  void pushesThatTakeTooLongToMapAreOld() throws Exception {
    DocumentStore store = new InMemoryDocumentStore();
    int length = 2 * PLACES;
    store.create(ID, "account", "", false, "x".repeat(length), Instant.now());
    List<Change> log = new ArrayList<>();
    for (int version = 1; version <= CHANGES; version++) {
      log.add(new Change("one", version, "account", "", ChangeSet.empty(length), Instant.now()));
    }
    assertTrue(store.append(ID, 0, log, "x".repeat(length)));
    ChangeSet.Builder everywhere = ChangeSet.builder();
    for (int i = 0; i < PLACES; i++) {
      everywhere.keep(1).replace(1, "y");
    }
    String changes = everywhere.build().toJson();
    try (OpenDocuments documents = new OpenDocuments(store, nanos -> {})) {
      Session session = documents.connect(ID, "account", "127.0.0.1", new Line());
      receive(
          session,
          "{\"type\":\"hello\",\"protocol\":1,\"client\":\""
              + "0".repeat(32)
              + "\",\"version\":"
              + CHANGES
              + ",\"name\":\"\"}");
      receive(session, push(0, changes));
      assertBegins("{\"type\":\"refused\",\"seq\":1,\"reason\":\"old\",", next("refused"));
      receive(session, push(CHANGES - 10, changes));
      assertBegins("{\"type\":\"changes\",\"from\":" + CHANGES + ",", next("changes"));
    }
  }

  private static String push(int version, String changes) {
    return "{\"type\":\"push\",\"seq\":1,\"version\":" + version + ",\"changes\":" + changes + "}";
  }

  private static void assertBegins(String expected, String frame) {
    assertEquals(expected, frame.substring(0, Math.min(expected.length(), frame.length())));
  }

  /** Returns the next frame of a type. */
  private String next(String type) throws InterruptedException {
    for (; ; ) {
      String frame = frames.poll(30, TimeUnit.SECONDS);
      assertNotNull(frame, "no frame of the type " + type);
      if (frame.startsWith("{\"type\":\"" + type + "\"")) {
        return frame;
      }
    }
  }

  private static void receive(Session session, String frame) throws Exception {
    session.receive(frame).get(30, TimeUnit.SECONDS);
  }
}
