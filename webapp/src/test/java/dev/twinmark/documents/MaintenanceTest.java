package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;

class MaintenanceTest {

  private static final String ID = "document";
  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

  /** More than one checkpoint, and a change behind it. */
  private static final int CHANGES = JdbcChangeLog.MAX_CHANGES_TO_CHECKPOINT + 1;

  @TempDir Path folder;
  private JdbcDocumentStore store;

  @BeforeEach
  void writeLog() {
    store = JdbcDocumentStore.sqlite(folder);
    store.create(ID, store.account("session"), "", false, "", NOW);
    for (int i = 0; i < CHANGES; i++) {
      ChangeSet insert = ChangeSet.replace(i, i, i, "x");
      Change change = new Change("client", i + 1, "account", "", insert, NOW);
      store.append(ID, i, List.of(change), "x".repeat(i + 1));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void soundDatabasesHaveNoDefects() {
    assertEquals(
        new Maintenance.Verification(1, CHANGES, List.of()), Maintenance.verifySqlite(folder));
    store.prune(NOW.plusSeconds(1));
    assertEquals(new Maintenance.Verification(1, 0, List.of()), Maintenance.verifySqlite(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM change WHERE version = 7",
        "DELETE FROM change WHERE version = 257",
        "DELETE FROM checkpoint WHERE version = 256",
        "DELETE FROM checkpoint WHERE version = 0",
        "UPDATE checkpoint SET text = x'0078' WHERE version = 256",
        "UPDATE change SET changes = '[[0,\"x\"]]' WHERE version = 9",
        "UPDATE change SET changes = '[' WHERE version = 9",
        "UPDATE document SET units = 3",
        "UPDATE writer SET sequence = 3",
        "DELETE FROM document",
      })
  void defectsAreFound(String damage) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(false);
    String url = "jdbc:sqlite:" + folder.resolve(Sqlite.FILE);
    try (var connection = config.createConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(damage);
    }
    assertFalse(Maintenance.verifySqlite(folder).defects().isEmpty());
  }

  @Test
  void backupsOfRunningServersAreWhole(@TempDir Path other) throws Exception {
    Path file = other.resolve(Sqlite.FILE);
    Maintenance.backupSqlite(folder, file);
    ChangeSet delete = ChangeSet.replace(CHANGES, 0, CHANGES, "");
    Change later = new Change("client", CHANGES + 1, "account", "", delete, NOW);
    store.append(ID, CHANGES, List.of(later), "");
    assertEquals(List.of(), Maintenance.verifySqlite(other).defects());
    try (JdbcDocumentStore restored = JdbcDocumentStore.sqlite(other)) {
      assertEquals("x".repeat(CHANGES), restored.text(ID).orElseThrow().text());
    }
    assertThrows(StoreException.class, () -> Maintenance.backupSqlite(folder, file));
  }

  @Test
  void backupsAreRestored(@TempDir Path other) throws Exception {
    Path file = other.resolve("copy.db");
    Path restored = other.resolve("a/data");
    Maintenance.backupSqlite(folder, file);
    byte[] copied = Files.readAllBytes(file);
    assertEquals(
        new Maintenance.Verification(1, CHANGES, List.of()),
        Maintenance.restoreSqlite(file, restored));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(restored)));
    assertEquals(List.of(Sqlite.FILE, "twinmark.lock"), list(restored));
    try (JdbcDocumentStore server = JdbcDocumentStore.sqlite(restored)) {
      assertEquals("x".repeat(CHANGES), server.text(ID).orElseThrow().text());
      assertRefused("Another server", file, restored);
    }
    assertRefused("There is a database", file, restored);
    assertArrayEquals(copied, Files.readAllBytes(file));
    assertEquals(List.of("a", "copy.db"), list(other));
  }

  @Test
  void filesThatAreNoBackupsAreNotRestored(@TempDir Path other) throws Exception {
    Path restored = other.resolve("data");
    assertRefused("There is no file", other.resolve("missing.db"), restored);
    assertRefused("A server uses", folder.resolve(Sqlite.FILE), restored);
    assertFalse(Files.exists(restored));
    for (String content : List.of("", "no database".repeat(1_000))) {
      assertRefused("database", Files.writeString(other.resolve("text"), content), restored);
      assertEquals(List.of("twinmark.lock"), list(restored));
    }
  }

  @Test
  void damagedBackupsAreNotRestored(@TempDir Path other) throws Exception {
    Path file = other.resolve("copy.db");
    Maintenance.backupSqlite(folder, file);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM change WHERE version = 7");
    }
    Path restored = other.resolve("data");
    assertEquals(1, Maintenance.restoreSqlite(file, restored).defects().size());
    assertEquals(List.of("twinmark.lock"), list(restored));
  }

  private static void assertRefused(String message, Path file, Path target) {
    StoreException e =
        assertThrows(StoreException.class, () -> Maintenance.restoreSqlite(file, target));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static List<String> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void foldersWithoutDatabaseAreRefused(@TempDir Path empty) throws Exception {
    assertThrows(StoreException.class, () -> Maintenance.verifySqlite(empty));
    assertThrows(
        StoreException.class, () -> Maintenance.backupSqlite(empty, empty.resolve("copy")));
    try (var files = Files.list(empty)) {
      assertEquals(0, files.count());
    }
  }
}
