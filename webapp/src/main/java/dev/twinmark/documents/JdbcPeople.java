package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rows of people and of their sessions. */
final class JdbcPeople {

  /** A person's account and the name that is stored. */
  record Known(String account, String name) {}

  private JdbcPeople() {}

  static Optional<Known> known(Connection c, String issuer, String subject) throws SQLException {
    return first(
        c,
        "SELECT account, name FROM person WHERE issuer = ? AND subject = ?",
        row -> new Known(row.getString(1), TextBytes.decode(row.getBytes(2))),
        issuer,
        subject);
  }

  /** Adds a person with an account, or another name. */
  static String put(Connection c, Person person) throws SQLException {
    byte[] name = TextBytes.encode(person.name());
    String rename = "UPDATE person SET name = ? WHERE issuer = ? AND subject = ?";
    if (update(c, rename, name, person.issuer(), person.subject()) == 0) {
      String id = UUID.randomUUID().toString();
      update(c, "INSERT INTO account (id) VALUES (?)", id);
      String insert =
          "INSERT INTO person (issuer, subject, account, name) VALUES (?, ?, ?, ?)"
              + " ON CONFLICT DO NOTHING";
      if (update(c, insert, person.issuer(), person.subject(), id, name) == 0) {
        // Another request of the same person was faster.
        update(c, "DELETE FROM account WHERE id = ?", id);
      }
    }
    return known(c, person.issuer(), person.subject())
        .orElseThrow(() -> new StoreException("A person is gone"))
        .account();
  }

  static Optional<Person> person(Connection c, String account) throws SQLException {
    return first(
        c,
        "SELECT issuer, subject, name FROM person WHERE account = ?",
        row -> new Person(row.getString(1), row.getString(2), TextBytes.decode(row.getBytes(3))),
        account);
  }

  static boolean hasAccount(Connection c, String account) throws SQLException {
    return first(c, "SELECT 1 FROM account WHERE id = ?", row -> true, account).isPresent();
  }

  static boolean merge(Connection c, String from, String into) throws SQLException {
    if (from.equals(into)
        || !hasAccount(c, from)
        || !hasAccount(c, into)
        || person(c, from).isPresent()) {
      return false;
    }
    update(
        c,
        "UPDATE writer SET account = ? WHERE account = ?"
            + " AND document IN (SELECT document FROM member WHERE account = ?)",
        into,
        from,
        from);
    update(
        c,
        "INSERT INTO member (document, account, link, role)"
            + " SELECT document, ?, link, role FROM member WHERE account = ?"
            + " ON CONFLICT DO NOTHING",
        into,
        from);
    // Its sessions and rights go with it.
    update(c, "DELETE FROM account WHERE id = ?", from);
    return true;
  }

  static void addSignIn(Connection c, String hash, String account, Instant expiresAt)
      throws SQLException {
    update(
        c,
        "INSERT INTO sign_in (hash, account, expires_at) VALUES (?, ?, ?)",
        hash,
        account,
        expiresAt.toEpochMilli());
  }

  static Optional<String> findSignIn(Connection c, String hash, Instant now) throws SQLException {
    return first(
        c,
        "SELECT account FROM sign_in WHERE hash = ? AND expires_at > ?",
        row -> row.getString(1),
        hash,
        now.toEpochMilli());
  }

  static boolean endSignIn(Connection c, String hash) throws SQLException {
    return update(c, "DELETE FROM sign_in WHERE hash = ?", hash) > 0;
  }

  static void prune(Connection c, Instant before) throws SQLException {
    update(c, "DELETE FROM sign_in WHERE expires_at < ?", before.toEpochMilli());
  }
}
