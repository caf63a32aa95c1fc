package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.update;

import dev.twinmark.documents.ImportFiles.NotImportedException;
import dev.twinmark.documents.ImportFiles.Source;
import dev.twinmark.documents.ImportFiles.VersionFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a document of each Markdown file of a folder or zip file. Each is imported in one
 * transaction with its named versions and images, or not at all. Two texts are in memory at a time.
 */
final class Import {

  private final Database database;
  private final String account;
  private final List<String> defects = new ArrayList<>();
  private long documents;
  private long versions;

  private Import(Database database, String account) {
    this.database = database;
    this.account = account;
  }

  /**
   * Imports all files.
   *
   * @param owner an account, or a document of the account
   * @throws StoreException if there is no such owner, or if the files cannot be listed
   */
  static Maintenance.Imported read(Database database, String owner, Path from) {
    String account =
        database
            .read(c -> account(c, owner))
            .orElseThrow(
                () -> new StoreException("There is no account and no document " + owner + "."));
    var run = new Import(database, account);
    try (ImportFiles files = ImportFiles.open(from)) {
      for (Source source : files.sources(run.defects)) {
        run.importSource(files, source);
      }
    } catch (IOException e) {
      throw new StoreException("Cannot read " + from + ": " + e.getMessage(), e);
    }
    return new Maintenance.Imported(run.documents, run.versions, List.copyOf(run.defects));
  }

  private static Optional<String> account(Connection c, String owner) throws SQLException {
    String ofDocument =
        "SELECT account FROM member WHERE document = ? AND link IS NULL AND role = 'own'";
    Optional<String> known =
        first(c, "SELECT id FROM account WHERE id = ?", row -> row.getString(1), owner);
    return known.isPresent() ? known : first(c, ofDocument, row -> row.getString(1), owner);
  }

  private void importSource(ImportFiles files, Source source) {
    try {
      database.write(
          c -> {
            insert(c, files, source);
            return null;
          });
      documents++;
      versions += source.versions().size();
    } catch (NotImportedException e) {
      defects.add(e.getMessage());
    }
  }

  /**
   * The document begins at the version of its newest named one, so that these keep their numbers; a
   * newest one with another text is one behind.
   */
  private void insert(Connection c, ImportFiles files, Source source) throws SQLException {
    source.requireDistinctVersions();
    String id = Ids.document();
    var images = new ImportImages(files, id);
    String text = images.text(source.file());
    String ownTitle = Titles.of(text);
    String title = files.title(source.file());
    boolean isNamed = !FileNames.of(ownTitle).equals(ImportFiles.nameOf(source.file()));
    long head = 0;
    if (!source.versions().isEmpty()) {
      VersionFile newest = source.versions().get(source.versions().size() - 1);
      head = newest.version() + (images.text(newest.file()).equals(text) ? 0 : 1);
    }
    var entry =
        new DocumentEntry(
            id,
            isNamed ? Titles.line(title) : ownTitle,
            isNamed,
            head,
            text.length(),
            files.createdAt(source.file()),
            files.updatedAt(source.file()),
            null);
    JdbcDocumentStore.insert(c, entry, text);
    JdbcDocumentStore.insertOwner(c, id, account);
    for (VersionFile version : source.versions()) {
      insertVersion(c, entry.id(), version, images.text(version.file()), files);
    }
    images.insert(c);
  }

  private static void insertVersion(
      Connection c, String id, VersionFile version, String text, ImportFiles files)
      throws SQLException {
    update(
        c,
        "INSERT INTO version (document, version, label, author, at, units, text)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        version.version(),
        TextBytes.encode(Titles.line(version.label())),
        TextBytes.encode(""),
        files.updatedAt(version.file()).toEpochMilli(),
        text.length(),
        TextBytes.encode(text));
  }
}
