package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.RandomChanges;
import dev.twinmark.pictures.Picture;
import dev.twinmark.pictures.PictureFiles;
import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
  private static final int ROUNDS = 20;

  @TempDir Path folder;
  @TempDir Path other;
  private JdbcDocumentStore store;
  private String account;

  @BeforeEach
  void open() {
    store = JdbcDocumentStore.sqlite(folder);
    account = store.account("session");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Maintenance.Imported importFrom(Path from) {
    return Maintenance.importSqlite(folder, account, from);
  }

  private Map<String, DocumentEntry> byTitle() {
    Map<String, DocumentEntry> result = new TreeMap<>();
    store
        .documentsOf(account, NOW)
        .forEach(one -> result.put(one.document().title(), one.document()));
    return result;
  }

  private String text(String title) {
    return store.text(byTitle().get(title).id()).orElseThrow().text();
  }

  private Path write(String name, String text) throws IOException {
    Path file = other.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void foldersBecomeDocumentsOfRunningServers() throws Exception {
    FileTime changed = FileTime.from(NOW.minusSeconds(100));
    Files.setLastModifiedTime(write("Notes.md", "\ufeffa\r\nb\rc\n"), changed);
    write("deep/er/Käse.MD", "# Other heading\n");
    write("What-why-.md", "# What/why?\n");
    write("picture.png", "");
    write(".git/hidden.md", "");
    assertEquals(new Maintenance.Imported(3, 0, List.of()), importFrom(other));
    assertEquals(List.of("Käse", "Notes", "What/why?"), List.copyOf(byTitle().keySet()));
    assertEquals("a\nb\nc\n", text("Notes"));
    DocumentEntry notes = byTitle().get("Notes");
    assertEquals(changed.toInstant(), notes.updatedAt());
    assertTrue(notes.named());
    assertTrue(!byTitle().get("What/why?").named());
    assertEquals(Role.OWN, store.role(notes.id(), account, NOW).orElseThrow());
    assertEquals(List.of(), Maintenance.verifySqlite(folder).defects());
  }

  @Test
  void ownersAreKnownByTheirDocuments() throws Exception {
    store.create("theirs", account, "Theirs", true, "", NOW);
    write("Notes.md", "text");
    assertEquals(1, Maintenance.importSqlite(folder, "theirs", other).documents());
    assertEquals("text", text("Notes"));
    StoreException e =
        assertThrows(StoreException.class, () -> Maintenance.importSqlite(folder, "no", other));
    assertTrue(e.getMessage().contains("no document no"), e.getMessage());
  }

  @Test
  void sourcesThatCannotBeReadAreRefused() throws Exception {
    for (Path from : List.of(other.resolve("missing"), write("text.zip", "no zip file"))) {
      assertThrows(StoreException.class, () -> importFrom(from));
    }
    assertThrows(
        StoreException.class, () -> Maintenance.importSqlite(other.resolve("no"), account, other));
    assertEquals(Map.of(), byTitle());
  }

  @Test
  void databasesOfAnotherVersionStayAsTheyAre(@TempDir Path old) throws Exception {
    JdbcDocumentStore.sqlite(old).close();
    try (Database database = Sqlite.openForWritingBeside(old)) {
      database.execute("DELETE FROM flyway_schema_history WHERE version = '2'");
    }
    StoreException e =
        assertThrows(StoreException.class, () -> Maintenance.importSqlite(old, account, other));
    assertTrue(e.getMessage().contains("not of this version"), e.getMessage());
  }

  @Test
  void damagedFilesAreNamedAndTheOthersImported() throws Exception {
    Files.write(other.resolve("Binary.md"), new byte[] {(byte) 0xff, 'a'});
    write("Long.md", "x".repeat(Limits.DOCUMENT_UNITS + 1));
    write("Longer.md", "x".repeat(4 * Limits.DOCUMENT_UNITS));
    write("Whole.md", "text");
    // A damaged version leaves its document out.
    write("Half.md", "text");
    write("versions/Half/1 Good.md", "old");
    Files.write(other.resolve("versions/Half/2 Bad.md"), new byte[] {(byte) 0xff});
    write("Twice.md", "text");
    write("versions/Twice/1 One.md", "old");
    write("versions/Twice/01 Other.md", "old");
    write("versions/Nobody/1 Lost.md", "old");
    Maintenance.Imported result = importFrom(other);
    assertEquals(1, result.documents());
    assertEquals(List.of("Whole"), List.copyOf(byTitle().keySet()));
    assertDefects(
        result,
        "Binary.md: it is not valid UTF-8",
        "2 Bad.md: it is not valid UTF-8",
        "Long.md: it is longer",
        "Longer.md: it is longer",
        "One.md: another file is the same version",
        "1 Lost.md: there is no Nobody.md");
    assertEquals(new Maintenance.Verification(1, 0, List.of()), Maintenance.verifySqlite(folder));
  }

  private static void assertDefects(Maintenance.Imported result, String... parts) {
    assertEquals(parts.length, result.defects().size(), result.defects().toString());
    for (String part : parts) {
      assertTrue(
          result.defects().stream().anyMatch(line -> line.contains(part)),
          part + " in " + result.defects());
    }
  }

  @Test
  void damagedZipFilesAreNoticed() throws Exception {
    Path zip = other.resolve("all.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.setLevel(0);
      for (String name : List.of("Damaged.md", "Whole.md")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(("The text of " + name).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = Files.readAllBytes(zip);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("The text of Damaged");
    bytes[at] = 'X';
    Files.write(zip, bytes);
    assertDefects(importFrom(zip), "Damaged.md: its checksum is wrong");
    assertEquals("The text of Whole.md", text("Whole"));
    Files.write(zip, Arrays.copyOf(bytes, bytes.length - 30));
    assertThrows(StoreException.class, () -> importFrom(zip));
  }

  /** {@code -Dtwinmark.seed=…} repeats a run. */
  @Test
  void exportsAreEqualAfterImports(@TempDir Path target) throws Exception {
    Random random = new Random(Seeds.next("the documents"));
    for (int round = 0; round < ROUNDS; round++) {
      createRandomDocument(random);
    }
    Path first = target.resolve("first.zip");
    assertEquals(ROUNDS, Maintenance.exportSqlite(folder, first).documents());
    try (JdbcDocumentStore sqlite = JdbcDocumentStore.sqlite(target.resolve("data"))) {
      String owner = sqlite.account("other");
      assertWhole(Maintenance.importSqlite(target.resolve("data"), owner, first));
    }
    Maintenance.exportSqlite(target.resolve("data"), target.resolve("second.zip"));
    assertEquals(contents(first), contents(target.resolve("second.zip")));

    String url = PostgresqlServer.newDatabase();
    try (JdbcDocumentStore postgresql = JdbcDocumentStore.postgresql(url)) {
      String owner = postgresql.account("other");
      assertWhole(Maintenance.importPostgresql(url, owner, first));
    }
    assertEquals(List.of(), Maintenance.verifyPostgresql(url).defects());
    Maintenance.exportPostgresql(url, target.resolve("third.zip"));
    assertEquals(contents(first), contents(target.resolve("third.zip")));
  }

  private static void assertWhole(Maintenance.Imported result) {
    assertEquals(List.of(), result.defects());
    assertEquals(ROUNDS, result.documents());
    assertTrue(result.versions() > 0);
  }

  private void createRandomDocument(Random random) {
    String id = DocumentStoreContract.newId();
    String text = RandomChanges.text(random, 40);
    String title =
        switch (random.nextInt(4)) {
          case 0 -> "con." + "x".repeat(random.nextInt(250));
          case 1 -> "Notes";
          case 2 -> RandomChanges.text(random, 8) + "\ud800";
          default -> RandomChanges.text(random, 300);
        };
    boolean isNamed = random.nextBoolean();
    Instant created = NOW.plusSeconds(random.nextInt(1000));
    store.create(id, account, isNamed ? title : Titles.of(text), isNamed, text, created);
    for (long version = 0; version < random.nextInt(4); version++) {
      String old = random.nextBoolean() ? text : RandomChanges.text(random, 10);
      String label = random.nextBoolean() ? "" : RandomChanges.text(random, 10);
      store.keepVersion(id, new StoredVersion(version, label, "Ann", created, old.length()), old);
    }
  }

  /** The names, texts and times. */
  private static Map<String, String> contents(Path file) throws IOException {
    Map<String, String> result = new TreeMap<>();
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        String times = entry.getCreationTime() + " " + entry.getLastModifiedTime();
        result.put(entry.getName(), times + " " + text);
      }
    }
    return result;
  }

  @Test
  void titlesThatAreNoNamesOfFilesComeBack(@TempDir Path target) throws Exception {
    store.create("a", account, "A: what/why?", true, "text", NOW);
    store.create("b", account, "A: what/why?", true, "text", NOW);
    Path zip = target.resolve("all.zip");
    Maintenance.exportSqlite(folder, zip);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      assertEquals(2, file.size());
    }
    try (JdbcDocumentStore imported = JdbcDocumentStore.sqlite(target)) {
      String owner = imported.account("other");
      Maintenance.importSqlite(target, owner, zip);
      var titles = new TreeSet<String>();
      imported.documentsOf(owner, NOW).forEach(one -> titles.add(one.document().title()));
      assertEquals(new TreeSet<>(List.of("A: what/why?", "A- what-why- (2)")), titles);
    }
  }

  @Test
  void imagesOfExportsAreImported() throws IOException {
    byte[] content = Picture.read(PictureFiles.png(6)).content();
    String name = Ids.image(content) + ".png";
    String id = Ids.document();
    String text = "![a](%s) ![b](%s) ![c](https://h.example/%s)\n";
    String address = ImageLinks.address(id, name);
    String missing = "images/" + "0".repeat(26) + ".png";
    String before = text.formatted(address, missing, address);
    store.create(id, account, "Pictures", true, before, NOW);
    store.addImage(id, name, content, NOW);
    store.keepVersion(id, new StoredVersion(0, "First", "", NOW, before.length()), before);
    Path file = other.resolve("all.zip");
    Maintenance.exportSqlite(folder, file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals(text.formatted("images/" + name, missing, address), content(zip, "Pictures.md"));
      assertEquals(
          text.formatted("../../images/" + name, missing, address),
          content(zip, "versions/Pictures/0 First.md"));
      assertArrayEquals(content, zip.getInputStream(zip.getEntry("images/" + name)).readAllBytes());
    }
    store.delete(id);
    assertEquals(List.of(), importFrom(file).defects());
    String imported = byTitle().get("Pictures").id();
    String after = text.formatted(ImageLinks.address(imported, name), missing, address);
    assertEquals(after, store.text(imported).orElseThrow().text());
    assertEquals(after, store.versionText(imported, 0).orElseThrow());
    assertEquals(0, store.find(imported).orElseThrow().head());
    assertArrayEquals(content, store.imageContent(imported, name).orElseThrow());
  }

  private static String content(ZipFile zip, String name) throws IOException {
    byte[] bytes = zip.getInputStream(zip.getEntry(name)).readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void imagesAreBesideTheTextThatLeadsToThem() throws IOException {
    byte[] content = Picture.read(PictureFiles.png(1)).content();
    String name = Ids.image(content) + ".png";
    Path deep = Files.createDirectories(other.resolve("notes/2026/images"));
    Files.write(deep.resolve(name), content);
    String text = "![](images/" + name + ") ![](../../images/" + name + ")\n";
    Files.writeString(deep.resolveSibling("deep.md"), text);
    Files.writeString(other.resolve("flat.md"), text);
    assertEquals(List.of(), importFrom(other).defects());
    String id = byTitle().get("deep").id();
    assertEquals(
        text.replaceFirst("images/" + name, ImageLinks.address(id, name)),
        store.text(id).orElseThrow().text());
    String flat = byTitle().get("flat").id();
    assertEquals(text, store.text(flat).orElseThrow().text());
    assertEquals(List.of(), store.images(flat));
  }

  @Test
  void imagesThatAreNotWhatTheirNamesSayAreNotImported() throws IOException {
    String name = "0".repeat(26) + ".png";
    Files.createDirectory(other.resolve("images"));
    Files.writeString(other.resolve("a.md"), "![](images/" + name + ")");
    for (byte[] content : List.of("<svg/>".getBytes(StandardCharsets.UTF_8), PictureFiles.png(1))) {
      Files.write(other.resolve("images").resolve(name), content);
      Maintenance.Imported imported = importFrom(other);
      assertEquals(0, imported.documents());
      assertEquals(1, imported.defects().size());
      assertEquals(Map.of(), byTitle());
    }
  }
}
