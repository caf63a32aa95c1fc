package dev.twinmark.documents;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/**
 * A database of an application, through its own data source. Each connection is given back as it
 * was.
 */
final class ApplicationDatabase {

  private ApplicationDatabase() {}

  /**
   * Opens a database, in which the tables are made if there are none.
   *
   * @param schema of PostgreSQL; SQLite has none
   */
  static Database open(DataSource source, String schema) {
    String product = product(source);
    switch (product) {
      case "PostgreSQL" -> {
        Schema.migrate(source, "bytea", schema);
        return new Database(source, false, new PostgresqlTransactions(schema));
      }
      case "SQLite" -> {
        Schema.migrateBesideOthers(source, "blob");
        Database database = new Database(source, true, new SqliteTransactions());
        // Readers do not wait for the writer then. The file remembers it.
        database.execute("PRAGMA journal_mode = WAL");
        return database;
      }
      default ->
          throw new StoreException(
              "Documents are kept in PostgreSQL or SQLite; this database is " + product);
    }
  }

  private static String product(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      throw new StoreException("The database cannot be reached: " + e.getMessage(), e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All settings are those of one transaction. */
  private record PostgresqlTransactions(String schema) implements Database.Preparation {

    @Override
    public void begin(Connection connection, boolean isRead) throws SQLException {
      execute(
          connection,
          (isRead ? "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " : "")
              + "SET LOCAL search_path TO \""
              + schema.replace("\"", "\"\"")
              + "\"; SET LOCAL synchronous_commit TO on");
    }
  }

  private static final class SqliteTransactions implements Database.Preparation {

    /** With the write-ahead log a commit is on the disk when it returns. */
    private static final int FULL = 2;

    @Override
    public Database.Undo prepare(Connection connection, boolean isRead) throws SQLException {
      if (isRead) {
        return () -> {};
      }
      int foreignKeys = pragma(connection, "foreign_keys");
      int synchronous = pragma(connection, "synchronous");
      SQLiteConnection own = connection.unwrap(SQLiteConnection.class);
      TransactionMode mode = own.getCurrentTransactionMode();
      execute(connection, "PRAGMA foreign_keys = ON");
      execute(connection, "PRAGMA synchronous = " + Math.max(FULL, synchronous));
      // A deferred transaction that has read fails if another one writes before it does.
      own.setCurrentTransactionMode(TransactionMode.IMMEDIATE);
      return () -> {
        own.setCurrentTransactionMode(mode);
        execute(connection, "PRAGMA foreign_keys = " + foreignKeys);
        execute(connection, "PRAGMA synchronous = " + synchronous);
      };
    }

    private static int pragma(Connection connection, String name) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("PRAGMA " + name)) {
        return row.getInt(1);
      }
    }
  }
}
