package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.query;
import static dev.twinmark.documents.Database.update;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images of documents, in a table. */
final class JdbcImages {

  private static final String SELECT =
      "SELECT name, octet_length(content) AS length, published FROM image WHERE document = ?";

  private JdbcImages() {}

  /** Adds an image. One that is there counts as added now, so that {@link #remove} leaves it. */
  static void add(Connection c, String document, String name, byte[] content, Instant now)
      throws SQLException {
    update(
        c,
        "INSERT INTO image (document, name, published, at, content) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (document, name) DO UPDATE SET at = excluded.at",
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

  /**
   * Returns the images of a document that were added before an instant, and to which neither a kept
   * version nor the publication refers. The text and the log may.
   */
  static Set<String> perhapsUnused(Connection c, String document, Instant before)
      throws SQLException {
    String select = "SELECT name FROM image WHERE document = ? AND at < ? AND NOT published";
    Set<String> names =
        new HashSet<>(query(c, select, row -> row.getString(1), document, before.toEpochMilli()));
    if (!names.isEmpty()) {
      first(c, "SELECT text FROM publication WHERE document = ?", JdbcImages::text, document)
          .ifPresent(text -> ImageLinks.removeMentioned(names, text));
    }
    String selectVersion = "SELECT text FROM version WHERE document = ? AND version = ?";
    // One by one: PostgreSQL's driver would read all of these texts at once.
    for (long version : versions(c, document)) {
      if (!names.isEmpty()) {
        first(c, selectVersion, JdbcImages::text, document, version)
            .ifPresent(text -> ImageLinks.removeMentioned(names, text));
      }
    }
    return names;
  }

  private static List<Long> versions(Connection c, String document) throws SQLException {
    String select = "SELECT version FROM version WHERE document = ?";
    return query(c, select, row -> row.getLong(1), document);
  }

  private static String text(ResultSet row) throws SQLException {
    return TextBytes.decode(row.getBytes(1));
  }

  /** Removes images of a document, unless they were added again since an instant. */
  static void remove(Connection c, String document, Set<String> names, Instant before)
      throws SQLException {
    String delete =
        "DELETE FROM image WHERE document = ? AND name = ? AND at < ? AND NOT published";
    for (String name : names) {
      update(c, delete, document, name, before.toEpochMilli());
    }
  }

  /** Returns the bytes of the images of the documents that an account has created. */
  static long bytes(Connection c, String joinCreated, String account) throws SQLException {
    String select = "SELECT SUM(octet_length(t.content)) FROM image t" + joinCreated;
    return first(c, select, row -> row.getLong(1), account).orElse(0L);
  }
}
