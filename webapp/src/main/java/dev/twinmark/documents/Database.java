package dev.twinmark.documents;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Transactions, and statements in one line. */
final class Database implements AutoCloseable {

  /** The work of a transaction, which may be run again from the beginning. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Makes a value of one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes back what was changed at a connection. */
  interface Undo {
    void run() throws SQLException;
  }

  /** Gives the connections of a data source what transactions need. */
  interface Preparation {

    /** Prepares a connection that has no transaction. */
    default Undo prepare(Connection connection, boolean isRead) throws SQLException {
      return () -> {};
    }

    /** Prepares a transaction that has begun. */
    default void begin(Connection connection, boolean isRead) throws SQLException {}
  }

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String DISK_FULL = "53100";

  /** The code of SQLite; its driver is not there in every application. */
  private static final int SQLITE_FULL = 13;

  private static final String CONNECTION_EXCEPTIONS = "08";
  private static final String ADMIN_SHUTDOWN = "57P01";

  /** More than each pool has connections, all of which may be lost. */
  private static final int MAX_ATTEMPTS = 6;

  private final DataSource reads;
  private final DataSource writes;
  private final Preparation preparation;
  private final AutoCloseable resources;
  private final GroupCommit group;

  /**
   * Takes over its parameters.
   *
   * @param reads connections whose transactions read from one snapshot
   * @param writes one connection if the database has one writer at a time
   * @param lock released when the connections are closed
   */
  Database(HikariDataSource reads, HikariDataSource writes, AutoCloseable lock) {
    this.reads = reads;
    this.writes = writes;
    this.preparation = new Preparation() {};
    this.resources =
        () -> {
          reads.close();
          writes.close();
          lock.close();
        };
    this.group = writes.getMaximumPoolSize() == 1 ? new GroupCommit(this::writeAlone) : null;
  }

  /**
   * Uses a data source of an application, which stays open.
   *
   * @param hasOneWriter true if the database has one writer at a time
   */
  Database(DataSource source, boolean hasOneWriter, Preparation preparation) {
    this.reads = source;
    this.writes = source;
    this.preparation = preparation;
    this.resources = () -> {};
    this.group = hasOneWriter ? new GroupCommit(this::writeAlone) : null;
  }

  /** Returns true for SQLite, and false for PostgreSQL. */
  boolean hasOneWriter() {
    return group != null;
  }

  /** Reads from one snapshot. */
  <T> T read(Work<T> work) {
    return run(reads, work, true);
  }

  /** Writes all or nothing, and returns when it is on the disk. */
  <T> T write(Work<T> work) {
    return group == null ? run(writes, work, false) : group.run(work);
  }

  private void writeAlone(Work<Void> work) {
    Void unused = run(writes, work, false);
  }

  /**
   * Runs a transaction, again if it is one of those that may succeed then.
   *
   * @param isRead a transaction that writes is not run again without its connection, as its commit
   *     may have succeeded
   */
  private <T> T run(DataSource pool, Work<T> work, boolean isRead) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection()) {
        return transaction(connection, work, isRead);
      } catch (SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        boolean isTransient = isConflict(state) || (isRead && isLostConnection(state));
        if (isDiskFull(e)) {
          throw new DiskFullException(e);
        }
        if (attempt == MAX_ATTEMPTS || !isTransient) {
          throw new StoreException("The database failed: " + e.getMessage(), e);
        }
      }
    }
  }

  /** PostgreSQL asks to try again. */
  private static boolean isConflict(String state) {
    return state.equals(SERIALIZATION_FAILURE) || state.equals(DEADLOCK);
  }

  private static boolean isLostConnection(String state) {
    return state.startsWith(CONNECTION_EXCEPTIONS) || state.equals(ADMIN_SHUTDOWN);
  }

  private static boolean isDiskFull(SQLException e) {
    // SQLite has no states. The low byte of its codes is the kind of the error.
    return e.getSQLState() == null
        ? (e.getErrorCode() & 0xff) == SQLITE_FULL
        : e.getSQLState().equals(DISK_FULL);
  }

  private <T> T transaction(Connection connection, Work<T> work, boolean isRead)
      throws SQLException {
    boolean before = connection.getAutoCommit();
    connection.setAutoCommit(true);
    Undo undo = preparation.prepare(connection, isRead);
    connection.setAutoCommit(false);
    T result;
    try {
      preparation.begin(connection, isRead);
      result = work.run(connection);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      // With a full disk, SQLite has rolled back by itself, and refuses to do it again.
      suppressing(e, connection::rollback);
      suppressing(e, () -> restore(connection, undo, before));
      throw e;
    }
    restore(connection, undo, before);
    return result;
  }

  private static void restore(Connection connection, Undo undo, boolean before)
      throws SQLException {
    if (!connection.isClosed()) {
      connection.setAutoCommit(true);
      undo.run();
      connection.setAutoCommit(before);
    }
  }

  /** Runs a step after a failure, which stays the cause if the step fails as well. */
  private static void suppressing(Exception cause, Undo step) {
    try {
      step.run();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Runs a statement outside of transactions. */
  void execute(String sql) {
    try (Connection connection = writes.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    } catch (SQLException e) {
      throw new StoreException("The database failed: " + e.getMessage(), e);
    }
  }

  /** Returns the number of rows that a statement has changed. */
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  static <T> List<T> query(Connection connection, String sql, Row<T> row, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> result = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(row.read(rows));
        }
      }
      return result;
    }
  }

  /** Returns the first row. */
  static <T> Optional<T> first(Connection connection, String sql, Row<T> row, Object... values)
      throws SQLException {
    return query(connection, sql, row, values).stream().findFirst();
  }

  /** Binds strings, numbers, booleans and bytes. Bytes may be null, as {@code (byte[]) null}. */
  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  @Override
  public void close() {
    try {
      resources.close();
    } catch (Exception e) {
      throw new StoreException("The database was not closed", e);
    }
  }
}
