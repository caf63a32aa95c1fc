package dev.twinmark.documents;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks, copies, exports and imports documents, also of a server that runs; restores copies. */
public final class Maintenance {

  /**
   * The result of a check.
   *
   * @param changes the changes that were applied
   * @param defects a line for each; empty if all is well
   */
  public record Verification(long documents, long changes, List<String> defects) {}

  private Maintenance() {}

  /**
   * Applies all logs of the database in a folder, and compares them with their checkpoints.
   *
   * @throws StoreException if there is no database
   */
  public static Verification verifySqlite(Path folder) {
    try (Database database = Sqlite.openBeside(folder)) {
      List<String> defects = new ArrayList<>();
      database
          .read(c -> Database.query(c, "PRAGMA integrity_check", row -> row.getString(1)))
          .stream()
          .filter(line -> !line.equals("ok"))
          .forEach(defects::add);
      database
          .read(c -> Database.query(c, "PRAGMA foreign_key_check", row -> row.getString(1)))
          .forEach(table -> defects.add("A row of table " + table + " belongs to nothing"));
      return verify(database, defects);
    }
  }

  /**
   * Applies all logs of a database of PostgreSQL, and compares them with their checkpoints.
   *
   * @param url as for {@link JdbcDocumentStore#postgresql}
   */
  public static Verification verifyPostgresql(String url) {
    try (Database database = Postgresql.openBeside(url)) {
      return verify(database, new ArrayList<>());
    }
  }

  private static Verification verify(Database database, List<String> defects) {
    List<String> ids =
        database.read(c -> Database.query(c, "SELECT id FROM document", row -> row.getString(1)));
    long changes = 0;
    for (String id : ids) {
      changes += database.read(c -> JdbcChangeLog.verify(c, id, defects));
    }
    return new Verification(ids.size(), changes, List.copyOf(defects));
  }

  /**
   * Copies the database of a folder to a file, as it is at one moment.
   *
   * @throws StoreException if there is no database, or such a file already
   */
  public static void backupSqlite(Path folder, Path file) {
    Sqlite.backup(folder, file);
  }

  /**
   * Verifies a copy that {@link #backupSqlite} has made, and puts it into a folder if it has no
   * defects. The folder is made if there is none.
   *
   * @throws StoreException if the folder has a database or a server, or if the file is no copy
   */
  public static Verification restoreSqlite(Path file, Path folder) {
    return Sqlite.restore(file, folder, Maintenance::verifySqlite);
  }

  /**
   * The result of an export.
   *
   * @param versions the named ones
   * @param defects a line for each text that is damaged, and left out
   */
  public record Exported(long documents, long versions, List<String> defects) {}

  /**
   * Writes all documents of the database in a folder into a new zip file. Each is as it is at one
   * moment.
   *
   * @throws StoreException if there is no database, or such a file already
   */
  public static Exported exportSqlite(Path folder, Path file) {
    try (Database database = Sqlite.openBeside(folder)) {
      return Export.write(database, file);
    }
  }

  /**
   * The result of an import.
   *
   * @param versions the named ones
   * @param defects a line for each file that was not imported
   */
  public record Imported(long documents, long versions, List<String> defects) {}

  /**
   * Makes a document of each Markdown file of a folder or zip file, in the database in a folder. A
   * server may use it meanwhile.
   *
   * @param owner an account, or a document of the account
   * @throws StoreException if there is no database or no such owner, or nothing to read from
   */
  public static Imported importSqlite(Path folder, String owner, Path from) {
    try (Database database = Sqlite.openForWritingBeside(folder)) {
      return Import.read(database, owner, from);
    }
  }

  /**
   * Makes documents in a database of PostgreSQL.
   *
   * @param url as for {@link JdbcDocumentStore#postgresql}
   */
  public static Imported importPostgresql(String url, String owner, Path from) {
    try (Database database = Postgresql.openForWritingBeside(url)) {
      return Import.read(database, owner, from);
    }
  }

  /**
   * Writes all documents of a database of PostgreSQL into a new zip file.
   *
   * @param url as for {@link JdbcDocumentStore#postgresql}
   */
  public static Exported exportPostgresql(String url, Path file) {
    try (Database database = Postgresql.openBeside(url)) {
      return Export.write(database, file);
    }
  }

  /**
   * Copies everything from the database in a folder to an empty one of PostgreSQL, and applies all
   * logs there. The folder stays as it is; no server may use it.
   *
   * @param url as for {@link JdbcDocumentStore#postgresql}
   * @return the check of the target, which stays empty if there are defects
   * @throws StoreException if a server uses the folder, or if the target is not empty
   */
  public static Verification moveToPostgresql(Path folder, String url) {
    try (Database source = Sqlite.openAlone(folder);
        Database target = Postgresql.open(url)) {
      return Move.copy(source, target);
    }
  }

  /**
   * Copies everything from a database of PostgreSQL to a folder without documents, and applies all
   * logs there. No server may use the database.
   *
   * @return the check of the target, which stays empty if there are defects
   * @throws StoreException if a server uses one of the two, or if the target is not empty
   */
  public static Verification moveToSqlite(String url, Path folder) {
    try (Database source = Postgresql.openAlone(url);
        Database target = Sqlite.open(folder)) {
      return Move.copy(source, target);
    }
  }

  /** The acts that an operator asks for; empty texts for those of all. */
  public record AuditQuery(Instant since, String document, String account) {}

  /** Reads the audit log of the database in a folder, oldest first. Returns the number of acts. */
  public static long auditSqlite(Path folder, AuditQuery asked, Consumer<AuditEntry> reader) {
    try (Database database = Sqlite.openBeside(folder)) {
      return audit(database, asked, reader);
    }
  }

  /** Reads the audit log of a database of PostgreSQL in the same way. */
  public static long auditPostgresql(String url, AuditQuery asked, Consumer<AuditEntry> reader) {
    try (Database database = Postgresql.openBeside(url)) {
      return audit(database, asked, reader);
    }
  }

  private static long audit(Database database, AuditQuery asked, Consumer<AuditEntry> reader) {
    return database.read(c -> JdbcAudit.read(c, asked, reader));
  }
}
