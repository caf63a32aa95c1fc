package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutomaticVersionsTest {

  private static final String ID = "document";
  private static final int KEPT = Thinning.RECENT + 10;

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
      TestLine line = TestLine.connect(documents, ID, '0', null);
      line.receive(
          "{\"type\":\"push\",\"seq\":1,\"version\":" + KEPT + ",\"changes\":[[0,\"text\"]]}");
      line.session().document.retire();
      // The strand takes a frame after the work before it.
      line.receive("{\"type\":\"cursor\",\"version\":" + (KEPT + 1) + ",\"ranges\":[]}");
    }
    List<Long> numbers = store.versions(ID).stream().map(StoredVersion::version).toList();
    assertEquals(KEPT, numbers.size());
    assertEquals(KEPT + 1L, numbers.get(0));
    assertEquals(2L, numbers.get(numbers.size() - 1));
  }
}
