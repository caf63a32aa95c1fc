package dev.twinmark.documents;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A database of PostgreSQL, for any number of servers. */
final class Postgresql {

  /** Each server has as many for reading as for writing; PostgreSQL takes 100 by default. */
  private static final int CONNECTIONS = 5;

  private static final int CONNECTION_TIMEOUT_MS = 10_000;

  private Postgresql() {}

  /**
   * Opens a database.
   *
   * @param url as PostgreSQL's JDBC driver takes it
   */
  static Database open(String url) {
    HikariConfig write = config(url);
    HikariDataSource writes = new HikariDataSource(write);
    try {
      Schema.migrate(writes, "bytea");
      HikariConfig read = config(url);
      read.setReadOnly(true);
      read.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
      return new Database(new HikariDataSource(read), writes, () -> {});
    } catch (RuntimeException e) {
      writes.close();
      throw e;
    }
  }

  private static HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    config.addDataSourceProperty("ApplicationName", "twinmark");
    // A server behind a dead line is noticed, instead of waited for.
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", "60");
    // A role or database may have turned it off, and lose what was acknowledged.
    config.setConnectionInitSql("SET synchronous_commit = on");
    return config;
  }
}
