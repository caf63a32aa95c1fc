package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Copies the rows of all tables of a database into an empty one of either kind, in one transaction
 * of each. The tables are those that the database lists, so tables that migrations add are copied.
 */
final class Move {

  /** The table in which Flyway notes the versions of the schema. */
  private static final String MIGRATIONS = "flyway_schema_history";

  /** Few, as a row may have the longest text. */
  private static final int ROWS_AT_ONCE = 16;

  /** The types of the schema: they are the same in both databases, but for bytes. */
  private enum Type {
    TEXT,
    NUMBER,
    BOOLEAN,
    BYTES
  }

  /**
   * @param columns in the order of their names
   */
  private record Table(String name, Map<String, Type> columns) {

    String list() {
      return String.join(", ", columns.keySet());
    }
  }

  /** The target differs from the source. Its transaction is rolled back. */
  private static final class DefectsException extends RuntimeException {
    private final transient Maintenance.Verification result;

    DefectsException(Maintenance.Verification result) {
      this.result = result;
    }
  }

  private Move() {}

  /**
   * Copies all rows, and applies all logs in the target.
   *
   * @return the check of the target, which stays empty if there are defects
   * @throws StoreException if the target is not empty
   */
  static Maintenance.Verification copy(Database source, Database target) {
    try {
      return source.read(from -> target.write(to -> copy(from, to)));
    } catch (DefectsException e) {
      return e.result;
    }
  }

  private static Maintenance.Verification copy(Connection from, Connection to) throws SQLException {
    List<Table> tables = inOrderOfReferences(to, tables(to));
    Map<String, Table> others = new TreeMap<>();
    tables(from).forEach(table -> others.put(table.name(), table));
    if (!Set.copyOf(tables).equals(Set.copyOf(others.values()))) {
      throw new StoreException("The databases have different tables");
    }
    for (Table table : tables) {
      if (count(to, table) > 0) {
        throw new StoreException("The target is not empty: it has rows in table " + table.name());
      }
    }
    for (Table table : tables) {
      copy(from, to, table);
    }
    return verify(from, to, tables);
  }

  private static Maintenance.Verification verify(Connection from, Connection to, List<Table> tables)
      throws SQLException {
    List<String> defects = new ArrayList<>();
    for (Table table : tables) {
      long missing = count(from, table) - count(to, table);
      if (missing != 0) {
        defects.add("Table " + table.name() + " lacks " + missing + " rows");
      }
    }
    List<String> ids = query(to, "SELECT id FROM document", row -> row.getString(1));
    long changes = 0;
    for (String id : ids) {
      changes += JdbcChangeLog.verify(to, id, defects);
    }
    var result = new Maintenance.Verification(ids.size(), changes, List.copyOf(defects));
    if (!defects.isEmpty()) {
      throw new DefectsException(result);
    }
    return result;
  }

  private static long count(Connection c, Table table) throws SQLException {
    return first(c, "SELECT COUNT(*) FROM " + table.name(), row -> row.getLong(1)).orElse(0L);
  }

  private static List<Table> tables(Connection c) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        c.getMetaData().getTables(c.getCatalog(), c.getSchema(), "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME");
        if (!name.equals(MIGRATIONS)) {
          names.add(name);
        }
      }
    }
    List<Table> tables = new ArrayList<>();
    for (String name : names) {
      tables.add(new Table(name, columns(c, name)));
    }
    return tables;
  }

  private static Map<String, Type> columns(Connection c, String table) throws SQLException {
    Map<String, Type> columns = new TreeMap<>();
    try (ResultSet rows = c.getMetaData().getColumns(c.getCatalog(), c.getSchema(), table, "%")) {
      while (rows.next()) {
        columns.put(rows.getString("COLUMN_NAME"), type(rows.getString("TYPE_NAME")));
      }
    }
    return columns;
  }

  private static Type type(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "text" -> Type.TEXT;
      case "bigint", "int8", "integer", "int4" -> Type.NUMBER;
      case "boolean", "bool" -> Type.BOOLEAN;
      case "blob", "bytea" -> Type.BYTES;
      default -> throw new StoreException("The schema has a column of an unknown type: " + name);
    };
  }

  /** Tables come after those that their rows refer to. */
  private static List<Table> inOrderOfReferences(Connection c, List<Table> tables)
      throws SQLException {
    Map<Table, Set<String>> missing = new LinkedHashMap<>();
    for (Table table : tables) {
      missing.put(table, references(c, table));
    }
    List<Table> ordered = new ArrayList<>();
    while (!missing.isEmpty()) {
      List<Table> next =
          missing.keySet().stream().filter(table -> missing.get(table).isEmpty()).toList();
      if (next.isEmpty()) {
        throw new StoreException("The tables refer to each other in a circle");
      }
      for (Table table : next) {
        missing.remove(table);
        missing.values().forEach(names -> names.remove(table.name()));
      }
      ordered.addAll(next);
    }
    return ordered;
  }

  private static Set<String> references(Connection c, Table table) throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    try (ResultSet rows =
        c.getMetaData().getImportedKeys(c.getCatalog(), c.getSchema(), table.name())) {
      while (rows.next()) {
        names.add(rows.getString("PKTABLE_NAME"));
      }
    }
    names.remove(table.name());
    return names;
  }

  private static void copy(Connection from, Connection to, Table table) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    String insert =
        "INSERT INTO " + table.name() + " (" + table.list() + ") VALUES (" + marks + ")";
    try (PreparedStatement select =
            from.prepareStatement("SELECT " + table.list() + " FROM " + table.name());
        PreparedStatement inserts = to.prepareStatement(insert)) {
      // Without it, PostgreSQL's driver reads the whole table into memory.
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        for (int waiting = 1; rows.next(); waiting++) {
          bind(inserts, rows, table);
          inserts.addBatch();
          if (waiting == ROWS_AT_ONCE) {
            inserts.executeBatch();
            waiting = 0;
          }
        }
        inserts.executeBatch();
      }
    }
  }

  private static void bind(PreparedStatement insert, ResultSet row, Table table)
      throws SQLException {
    int index = 0;
    for (Map.Entry<String, Type> column : table.columns().entrySet()) {
      index++;
      Object value = value(row, column.getKey(), column.getValue());
      if (value == null) {
        insert.setNull(index, sqlType(column.getValue()));
      } else {
        insert.setObject(index, value);
      }
    }
  }

  private static Object value(ResultSet row, String column, Type type) throws SQLException {
    Object value =
        switch (type) {
          case TEXT -> row.getString(column);
          case NUMBER -> row.getLong(column);
          case BOOLEAN -> row.getBoolean(column);
          case BYTES -> row.getBytes(column);
        };
    return row.wasNull() ? null : value;
  }

  private static int sqlType(Type type) {
    return switch (type) {
      case TEXT -> Types.VARCHAR;
      case NUMBER -> Types.BIGINT;
      case BOOLEAN -> Types.BOOLEAN;
      case BYTES -> Types.BINARY;
    };
  }
}
