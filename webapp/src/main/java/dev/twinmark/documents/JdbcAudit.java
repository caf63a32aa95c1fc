package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.query;
import static dev.twinmark.documents.Database.update;

import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Maintenance.AuditQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The log of acts on documents, in a table to which rows are added. */
final class JdbcAudit {

  private static final int ROWS_READ_AT_ONCE = 1_000;

  private static final String COLUMNS = "at, account, address, act, document, link, role";

  private JdbcAudit() {}

  static void add(Connection c, AuditEntry entry) throws SQLException {
    update(
        c,
        "INSERT INTO audit (id, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        UUID.randomUUID().toString(),
        entry.at().toEpochMilli(),
        entry.account(),
        entry.address(),
        entry.act().id(),
        entry.document(),
        entry.link(),
        entry.role() == null ? "" : entry.role().id());
  }

  static List<AuditEntry> ofDocument(Connection c, String document, int limit) throws SQLException {
    String select =
        "SELECT " + COLUMNS + " FROM audit WHERE document = ? ORDER BY at DESC, id LIMIT ?";
    return query(c, select, JdbcAudit::entry, document, limit);
  }

  /** Reads acts, oldest first. Returns their number. */
  static long read(Connection c, AuditQuery asked, Consumer<AuditEntry> reader)
      throws SQLException {
    String select =
        "SELECT "
            + COLUMNS
            + " FROM audit WHERE at >= ? AND (? = '' OR document = ?) AND (? = '' OR account = ?)"
            + " ORDER BY at, id";
    try (PreparedStatement statement = c.prepareStatement(select)) {
      statement.setFetchSize(ROWS_READ_AT_ONCE);
      String document = asked.document();
      String account = asked.account();
      Database.bind(statement, asked.since().toEpochMilli(), document, document, account, account);
      long count = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.accept(entry(rows));
          count++;
        }
      }
      return count;
    }
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    String role = row.getString("role");
    return new AuditEntry(
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("account"),
        row.getString("address"),
        Act.of(row.getString("act")),
        row.getString("document"),
        row.getString("link"),
        role.isEmpty() ? null : Role.of(role));
  }

  /** Returns the number of rows that were removed. */
  static int prune(Connection c, Instant before, long limit) throws SQLException {
    String oldestKept = "SELECT at FROM audit ORDER BY at DESC, id LIMIT 1 OFFSET ?";
    long full = first(c, oldestKept, row -> row.getLong(1), limit).map(at -> at + 1).orElse(0L);
    return update(c, "DELETE FROM audit WHERE at < ?", Math.max(before.toEpochMilli(), full));
  }
}
