package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class QuotaTest {

  private static final int MAX_BYTES = 10_000;

  private final DocumentStore store = new InMemoryDocumentStore();
  private final String account = store.account("session");

  @Test
  void textsBeyondTheRoomAreRefused() {
    try (Documents documents = new Documents(store, MAX_BYTES, nanos -> {})) {
      String first = documents.create(account, "", "x".repeat(6_000)).id();
      assertRefused(() -> documents.create(account, "", "x".repeat(6_000)));
      assertRefused(() -> documents.keepVersion(account, first, "Label", ""));
      assertRefused(() -> documents.publish(account, first, true));
      documents.delete(account, first);
      documents.create(account, "", "x".repeat(6_000));
    }
  }

  private static void assertRefused(Executable act) {
    RefusedException e = assertThrows(RefusedException.class, act);
    assertEquals(RefusedException.Reason.NO_ROOM, e.reason());
  }

  @Test
  void pushesThatShortenAreStoredWithoutRoom() throws Exception {
    String text = "x".repeat(MAX_BYTES);
    store.create("document", "account", "", false, text, Instant.now());
    try (OpenDocuments documents =
        new OpenDocuments(store, new Quota(store, MAX_BYTES - 1), nanos -> {})) {
      TestLine line = TestLine.connect(documents, "document", '0', 0L);
      line.receive(push("[10000,[0,\"more\"]]"));
      String refused = line.next("refused");
      assertTrue(refused.contains("\"reason\":\"quota\""), refused);
      line.receive(push("[[9000],1000]"));
      line.next("changes");
      assertEquals(1000, store.text("document").orElseThrow().text().length());
    }
  }

  private static String push(String changes) {
    return "{\"type\":\"push\",\"seq\":1,\"version\":0,\"changes\":" + changes + "}";
  }
}
