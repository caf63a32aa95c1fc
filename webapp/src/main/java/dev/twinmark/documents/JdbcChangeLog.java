package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.query;
import static dev.twinmark.documents.Database.update;

import dev.twinmark.changes.ChangeSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The changes of documents, and the texts that they make.
 *
 * <p>The text of a document is its newest checkpoint with the changes since, so that an append
 * writes the change alone. A document has two checkpoints at most: one where its log begins, and a
 * recent one.
 */
final class JdbcChangeLog {

  /** The changes that opening a document applies at most: of a text of 1 MB, some 100 ms. */
  static final int MAX_CHANGES_TO_CHECKPOINT = 256;

  /** Changes of fewer units make no checkpoint, as small texts are often typed anew. */
  private static final int MIN_UNITS_TO_CHECKPOINT = 64 * 1024;

  /** PostgreSQL's driver reads all rows at once, unless it is told how many. */
  private static final int ROWS_READ_AT_ONCE = 64;

  /** The columns of a document that tell where its log is. */
  private static final String POSITION = "head, units, oldest, checkpoint, changed_units";

  /**
   * The log of a document.
   *
   * @param units of the text at head
   * @param oldest the version before the first change
   * @param checkpoint the newest one
   * @param changedUnits the size of the changes since, in UTF-16 code units of JSON
   */
  private record Position(long head, int units, long oldest, long checkpoint, long changedUnits) {

    static Position read(ResultSet row) throws SQLException {
      return new Position(
          row.getLong("head"),
          row.getInt("units"),
          row.getLong("oldest"),
          row.getLong("checkpoint"),
          row.getLong("changed_units"));
    }
  }

  /** Gets a version and its text, each one of a log in turn. */
  private interface Visitor {
    void visit(long version, String text);
  }

  private JdbcChangeLog() {}

  static void addCheckpoint(Connection c, String id, long version, String text)
      throws SQLException {
    update(
        c,
        "INSERT INTO checkpoint (document, version, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        id,
        version,
        TextBytes.encode(text));
  }

  private static Optional<Position> find(Connection c, String id) throws SQLException {
    return first(c, "SELECT " + POSITION + " FROM document WHERE id = ?", Position::read, id);
  }

  static Optional<TextVersion> text(Connection c, String id) throws SQLException {
    Optional<Position> position = find(c, id);
    if (position.isEmpty()) {
      return Optional.empty();
    }
    long head = position.get().head();
    return Optional.of(
        new TextVersion(head, fold(c, id, position.get().checkpoint(), head, (v, text) -> {})));
  }

  /** Returns the text of a version, from a checkpoint on. */
  private static String fold(
      Connection c, String id, long checkpoint, long version, Visitor visitor) throws SQLException {
    String select = "SELECT text FROM checkpoint WHERE document = ? AND version = ?";
    String text =
        first(c, select, row -> TextBytes.decode(row.getBytes(1)), id, checkpoint)
            .orElseThrow(() -> new StoreException("Checkpoint " + checkpoint + " is missing"));
    String changes =
        "SELECT version, changes FROM change"
            + " WHERE document = ? AND version > ? AND version <= ? ORDER BY version";
    try (PreparedStatement statement = c.prepareStatement(changes)) {
      statement.setFetchSize(ROWS_READ_AT_ONCE);
      Database.bind(statement, id, checkpoint, version);
      long at = checkpoint;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          at++;
          if (rows.getLong(1) != at) {
            break;
          }
          text = apply(at, rows.getString(2), text);
          visitor.visit(at, text);
        }
      }
      if (at != version) {
        throw new StoreException("Version " + at + " or the one after it is missing");
      }
      return text;
    }
  }

  private static String apply(long version, String changes, String text) {
    try {
      return ChangeSet.fromJson(changes).apply(text);
    } catch (IllegalArgumentException e) {
      throw new StoreException("The change to version " + version + " is damaged", e);
    }
  }

  static List<Change> changes(Connection c, String id, long from, int limit, int maxUnits)
      throws SQLException {
    // With head, in one statement: a log without the first change was pruned.
    String select =
        "SELECT d.head, c.version, c.client, c.sequence, c.account, c.author, c.changes, c.at"
            + " FROM document d LEFT JOIN change c ON c.document = d.id"
            + " AND c.version > ? AND c.version <= ? WHERE d.id = ? ORDER BY c.version";
    try (PreparedStatement statement = c.prepareStatement(select)) {
      statement.setFetchSize(ROWS_READ_AT_ONCE);
      Database.bind(statement, from, from + limit, id);
      try (ResultSet rows = statement.executeQuery()) {
        return readChanges(rows, from, maxUnits);
      }
    }
  }

  private static List<Change> readChanges(ResultSet rows, long from, int maxUnits)
      throws SQLException {
    List<Change> result = new ArrayList<>();
    long units = 0;
    while (units < maxUnits && rows.next()) {
      if (rows.getLong("head") <= from) {
        break;
      }
      if (rows.getLong("version") != from + result.size() + 1) {
        throw new PrunedException(from);
      }
      String json = rows.getString("changes");
      units += json.length();
      result.add(
          new Change(
              rows.getString("client"),
              rows.getLong("sequence"),
              rows.getString("account"),
              TextBytes.decode(rows.getBytes("author")),
              ChangeSet.fromJson(json),
              Instant.ofEpochMilli(rows.getLong("at"))));
    }
    return result;
  }

  /** A change is known. The transaction has written something, and must be rolled back. */
  static final class KnownChangeException extends RuntimeException {}

  /**
   * Returns false if head is another version, or if there is no such document.
   *
   * @throws KnownChangeException if one of the changes is known
   */
  static boolean append(
      Connection c, String id, long head, List<Change> changes, List<String> json, String textAfter)
      throws SQLException {
    long newHead = head + changes.size();
    // Takes the lock of the row, in which appends of all servers to a document wait for each other.
    String update =
        "UPDATE document SET head = ?, units = ?, updated_at = ?,"
            + " changed_units = changed_units + ? WHERE id = ? AND head = ? RETURNING "
            + POSITION;
    Optional<Position> position =
        first(
            c,
            update,
            Position::read,
            newHead,
            textAfter.length(),
            changes.get(changes.size() - 1).at().toEpochMilli(),
            json.stream().mapToLong(String::length).sum(),
            id,
            head);
    if (position.isEmpty()) {
      return false;
    }
    advanceSequences(c, id, changes);
    insertChanges(c, id, head, changes, json);
    if (newHead - position.get().checkpoint() >= MAX_CHANGES_TO_CHECKPOINT
        || position.get().changedUnits() >= Math.max(MIN_UNITS_TO_CHECKPOINT, textAfter.length())) {
      addCheckpoint(c, id, newHead, textAfter);
      update(
          c,
          "DELETE FROM checkpoint WHERE document = ? AND version > ? AND version < ?",
          id,
          position.get().oldest(),
          newHead);
      update(c, "UPDATE document SET checkpoint = ?, changed_units = 0 WHERE id = ?", newHead, id);
    }
    return true;
  }

  private static void advanceSequences(Connection c, String id, List<Change> changes)
      throws SQLException {
    String upsert =
        "INSERT INTO writer (document, client, account, sequence, at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (document, client) DO UPDATE"
            + " SET sequence = excluded.sequence, at = excluded.at"
            + " WHERE writer.sequence < excluded.sequence";
    for (Change change : changes) {
      long at = change.at().toEpochMilli();
      if (update(c, upsert, id, change.client(), change.account(), change.seq(), at) == 0) {
        throw new KnownChangeException();
      }
    }
  }

  private static void insertChanges(
      Connection c, String id, long head, List<Change> changes, List<String> json)
      throws SQLException {
    String insert =
        "INSERT INTO change (document, version, client, sequence, account, author, changes, at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = c.prepareStatement(insert)) {
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        Database.bind(
            statement,
            id,
            head + i + 1,
            change.client(),
            change.seq(),
            change.account(),
            TextBytes.encode(change.author()),
            json.get(i),
            change.at().toEpochMilli());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Returns the documents whose logs begin before an instant. */
  static List<String> documentsToPrune(Connection c, Instant before) throws SQLException {
    String select =
        "SELECT d.id FROM document d JOIN change c"
            + " ON c.document = d.id AND c.version = d.oldest + 1 WHERE c.at < ?";
    return query(c, select, row -> row.getString(1), before.toEpochMilli());
  }

  /** Removes the changes of a document up to the first that is not older. */
  static void prune(Connection c, String id, Instant before) throws SQLException {
    // Takes the lock of the row: neither head nor log change meanwhile.
    String lock = "UPDATE document SET oldest = oldest WHERE id = ? RETURNING " + POSITION;
    Optional<Position> locked = first(c, lock, Position::read, id);
    if (locked.isEmpty()) {
      return;
    }
    Position position = locked.get();
    String firstKept =
        "SELECT version FROM change WHERE document = ? AND at >= ? ORDER BY version LIMIT 1";
    long pruned =
        first(c, firstKept, row -> row.getLong(1) - 1, id, before.toEpochMilli())
            .orElse(position.head());
    if (pruned <= position.oldest()) {
      return;
    }
    long checkpoint = position.checkpoint() <= pruned ? position.checkpoint() : position.oldest();
    addCheckpoint(c, id, pruned, fold(c, id, checkpoint, pruned, (v, text) -> {}));
    update(c, "DELETE FROM change WHERE document = ? AND version <= ?", id, pruned);
    update(c, "DELETE FROM checkpoint WHERE document = ? AND version < ?", id, pruned);
    update(
        c,
        "UPDATE document SET oldest = ?, checkpoint = ? WHERE id = ?",
        pruned,
        Math.max(position.checkpoint(), pruned),
        id);
  }

  /**
   * Reads all that clients may still need of a text: where its log begins, the changes since, and
   * what they have made.
   */
  static void readAll(Connection c, String id, Consumer<String> reader) throws SQLException {
    Optional<Position> found = find(c, id);
    if (found.isEmpty()) {
      return;
    }
    Position position = found.get();
    reader.accept(fold(c, id, position.oldest(), position.oldest(), (v, text) -> {}));
    reader.accept(fold(c, id, position.checkpoint(), position.head(), (v, text) -> {}));
    String changes = "SELECT changes FROM change WHERE document = ?";
    try (PreparedStatement statement = c.prepareStatement(changes)) {
      statement.setFetchSize(ROWS_READ_AT_ONCE);
      Database.bind(statement, id);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.accept(rows.getString(1));
        }
      }
    }
  }

  /**
   * Applies the whole log of a document.
   *
   * @param defects gets a line for each difference from what is stored beside the log
   * @return the number of changes
   */
  static long verify(Connection c, String id, List<String> defects) throws SQLException {
    Optional<Position> found = find(c, id);
    if (found.isEmpty()) {
      // Deleted meanwhile.
      return 0;
    }
    Position position = found.get();
    Map<Long, String> checkpoints = new TreeMap<>();
    query(
            c,
            "SELECT version, text FROM checkpoint WHERE document = ?",
            row -> Map.entry(row.getLong(1), TextBytes.decode(row.getBytes(2))),
            id)
        .forEach(entry -> checkpoints.put(entry.getKey(), entry.getValue()));
    String prefix = "Document " + id + ": ";
    checkpoints.keySet().stream()
        .filter(version -> version < position.oldest() || version > position.head())
        .forEach(version -> defects.add(prefix + "checkpoint " + version + " is outside the log"));
    if (!checkpoints.containsKey(position.checkpoint())) {
      defects.add(prefix + "checkpoint " + position.checkpoint() + " is missing");
    }
    try {
      String text =
          fold(
              c,
              id,
              position.oldest(),
              position.head(),
              (version, folded) -> {
                String checkpoint = checkpoints.get(version);
                if (checkpoint != null && !checkpoint.equals(folded)) {
                  defects.add(prefix + "checkpoint " + version + " differs from the log");
                }
              });
      if (text.length() != position.units()) {
        defects.add(prefix + "the text is not as long as it should be");
      }
    } catch (StoreException e) {
      defects.add(prefix + e.getMessage());
    }
    String ahead =
        "SELECT COUNT(*) FROM change c LEFT JOIN writer w"
            + " ON w.document = c.document AND w.client = c.client"
            + " WHERE c.document = ? AND (w.sequence IS NULL OR w.sequence < c.sequence)";
    if (first(c, ahead, row -> row.getLong(1), id).orElse(0L) > 0) {
      defects.add(prefix + "a client has changes after its last one");
    }
    return position.head() - position.oldest();
  }
}
