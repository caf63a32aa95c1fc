package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

  @TempDir Path folder;
  @TempDir Path out;
  private JdbcDocumentStore store;
  private Path file;

  @BeforeEach
  void open() {
    store = JdbcDocumentStore.sqlite(folder);
    file = out.resolve("all.zip");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void create(String id, String title, String text) {
    store.create(id, store.account("session"), title, true, text, NOW);
  }

  private static void append(DocumentStore store, String id, String before, String after) {
    ChangeSet all = ChangeSet.replace(before.length(), 0, before.length(), after);
    Change change = new Change("client", 1, "account", "", all, NOW.plusSeconds(60));
    assertTrue(store.append(id, 0, List.of(change), after));
  }

  private Map<String, String> unzip() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        texts.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  @Test
  void documentsOfRunningServersAreWritten() throws Exception {
    create("b", "Notes", "old");
    append(store, "b", "old", "new \ud83d\ude00\n");
    create("a", "notes", "\ud800 lone \udc00");
    create("c", "../x", "\0 end \ud800");
    store.keepVersion("b", new StoredVersion(0, "First: draft", "", NOW, 3), "old");
    store.keepVersion("b", new StoredVersion(1, null, "", NOW, 3), "automatic");
    store.keepVersion("a", new StoredVersion(0, "", "", NOW, 1), "\udc00");
    assertEquals(new Maintenance.Exported(3, 2, List.of()), Maintenance.exportSqlite(folder, file));
    assertEquals(
        Map.of(
            "notes.md", "\ufffd lone \ufffd",
            "versions/notes/0.md", "\ufffd",
            "Notes (2).md", "new \ud83d\ude00\n",
            "versions/Notes (2)/0 First- draft.md", "old",
            "-x.md", "\0 end \ufffd"),
        unzip());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void filesHaveTheTimesOfDocuments() throws Exception {
    create("a", "Notes", "");
    append(store, "a", "", "new");
    store.keepVersion("a", new StoredVersion(0, "First", "", NOW.plusSeconds(9), 0), "");
    Maintenance.exportSqlite(folder, file);
    // The directory at the end of the file has no times of creation.
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      var entry = zip.getNextEntry();
      assertEquals("Notes.md", entry.getName());
      assertEquals(FileTime.from(NOW), entry.getCreationTime());
      assertEquals(FileTime.from(NOW.plusSeconds(60)), entry.getLastModifiedTime());
      var version = zip.getNextEntry();
      assertEquals("versions/Notes/0 First.md", version.getName());
      assertEquals(FileTime.from(NOW.plusSeconds(9)), version.getLastModifiedTime());
    }
  }

  @Test
  void manyDocumentsAreRead() throws Exception {
    int count = 250;
    for (int i = 0; i < count; i++) {
      create("document" + i, "Title " + i, "text " + i);
    }
    assertEquals(
        new Maintenance.Exported(count, 0, List.of()), Maintenance.exportSqlite(folder, file));
    Map<String, String> texts = unzip();
    for (int i = 0; i < count; i++) {
      assertEquals("text " + i, texts.get("Title " + i + ".md"));
    }
  }

  @Test
  void damagedDocumentsAreNamed() throws Exception {
    create("bad", "Bad", "");
    append(store, "bad", "", "text");
    create("good", "Good", "text");
    String url = "jdbc:sqlite:" + folder.resolve(Sqlite.FILE);
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM change");
    }
    Maintenance.Exported exported = Maintenance.exportSqlite(folder, file);
    assertEquals(1, exported.documents());
    assertEquals(1, exported.defects().size());
    assertTrue(exported.defects().get(0).startsWith("Document bad: "));
    assertEquals(Map.of("Good.md", "text"), unzip());
  }

  @Test
  void existingFilesStay() throws Exception {
    Files.writeString(file, "mine");
    assertThrows(StoreException.class, () -> Maintenance.exportSqlite(folder, file));
    assertEquals("mine", Files.readString(file));
    assertThrows(
        StoreException.class, () -> Maintenance.exportSqlite(folder, out.resolve("no/all.zip")));
    try (var files = Files.list(out)) {
      assertEquals(1, files.count());
    }
  }
}
