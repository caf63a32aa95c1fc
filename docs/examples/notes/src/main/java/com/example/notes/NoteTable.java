package com.example.notes;

import dev.twinmark.documents.Access;
import dev.twinmark.documents.Role;
import dev.twinmark.documents.TextVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The application's own tables: its notes, and who may read or write them. */
@Repository
class NoteTable implements Access {

  /**
   * A note.
   *
   * @param id that of its document
   * @param text as it was settled last, for lists and searches
   * @param published null if it is not published
   */
  record Note(String id, String owner, String text, String published) {

    public String title() {
      String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
      return first.isEmpty() ? "Untitled" : first.replaceFirst("^#+ ", "");
    }
  }

  private final JdbcClient database;

  NoteTable(JdbcClient database) {
    this.database = database;
  }

  void add(String id, String owner, String text) {
    database
        .sql("INSERT INTO note (id, owner, text, text_version) VALUES (?, ?, ?, 0)")
        .params(id, owner, text)
        .update();
    give(id, owner, Role.OWN);
  }

  List<Note> of(String user) {
    return database
        .sql(
            "SELECT n.id, n.owner, n.text, n.published FROM note n"
                + " JOIN note_right r ON r.note = n.id WHERE r.holder = ? ORDER BY n.id")
        .param(user)
        .query(Note.class)
        .list();
  }

  Optional<Note> find(String id) {
    return database
        .sql("SELECT id, owner, text, published FROM note WHERE id = ?")
        .param(id)
        .query(Note.class)
        .optional();
  }

  @Override
  public Optional<Role> role(String note, String user) {
    return database
        .sql("SELECT role FROM note_right WHERE note = ? AND holder = ?")
        .params(note, user)
        .query(String.class)
        .optional()
        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)));
  }

  /** Users go by the names that they sign in with; a page cannot choose another one. */
  @Override
  public Optional<String> name(String user) {
    return Optional.of(user);
  }

  /** Gives a user a right in place of the one before; null for none. */
  void give(String note, String user, Role role) {
    database
        .sql("DELETE FROM note_right WHERE note = ? AND holder = ?")
        .params(note, user)
        .update();
    if (role != null) {
      database
          .sql("INSERT INTO note_right (note, holder, role) VALUES (?, ?, ?)")
          .params(note, user, role.name().toLowerCase(Locale.ROOT))
          .update();
    }
  }

  /** Keeps a copy of a document's text. */
  void settled(String note, TextVersion text) {
    database
        .sql("UPDATE note SET text = ?, text_version = ? WHERE id = ? AND text_version <= ?")
        .params(text.text(), text.version(), note, text.version())
        .update();
  }

  void publish(String note, String text) {
    database.sql("UPDATE note SET published = ? WHERE id = ?").params(text, note).update();
  }
}
