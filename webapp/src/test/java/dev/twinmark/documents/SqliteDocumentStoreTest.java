package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentStoreTest extends DocumentStoreContract {

  /** The tests share a folder, and open what the ones before have closed. */
  @TempDir static Path folder;

  @Override
  DocumentStore open() {
    return JdbcDocumentStore.sqlite(folder);
  }

  @Test
  void foldersHaveOneServer() {
    StoreException e = assertThrows(StoreException.class, () -> JdbcDocumentStore.sqlite(folder));
    assertTrue(e.getMessage().contains("Another server"), e.getMessage());
  }

  @Test
  void documentsSurviveRestarts() {
    String id = newId();
    store.create(id, store.account("session"), "Title", true, "text", NOW);
    DocumentEntry entry = store.find(id).orElseThrow();
    store.close();
    store = open();
    assertEquals(entry, store.find(id).orElseThrow());
    assertEquals("text", store.text(id).orElseThrow().text());
  }

  @Test
  void newFoldersAreTheServersAlone(@TempDir Path parent) throws IOException {
    Path data = parent.resolve("a/data");
    JdbcDocumentStore.sqlite(data).close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
  }

  @Test
  void deletedTextsAreNotInTheFiles() throws IOException {
    String secret = "secret-" + newId();
    String id = newId();
    store.create(id, store.account("session"), secret, true, secret, NOW);
    store.keepVersion(id, new StoredVersion(0, secret, "", NOW, secret.length()), secret);
    assertTrue(isInFiles(secret));
    store.delete(id);
    assertFalse(isInFiles(secret));
  }

  private static boolean isInFiles(String text) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
