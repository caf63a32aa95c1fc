package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.query;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes all documents of a database into a zip file. One text is in memory at a time, and the
 * names of all files.
 */
final class Export {

  private static final int DOCUMENTS_READ = 100;

  private record Entry(String id, String title, Instant createdAt, Instant updatedAt) {}

  private record Named(long version, String label, Instant at) {}

  private final Database database;
  private final DocumentZip zip;
  private final List<String> defects = new ArrayList<>();
  private long documents;
  private long versions;

  private Export(Database database, DocumentZip zip) {
    this.database = database;
    this.zip = zip;
  }

  /**
   * Writes a new file, which is there when it is whole.
   *
   * @throws StoreException if there is such a file
   */
  static Maintenance.Exported write(Database database, Path file) {
    if (Files.exists(file)) {
      throw new StoreException("There is a file " + file);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      try {
        Files.createFile(unfinished, Sqlite.permissions(unfinished, "rw-------"));
        Maintenance.Exported exported = writeTo(database, unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return exported;
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new StoreException("The export failed: " + e, e);
    }
  }

  private static Maintenance.Exported writeTo(Database database, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        DocumentZip zip = new DocumentZip(out)) {
      Export export = new Export(database, zip);
      export.writeDocuments();
      zip.finish();
      channel.force(true);
      return new Maintenance.Exported(
          export.documents, export.versions, List.copyOf(export.defects));
    }
  }

  private void writeDocuments() throws IOException {
    String select =
        "SELECT id, title, created_at, updated_at FROM document WHERE id > ? ORDER BY id LIMIT ?";
    String last = "";
    while (true) {
      String after = last;
      List<Entry> some = database.read(c -> query(c, select, Export::entry, after, DOCUMENTS_READ));
      if (some.isEmpty()) {
        return;
      }
      for (Entry entry : some) {
        writeDocument(entry);
      }
      last = some.get(some.size() - 1).id();
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString("id"),
        TextBytes.decode(row.getBytes("title")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }

  private void writeDocument(Entry entry) throws IOException {
    String name = zip.name(entry.title());
    Optional<TextVersion> text = readable(entry.id(), c -> JdbcChangeLog.text(c, entry.id()));
    DocumentZip.Linked linked =
        zip.addImages(
            entry.id(),
            database.read(c -> JdbcImages.of(c, entry.id())),
            image -> database.read(c -> JdbcImages.content(c, entry.id(), image.name())));
    if (text.isPresent()) {
      zip.add(name, entry.title(), entry.createdAt(), entry.updatedAt(), text.get().text(), linked);
      documents++;
    }
    String select =
        "SELECT version, label, at FROM version WHERE document = ? AND label IS NOT NULL"
            + " ORDER BY version";
    for (Named named : database.read(c -> query(c, select, Export::named, entry.id()))) {
      writeVersion(name, named, linked);
    }
  }

  private static Named named(ResultSet row) throws SQLException {
    return new Named(
        row.getLong("version"),
        TextBytes.decode(row.getBytes("label")),
        Instant.ofEpochMilli(row.getLong("at")));
  }

  private void writeVersion(String name, Named named, DocumentZip.Linked linked)
      throws IOException {
    String id = linked.document();
    String select = "SELECT text FROM version WHERE document = ? AND version = ?";
    Optional<String> text =
        readable(
            id,
            c -> first(c, select, row -> TextBytes.decode(row.getBytes(1)), id, named.version()));
    if (text.isPresent()) {
      zip.addVersion(name, named.version(), named.label(), named.at(), text.get(), linked);
      versions++;
    }
  }

  /** Returns nothing if the document is deleted by now, or damaged. */
  private <T> Optional<T> readable(String id, Database.Work<Optional<T>> work) {
    try {
      return database.read(work);
    } catch (StoreException e) {
      if (e.getCause() instanceof SQLException) {
        throw e;
      }
      defects.add("Document " + id + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
