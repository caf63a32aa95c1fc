package dev.twinmark.documents;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;

/** A database of PostgreSQL, for any number of servers. */
final class Postgresql {

  /** Each server has as many for reading as for writing; PostgreSQL takes 100 by default. */
  private static final int CONNECTIONS = 5;

  /** One for the changes of tables, and one that holds Flyway's lock. */
  private static final int MIGRATION_CONNECTIONS = 2;

  private static final int CONNECTION_TIMEOUT_MS = 10_000;

  private static final String NAME_PROPERTY = "ApplicationName";

  /** The name of a server's connections in the database's list of them. */
  private static final String NAME = "twinmark";

  /**
   * The time that a transaction that writes may wait for its server: the row that it has locked
   * keeps all others of the document waiting, who are to be 2 s behind at most. Garbage collection
   * takes less.
   */
  private static final int IDLE_TRANSACTION_MS = 1_000;

  private Postgresql() {}

  /**
   * Opens a database for a server. A transaction whose server is silent is undone.
   *
   * @param url as PostgreSQL's JDBC driver takes it
   */
  static Database openForServer(String url) {
    migrate(url);
    HikariConfig writes = config(url);
    writes.setConnectionInitSql(
        writes.getConnectionInitSql()
            + "; SELECT set_config('idle_in_transaction_session_timeout', '"
            + IDLE_TRANSACTION_MS
            + "', false)");
    return open(url, writes);
  }

  /** Opens a database that no server uses yet, for transactions of any length. */
  static Database open(String url) {
    migrate(url);
    return open(url, config(url));
  }

  private static Database open(String url, HikariConfig config) {
    HikariDataSource writes = connect(config);
    try {
      return new Database(connect(readConfig(url)), writes, () -> {});
    } catch (RuntimeException e) {
      writes.close();
      throw e;
    }
  }

  /** On connections that may wait in transactions: servers that start wait for each other. */
  private static void migrate(String url) {
    HikariConfig config = config(url);
    config.setMaximumPoolSize(MIGRATION_CONNECTIONS);
    try (HikariDataSource migrations = connect(config)) {
      Schema.migrate(migrations, "bytea");
    }
  }

  /** Opens a database for reading, as it is. */
  static Database openBeside(String url) {
    HikariDataSource reads = connect(readConfig(url));
    return new Database(reads, reads, () -> {});
  }

  /**
   * Opens a database for reading and writing, also while servers use it.
   *
   * @throws StoreException if the database is another version's
   */
  static Database openForWritingBeside(String url) {
    HikariDataSource writes = connect(config(url));
    try {
      Schema.requireNewest(writes);
      return new Database(connect(readConfig(url)), writes, () -> {});
    } catch (RuntimeException e) {
      writes.close();
      throw e;
    }
  }

  /**
   * Opens a database for reading, as it is.
   *
   * @throws StoreException if a server uses it
   */
  static Database openAlone(String url) {
    HikariConfig config = readConfig(url);
    config.addDataSourceProperty(NAME_PROPERTY, NAME + "-move");
    HikariDataSource reads = connect(config);
    Database database = new Database(reads, reads, () -> {});
    try {
      Schema.requireNewest(reads);
      String select =
          "SELECT 1 FROM pg_stat_activity"
              + " WHERE datname = current_database() AND application_name = ?";
      if (database.read(c -> Database.first(c, select, row -> true, NAME)).isPresent()) {
        throw new StoreException("A server uses the database: stop it first");
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static HikariDataSource connect(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new StoreException("The database cannot be reached: " + e.getMessage(), e);
    }
  }

  private static HikariConfig readConfig(String url) {
    HikariConfig config = config(url);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    return config;
  }

  private static HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    config.addDataSourceProperty(NAME_PROPERTY, NAME);
    // A server behind a dead line is noticed, instead of waited for.
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", "60");
    // A crash would lose acknowledged changes if a role or database has turned it off.
    config.setConnectionInitSql(
        "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'");
    return config;
  }
}
