package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AutomaticVersionsTest {

  private static final String ID = "document";
  private static final int KEPT = Thinning.RECENT + 10;

  /** A client that takes each frame at once. */
  private static final class Line implements Connection {
    @Override
    public void send(String frame, Consumer<Throwable> sent) {
      sent.accept(null);
    }

    @Override
    public void close(int code, String reason) {}
  }

  @Test
  void keepingOneThinsAnother() throws Exception {
    DocumentStore store = new InMemoryDocumentStore();
    Instant lastWeek = Instant.now().minus(Duration.ofDays(7));
    store.create(ID, "account", "", false, "", lastWeek);
    List<Change> log = new ArrayList<>();
    for (int version = 1; version <= KEPT; version++) {
      log.add(new Change("one", version, "account", "", ChangeSet.empty(0), lastWeek));
      store.keepVersion(ID, new StoredVersion(version, null, "", lastWeek, 0), "");
    }
    assertTrue(store.append(ID, 0, log, ""));
    try (OpenDocuments documents = new OpenDocuments(store, nanos -> {})) {
      Session session = documents.connect(ID, "account", "127.0.0.1", new Line());
      receive(
          session,
          "{\"type\":\"hello\",\"protocol\":1,\"client\":\""
              + "0".repeat(32)
              + "\",\"version\":null,\"name\":\"Ann\"}");
      receive(
          session,
          "{\"type\":\"push\",\"seq\":1,\"version\":" + KEPT + ",\"changes\":[[0,\"text\"]]}");
      session.document.retire();
      // The strand takes a frame after the work before it.
      receive(session, "{\"type\":\"cursor\",\"version\":" + (KEPT + 1) + ",\"ranges\":[]}");
    }
    List<Long> numbers = store.versions(ID).stream().map(StoredVersion::version).toList();
    assertEquals(KEPT, numbers.size());
    assertEquals(KEPT + 1L, numbers.get(0));
    assertEquals(2L, numbers.get(numbers.size() - 1));
  }

  private static void receive(Session session, String frame) throws Exception {
    session.receive(frame).get(10, TimeUnit.SECONDS);
  }
}
