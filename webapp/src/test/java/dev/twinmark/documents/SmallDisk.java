package dev.twinmark.documents;

import java.nio.file.Path;

/** A store in SQLite whose disk a test fills, by the number of pages that the database may have. */
public final class SmallDisk {

  private final Database database;
  private final DocumentStore store;

  public SmallDisk(Path folder) {
    database = Sqlite.open(folder);
    store = new JdbcDocumentStore(database, null);
  }

  /** The store, which closes the database. */
  public DocumentStore store() {
    return store;
  }

  /** Leaves no page for what is written next. */
  public void fill() {
    // SQLite raises it to the number of pages that are in use.
    database.execute("PRAGMA max_page_count = 1");
  }

  /** There is space again. */
  public void free() {
    database.execute("PRAGMA max_page_count = 1000000");
  }
}
