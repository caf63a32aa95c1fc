package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

  private static final String ID = "document";

  /** More than the free space of a page. */
  private static final String LONG = "x".repeat(20_000);

  @TempDir Path folder;
  private SmallDisk disk;
  private DocumentStore store;
  private String account;
  private OpenDocuments documents;

  @BeforeEach
  void open() {
    disk = new SmallDisk(folder);
    store = disk.store();
    account = store.account("session");
    store.create(ID, account, "", false, "text", Instant.now());
    documents = new OpenDocuments(store, nanos -> {});
  }

  @AfterEach
  void close() {
    documents.close();
    store.close();
  }

  private static String push(int seq, int version, int length, String insert) {
    return "{\"type\":\"push\",\"seq\":%d,\"version\":%d,\"changes\":[%d,[0,\"%s\"]]}"
        .formatted(seq, version, length, insert);
  }

  @Test
  void pushesAreRefusedAndStoredWhenThereIsSpaceAgain() throws Exception {
    TestLine line = TestLine.connect(documents, ID, account, '0', 0L);
    line.next("welcome");
    disk.fill();
    for (int i = 0; i < 3; i++) {
      line.receive(push(1, 0, 4, LONG));
      String refused = line.next("refused");
      assertTrue(refused.contains("\"reason\":\"full\""), refused);
    }
    // Clients that the store has never seen read on.
    TestLine reader = TestLine.connect(documents, ID, account, '1', null);
    assertTrue(reader.next("text").contains("\"text\":\"text\""));
    assertEquals(new TextVersion(0, "text"), store.text(ID).orElseThrow());
    disk.free();
    line.receive(push(1, 0, 4, LONG));
    assertTrue(line.next("changes").contains("\"seq\":1"));
    assertTrue(reader.next("changes").contains("\"seq\":1"));
    reader.receive(push(1, 1, 4 + LONG.length(), "!"));
    assertTrue(line.next("changes").contains("!"));
    assertEquals("text" + LONG + "!", store.text(ID).orElseThrow().text());
    assertEquals(List.of(), Maintenance.verifySqlite(folder).defects());
  }

  @Test
  void otherWritesFailWhole() {
    disk.fill();
    assertThrows(
        DiskFullException.class,
        () -> store.create("other", store.account("session"), "", false, LONG, Instant.now()));
    assertTrue(store.find("other").isEmpty());
    disk.free();
    store.create("other", store.account("session"), "", false, LONG, Instant.now());
    assertEquals(LONG, store.text("other").orElseThrow().text());
  }
}
