package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenMemoryTest {

  private static final int MAX_UNITS = 1000;

  @Test
  void documentsThatDoNotFitAreBusyUntilOthersAreClosed() throws Exception {
    DocumentStore store = new InMemoryDocumentStore();
    for (String id : new String[] {"long", "other"}) {
      store.create(id, "account", "", false, "x".repeat(MAX_UNITS), Instant.now());
    }
    try (OpenDocuments documents =
        new OpenDocuments(store, new Quota(store, Long.MAX_VALUE), nanos -> {}, MAX_UNITS)) {
      TestLine first = TestLine.connect(documents, "long", '0', null);
      assertBegins("welcome", first);
      TestLine refused = TestLine.connect(documents, "other", '1', null);
      assertBegins("busy", refused);
      assertEquals(CloseCode.BUSY, refused.closeCode());
      // A document that is open already takes no further room.
      TestLine second = TestLine.connect(documents, "long", '2', null);
      assertBegins("welcome", second);

      first.session().lineEnded();
      second.session().lineEnded();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!TestLine.isOf("welcome", TestLine.connect(documents, "other", '3', null).next())) {
        assertTrue(System.nanoTime() < end, "the closed document was not evicted");
        Thread.sleep(50);
      }
    }
  }

  private static void assertBegins(String type, TestLine line) throws InterruptedException {
    String frame = line.next();
    assertTrue(TestLine.isOf(type, frame), frame);
  }
}
