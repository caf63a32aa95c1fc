package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rights that are an application's own. */
class AccessTest {

  private static final String ID = "document";

  private final TextStore store = new InMemoryDocumentStore();
  private volatile Optional<Role> role = Optional.of(Role.WRITE);
  private volatile boolean isFailing;
  private OpenDocuments documents;

  private final class Application implements Access {

    @Override
    public Optional<Role> role(String document, String account) {
      if (isFailing) {
        throw new IllegalStateException("The users' database is down");
      }
      return role;
    }

    @Override
    public Optional<String> name(String account) {
      return Optional.of("Name of the " + account);
    }
  }

  @BeforeEach
  void open() {
    store.create(ID, "", false, "", Instant.now());
    documents = new OpenDocuments(store, new Application(), null);
  }

  @AfterEach
  void close() {
    documents.close();
  }

  @Test
  void theApplicationNamesItsUsers() throws Exception {
    TestLine line = TestLine.connect(documents, ID, '0', null);
    assertTrue(line.next("people").contains("\"Name of the account\""));
  }

  @Test
  void changedRightsHoldAtOnce() throws Exception {
    TestLine line = TestLine.connect(documents, ID, '0', null);
    line.next("text");
    role = Optional.of(Role.READ);
    documents.rightsChanged(ID);
    assertEquals("{\"type\":\"role\",\"role\":\"read\"}", line.next("role"));
    role = Optional.empty();
    documents.rightsChanged();
    assertEquals("{\"type\":\"role\",\"role\":\"none\"}", line.next("role"));
    assertEquals(CloseCode.NO_RIGHTS, line.closeCode());
  }

  @Test
  void rightsHoldOnWhileTheApplicationFails() throws Exception {
    TestLine line = TestLine.connect(documents, ID, '0', null);
    line.next("text");
    isFailing = true;
    documents.rightsChanged(ID);
    line.receive("{\"type\":\"push\",\"seq\":1,\"version\":0,\"changes\":[[0,\"text\"]]}");
    line.next("changes");
    assertEquals(CloseCode.TRY_LATER, TestLine.connect(documents, ID, '1', null).closeCode());
    isFailing = false;
    TestLine.connect(documents, ID, '1', null).next("text");
  }
}
