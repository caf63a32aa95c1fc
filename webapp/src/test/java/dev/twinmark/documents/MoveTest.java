package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.changes.RandomChanges;
import dev.twinmark.testing.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MoveTest {

  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
  private static final int DOCUMENTS = 8;

  /** More than one checkpoint. */
  private static final int CHANGES = JdbcChangeLog.MAX_CHANGES_TO_CHECKPOINT + 20;

  private static final String HOSTILE = "\0 \ud800 \ud83d\ude00 é \"\\";

  private static final List<String> IMAGES =
      List.of("abcdefghijklmnopqrstuvwxyz.png", "0123456789abcdefghijklmnop.webp");

  @TempDir Path folder;
  @TempDir Path other;
  private String url;
  private List<String> ids;

  @BeforeEach
  void createDatabase() throws Exception {
    url = PostgresqlServer.newDatabase();
  }

  /** Documents with all that belongs to them. */
  private void fill(Random random) {
    ids = new ArrayList<>();
    try (JdbcDocumentStore store = JdbcDocumentStore.sqlite(folder)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        String id = Ids.document();
        ids.add(id);
        store.create(
            id,
            store.account("owner"),
            HOSTILE + i,
            i % 2 == 0,
            RandomChanges.text(random, 9),
            NOW);
        write(store, random, id, i == 0 ? CHANGES : random.nextInt(9));
        for (String label : new String[] {null, HOSTILE}) {
          long version = label == null ? 0 : 1;
          store.keepVersion(id, new StoredVersion(version, label, "Ann", NOW, 3), "old");
        }
        Instant expiry = i % 2 == 0 ? NOW.plusSeconds(100) : null;
        store.addLink(id, new Link("link" + i, Role.WRITE, HOSTILE, NOW, expiry), "hash" + i);
        store.follow("hash" + i, store.account("reader"), NOW);
        for (int image = 0; image < i % 3; image++) {
          byte[] content = new byte[1 + random.nextInt(100_000)];
          random.nextBytes(content);
          assertTrue(store.addImage(id, IMAGES.get(image), content, NOW));
        }
        if (i % 3 == 0) {
          store.publish(id, new Publication("slug" + i, 0, HOSTILE, i == 0, NOW), HOSTILE);
        } else if (i % 3 == 2) {
          String text = "![a](" + ImageLinks.address(id, IMAGES.get(0)) + ")";
          store.publish(id, new Publication("slug" + i, 0, HOSTILE, false, NOW), text);
        }
      }
      store.delete(ids.remove(3));
      store.prune(NOW.plusSeconds(3));
    }
  }

  private static void write(DocumentStore store, Random random, String id, int count) {
    for (int i = 0; i < count; i++) {
      TextVersion head = store.text(id).orElseThrow();
      ChangeSet changes = RandomChanges.next(random, head.text().length());
      Change change = new Change("client", i + 1, "account", HOSTILE, changes, NOW.plusSeconds(i));
      assertTrue(store.append(id, head.version(), List.of(change), changes.apply(head.text())));
    }
  }

  /** All that a store says of the documents. */
  private Map<String, Object> describe(DocumentStore store) {
    Map<String, Object> result = new TreeMap<>();
    String owner = store.findAccount("owner").orElseThrow();
    String reader = store.findAccount("reader").orElseThrow();
    result.put("owner", store.documentsOf(owner, NOW));
    result.put("reader", store.documentsOf(reader, NOW));
    for (String id : ids) {
      result.put(id + " text", store.text(id));
      result.put(id + " sequence", store.lastSequence(id, "client"));
      result.put(id + " versions", store.versions(id));
      result.put(id + " version", store.versionText(id, 1));
      result.put(id + " links", store.links(id));
      List<Image> images = store.images(id);
      result.put(id + " images", images);
      for (Image image : images) {
        String content =
            HexFormat.of().formatHex(store.imageContent(id, image.name()).orElseThrow());
        result.put(id + " " + image.name(), content);
      }
      result.put(id + " role", store.role(id, reader, NOW.plusSeconds(101)));
      long head = store.find(id).orElseThrow().head();
      result.put(id + " log", store.changes(id, head > 5 ? head - 2 : head, 9));
    }
    result.put("published", store.published("slug0"));
    result.put("link", store.isLink("hash1", NOW));
    return result;
  }

  /** {@code -Dtwinmark.seed=…} repeats a run. */
  @Test
  void everythingIsThereAfterMovesInBothDirections() throws Exception {
    fill(new Random(Seeds.next("the documents")));
    Map<String, Object> expected;
    try (DocumentStore store = JdbcDocumentStore.sqlite(folder)) {
      expected = describe(store);
    }
    byte[] before = Files.readAllBytes(folder.resolve(Sqlite.FILE));
    Maintenance.Verification moved = Maintenance.moveToPostgresql(folder, url);
    assertEquals(Maintenance.verifySqlite(folder), moved);
    assertEquals(DOCUMENTS - 1, moved.documents());
    try (DocumentStore store = JdbcDocumentStore.postgresql(url)) {
      assertEquals(expected, describe(store));
    }
    assertEquals(moved, Maintenance.moveToSqlite(url, other));
    try (DocumentStore store = JdbcDocumentStore.sqlite(other)) {
      assertEquals(expected, describe(store));
    }
    assertEquals(moved, Maintenance.verifyPostgresql(url));
    assertArrayEquals(before, Files.readAllBytes(folder.resolve(Sqlite.FILE)));
  }

  @Test
  void targetsWithDocumentsAreRefused() {
    fill(new Random(1));
    try (DocumentStore store = JdbcDocumentStore.postgresql(url)) {
      assertFalse(store.account("someone").isEmpty());
    }
    assertRefused("not empty", () -> Maintenance.moveToPostgresql(folder, url));
    assertRefused("not empty", () -> Maintenance.moveToSqlite(url, folder));
    assertEquals(List.of(), Maintenance.verifySqlite(folder).defects());
    assertEquals(0, Maintenance.verifyPostgresql(url).documents());
  }

  @Test
  void databasesOfRunningServersAreNotMoved() {
    try (DocumentStore running = JdbcDocumentStore.sqlite(folder)) {
      assertTrue(running.findAccount("owner").isEmpty());
      assertRefused("Another server", () -> Maintenance.moveToPostgresql(folder, url));
    }
    try (DocumentStore running = JdbcDocumentStore.postgresql(url)) {
      assertTrue(running.findAccount("owner").isEmpty());
      assertRefused("A server uses", () -> Maintenance.moveToSqlite(url, other));
    }
    assertFalse(Files.exists(other.resolve(Sqlite.FILE)));
    assertRefused("There is no", () -> Maintenance.moveToPostgresql(other, url));
  }

  private static void assertRefused(String part, Executable move) {
    StoreException e = assertThrows(StoreException.class, move);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void targetsOfDamagedDatabasesStayEmpty() throws Exception {
    fill(new Random(1));
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Sqlite.FILE));
        var statement = connection.createStatement()) {
      statement.execute("UPDATE document SET units = units + 1");
    }
    assertEquals(DOCUMENTS - 1, Maintenance.moveToPostgresql(folder, url).defects().size());
    assertEquals(0, Maintenance.verifyPostgresql(url).documents());
    try (DocumentStore store = JdbcDocumentStore.postgresql(url)) {
      assertTrue(store.findAccount("owner").isEmpty());
    }
  }
}
