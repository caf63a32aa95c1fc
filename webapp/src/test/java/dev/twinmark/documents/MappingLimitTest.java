package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingLimitTest {

  private static final String ID = "document";
  private static final int PLACES = 50_000;
  private static final int CHANGES = 300;

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
      TestLine line = TestLine.connect(documents, ID, '0', (long) CHANGES);
      line.receive(push(0, changes));
      assertBegins("{\"type\":\"refused\",\"seq\":1,\"reason\":\"old\",", line.next("refused"));
      line.receive(push(CHANGES - 10, changes));
      assertBegins("{\"type\":\"changes\",\"from\":" + CHANGES + ",", line.next("changes"));
    }
  }

  private static String push(int version, String changes) {
    return "{\"type\":\"push\",\"seq\":1,\"version\":" + version + ",\"changes\":" + changes + "}";
  }

  private static void assertBegins(String expected, String frame) {
    assertEquals(expected, frame.substring(0, Math.min(expected.length(), frame.length())));
  }
}
