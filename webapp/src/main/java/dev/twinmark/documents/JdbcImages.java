package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.query;
import static dev.twinmark.documents.Database.update;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The images of documents, in a table. */
final class JdbcImages {

  private static final String SELECT =
      "SELECT name, octet_length(content) AS length, published FROM image WHERE document = ?";

  private JdbcImages() {}

  static void add(Connection c, String document, String name, byte[] content, Instant now)
      throws SQLException {
    update(
        c,
        "INSERT INTO image (document, name, published, at, content) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (document, name) DO NOTHING",
        document,
        name,
        false,
        now.toEpochMilli(),
        content);
  }

  static List<Image> of(Connection c, String document) throws SQLException {
    return query(c, SELECT + " ORDER BY name", JdbcImages::image, document);
  }

  static Optional<Image> find(Connection c, String document, String name) throws SQLException {
    return first(c, SELECT + " AND name = ?", JdbcImages::image, document, name);
  }

  private static Image image(ResultSet row) throws SQLException {
    return new Image(row.getString("name"), row.getInt("length"), row.getBoolean("published"));
  }

  static Optional<byte[]> content(Connection c, String document, String name) throws SQLException {
    String select = "SELECT content FROM image WHERE document = ? AND name = ?";
    return first(c, select, row -> row.getBytes(1), document, name);
  }

  /** Publishes the images that a text names, and no others. */
  static void publish(Connection c, String document, String text) throws SQLException {
    unpublish(c, document);
    for (String name : ImageLinks.namesIn(text, document)) {
      update(
          c,
          "UPDATE image SET published = ? WHERE document = ? AND name = ?",
          true,
          document,
          name);
    }
  }

  static void unpublish(Connection c, String document) throws SQLException {
    update(c, "UPDATE image SET published = ? WHERE document = ?", false, document);
  }

  /** Returns the bytes of the images of the documents that an account has created. */
  static long bytes(Connection c, String joinCreated, String account) throws SQLException {
    String select = "SELECT SUM(octet_length(t.content)) FROM image t" + joinCreated;
    return first(c, select, row -> row.getLong(1), account).orElse(0L);
  }
}
