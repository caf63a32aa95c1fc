package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents in a schema of an application's PostgreSQL. */
class ApplicationPostgresqlStoreTest extends DocumentStoreContract {

  private static final String SCHEMA = "shared \"documents\"";

  private static HikariDataSource source;

  @BeforeAll
  static void connect() throws Exception {
    source = new HikariDataSource();
    source.setJdbcUrl(PostgresqlServer.url());
  }

  @AfterAll
  static void close() {
    source.close();
  }

  @Override
  DocumentStore open() {
    return JdbcDocumentStore.within(source, SCHEMA);
  }

  @Test
  void connectionsAreGivenBackAsTheyWere() throws SQLException {
    try (Connection connection = source.getConnection()) {
      String path = setting(connection, "search_path");
      try (DocumentStore beside =
          JdbcDocumentStore.within(new JdbcConnections(connection), SCHEMA)) {
        String id = newId();
        beside.create(id, "", false, "text", NOW);
        assertEquals("text", store.text(id).orElseThrow().text());
      }
      assertEquals(true, connection.getAutoCommit());
      assertEquals(path, setting(connection, "search_path"));
      assertEquals("read committed", setting(connection, "transaction_isolation"));
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}
