package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinmark.changes.ChangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruningTest {

  @Test
  void changesOfAWeekAreKept() {
    DocumentStore store = new InMemoryDocumentStore();
    Instant now = Instant.now();
    store.create("id", "account", "", false, "", now);
    append(store, 0, now.minus(Duration.ofDays(8)));
    append(store, 1, now.minus(Duration.ofDays(6)));
    try (OpenDocuments documents = new OpenDocuments(store, nanos -> {})) {
      documents.prune();
    }
    assertThrows(PrunedException.class, () -> store.changes("id", 0, 2));
    assertEquals(1, store.changes("id", 1, 2).size());
  }

  private static void append(DocumentStore store, long head, Instant at) {
    ChangeSet nothing = ChangeSet.empty(0);
    store.append("id", head, List.of(new Change("one", head + 1, "account", "", nothing, at)), "");
  }
}
