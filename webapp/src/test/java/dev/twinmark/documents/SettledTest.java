package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettledTest {

  private static final String ID = "document";
  private static final int TIMEOUT_SECONDS = 60;

  private static final String FIRST_PUSH =
      "{\"type\":\"push\",\"seq\":1,\"version\":0,\"changes\":[[0,\"text\"]]}";

  private final TextStore store = new InMemoryDocumentStore();
  private final BlockingQueue<TextVersion> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void create() {
    store.create(ID, "", false, "", Instant.now());
  }

  private OpenDocuments open(Settled settled) {
    return new OpenDocuments(store, (document, account) -> Optional.of(Role.WRITE), settled);
  }

  @Test
  void quietTextsAreTold() throws Exception {
    try (OpenDocuments documents = open((document, text) -> told.add(text))) {
      TestLine line = TestLine.connect(documents, ID, '0', null);
      assertEquals(new TextVersion(0, ""), next());
      line.receive(FIRST_PUSH);
      assertEquals(new TextVersion(1, "text"), next());
    }
    assertEquals(0, told.size());
  }

  @Test
  void aStopTellsTheLastText() throws Exception {
    try (OpenDocuments documents = open((document, text) -> told.add(text))) {
      TestLine.connect(documents, ID, '0', null).receive(FIRST_PUSH);
    }
    TextVersion last = null;
    for (TextVersion text = told.poll(); text != null; text = told.poll()) {
      last = text;
    }
    assertEquals(new TextVersion(1, "text"), last);
  }

  @Test
  void aTextThatWasNotTakenIsToldAgain() {
    Settled failing =
        (document, text) -> {
          told.add(text);
          if (told.size() == 1) {
            throw new IllegalStateException("The application cannot take it now");
          }
        };
    var settling = new Settling(ID, failing, Runnable::run, Runnable::run);
    var log = new ChangeLog(new TextVersion(3, "text"));
    for (int i = 0; i < 3; i++) {
      settling.finish(log);
    }
    assertEquals(2, told.size());
  }

  private TextVersion next() throws InterruptedException {
    TextVersion text = told.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    assertNotNull(text, "no text within " + TIMEOUT_SECONDS + " s");
    return text;
  }
}
