package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedVersionsTest {

  private static final int LIMIT = Limits.NAMED_VERSIONS_PER_DOCUMENT;

  @Test
  void automaticVersionsDoNotCount() {
    DocumentStore store = new InMemoryDocumentStore();
    try (Documents documents = new Documents(store, nanos -> {})) {
      String id = documents.create("account", "", "").id();
      for (int version = 1; version <= 2 * LIMIT; version++) {
        String label = version % 2 == 0 ? "Label" : null;
        store.keepVersion(id, new StoredVersion(version, label, "", Instant.now(), 0), "");
      }
      RefusedException e =
          assertThrows(
              RefusedException.class, () -> documents.keepVersion("account", id, "More", ""));
      assertEquals(RefusedException.Reason.TOO_MANY, e.reason());
      assertTrue(e.getMessage().contains("named"), e.getMessage());
      assertEquals(2 * LIMIT, store.versions(id).size());
    }
  }

  @Test
  void versionAtTheLimitIsRenamed() {
    DocumentStore store = new InMemoryDocumentStore();
    try (Documents documents = new Documents(store, nanos -> {})) {
      String id = documents.create("account", "", "").id();
      for (int head = 0; head < LIMIT; head++) {
        documents.keepVersion("account", id, "Label", "");
        if (head < LIMIT - 1) {
          Change change =
              new Change("one", head + 1, "account", "", ChangeSet.empty(0), Instant.now());
          assertTrue(store.append(id, head, List.of(change), ""));
        }
      }
      documents.keepVersion("account", id, "Renamed", "");
      assertEquals(LIMIT, store.versions(id).size());
      assertEquals("Renamed", store.versions(id).get(0).label());
    }
  }
}
