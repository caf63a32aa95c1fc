package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents in an SQLite file of an application, beside its tables. */
class ApplicationSqliteStoreTest extends DocumentStoreContract {

  @TempDir static Path folder;
  private static HikariDataSource source;

  @BeforeAll
  static void makeTables() throws SQLException {
    source = new HikariDataSource();
    source.setJdbcUrl("jdbc:sqlite:" + folder.resolve("application.db"));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE note (id text PRIMARY KEY)");
    }
  }

  @AfterAll
  static void close() {
    source.close();
  }

  @Override
  DocumentStore open() {
    return JdbcDocumentStore.within(source, "documents");
  }

  @Test
  void connectionsAreGivenBackAsTheyWere() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      var kept = new JdbcConnections(connection);
      try (DocumentStore beside = JdbcDocumentStore.within(kept, "documents")) {
        String id = newId();
        beside.create(id, "", false, "text", NOW);
        beside.delete(id);
      }
      assertEquals(false, connection.getAutoCommit());
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("PRAGMA foreign_keys")) {
        assertEquals(0, row.getInt(1));
      }
    }
  }
}
