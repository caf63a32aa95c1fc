package dev.twinmark.documents;

import static dev.twinmark.documents.Database.first;
import static dev.twinmark.documents.Database.query;
import static dev.twinmark.documents.Database.update;

import dev.twinmark.documents.JdbcChangeLog.KnownChangeException;
import dev.twinmark.documents.Thinning.Automatic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Keeps documents in SQLite or PostgreSQL. The tables are in {@code schema}; the logs are {@link
 * JdbcChangeLog}'s.
 */
public final class JdbcDocumentStore implements DocumentStore {

  /** The parameters of one statement: SQLite takes 32,766, PostgreSQL 65,535. */
  private static final int MAX_IDS = 1_000;

  /** As long as sessions live. */
  private static final Duration CLIENTS_REMEMBERED = Duration.ofDays(400);

  /** Longer than changes. */
  private static final Duration ACTS_REMEMBERED = Limits.AUDIT_AGE.minus(Limits.LOG_AGE);

  private static final String SELECT_ENTRY =
      "SELECT d.id, d.title, d.named, d.head, d.units, d.created_at, d.updated_at, p.slug,"
          + " p.version, p.title AS published_title, p.indexed, p.at";

  private static final String FROM_ENTRY =
      " FROM document d LEFT JOIN publication p ON p.document = d.id";

  /** Rows of member that hold at an instant, its parameter. */
  private static final String FROM_VALID_MEMBER =
      " FROM member m LEFT JOIN link l ON l.id = m.link"
          + " WHERE (l.expires_at IS NULL OR l.expires_at > ?)";

  /** Rows of documents that an account, its parameter, has created. */
  private static final String JOIN_CREATED =
      " JOIN member m ON m.document = t.document WHERE m.account = ? AND m.link IS NULL";

  /** The bytes of a change beside its JSON: names, numbers, and two entries of indexes. */
  private static final int CHANGE_BYTES = 200;

  private final Database database;

  /** Null for none: SQLite has one server. */
  private final PostgresqlNotices notices;

  JdbcDocumentStore(Database database, PostgresqlNotices notices) {
    this.database = database;
    this.notices = notices;
  }

  /**
   * Opens the database of a folder, both made if there are none.
   *
   * @throws StoreException if another server uses the folder
   */
  public static JdbcDocumentStore sqlite(Path folder) {
    return new JdbcDocumentStore(Sqlite.open(folder), null);
  }

  /**
   * Opens a database of PostgreSQL, in which the tables are made if there are none. Other servers
   * may use it at the same time.
   *
   * @param url such as {@code jdbc:postgresql://host/database?user=…&password=…}
   */
  public static JdbcDocumentStore postgresql(String url) {
    Database database = Postgresql.openForServer(url);
    return new JdbcDocumentStore(database, new PostgresqlNotices(url, database));
  }

  /**
   * Keeps documents in a database of an application, of PostgreSQL or SQLite. The tables are made
   * if there are none, and brought to the newest version.
   *
   * <p>Each method has a transaction of its own, and takes a connection for it: call none within a
   * transaction of the application, which could wait for itself. With several servers on one
   * PostgreSQL, the changes of one reach the clients of the others within two seconds. SQLite is
   * for one server; it is switched to its write-ahead log.
   *
   * @param source stays open when the store is closed
   * @param schema of PostgreSQL, for these tables alone; made if there is none. In SQLite, which
   *     has no schemas, the tables are beside the application's: account, audit, change,
   *     checkpoint, document, link, member, person, publication, session, sign_in, version, writer
   *     and twinmark_schema_history
   * @throws StoreException if the database cannot be used
   */
  public static JdbcDocumentStore within(DataSource source, String schema) {
    return new JdbcDocumentStore(ApplicationDatabase.open(source, schema), null);
  }

  // Accounts

  @Override
  public String account(String sessionHash) {
    // Two requests of a new session may come at once: the second finds what the first has made.
    return findAccount(sessionHash)
        .or(() -> createAccount(sessionHash))
        .or(() -> findAccount(sessionHash))
        .orElseThrow(() -> new StoreException("The account of a session is gone"));
  }

  private Optional<String> createAccount(String sessionHash) {
    String id = UUID.randomUUID().toString();
    return database.write(
        c -> {
          update(c, "INSERT INTO account (id) VALUES (?)", id);
          String insert =
              "INSERT INTO session (hash, account) VALUES (?, ?) ON CONFLICT DO NOTHING";
          if (update(c, insert, sessionHash, id) == 0) {
            update(c, "DELETE FROM account WHERE id = ?", id);
            return Optional.empty();
          }
          return Optional.of(id);
        });
  }

  @Override
  public Optional<String> findAccount(String sessionHash) {
    String select = "SELECT account FROM session WHERE hash = ?";
    return database.read(c -> first(c, select, row -> row.getString(1), sessionHash));
  }

  @Override
  public boolean hasAccount(String account) {
    return database.read(c -> JdbcPeople.hasAccount(c, account));
  }

  @Override
  public boolean merge(String from, String into) {
    return database.write(c -> JdbcPeople.merge(c, from, into));
  }

  // People

  @Override
  public String account(Person person) {
    // A proxy names the person at each request: most need no transaction that writes.
    return database
        .read(c -> JdbcPeople.known(c, person.issuer(), person.subject()))
        .filter(known -> known.name().equals(person.name()))
        .map(JdbcPeople.Known::account)
        .orElseGet(() -> database.write(c -> JdbcPeople.put(c, person)));
  }

  @Override
  public Optional<Person> person(String account) {
    return database.read(c -> JdbcPeople.person(c, account));
  }

  @Override
  public void addSignIn(String hash, String account, Instant expiresAt) {
    database.write(
        c -> {
          JdbcPeople.addSignIn(c, hash, account, expiresAt);
          return null;
        });
  }

  @Override
  public Optional<String> findSignIn(String hash, Instant now) {
    return database.read(c -> JdbcPeople.findSignIn(c, hash, now));
  }

  @Override
  public boolean endSignIn(String hash) {
    return database.write(c -> JdbcPeople.endSignIn(c, hash));
  }

  // Documents

  @Override
  public DocumentEntry create(
      String id, String account, String title, boolean named, String text, Instant now) {
    var entry = new DocumentEntry(id, title, named, 0, text.length(), now, now, null);
    database.write(
        c -> {
          insert(c, entry, text);
          insertOwner(c, id, account);
          return null;
        });
    return entry;
  }

  @Override
  public DocumentEntry create(String id, String title, boolean named, String text, Instant now) {
    var entry = new DocumentEntry(id, title, named, 0, text.length(), now, now, null);
    database.write(
        c -> {
          insert(c, entry, text);
          return null;
        });
    return entry;
  }

  /** Adds a document whose log begins at its head. */
  static void insert(Connection c, DocumentEntry entry, String text) throws SQLException {
    update(
        c,
        "INSERT INTO document (id, title, named, head, units, oldest, checkpoint,"
            + " changed_units, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
        entry.id(),
        TextBytes.encode(entry.title()),
        entry.named(),
        entry.head(),
        entry.length(),
        entry.head(),
        entry.head(),
        entry.createdAt().toEpochMilli(),
        entry.updatedAt().toEpochMilli());
    JdbcChangeLog.addCheckpoint(c, entry.id(), entry.head(), text);
  }

  /** Gives a document to the account that has created it. */
  static void insertOwner(Connection c, String document, String account) throws SQLException {
    update(
        c,
        "INSERT INTO member (document, account, link, role) VALUES (?, ?, NULL, ?)",
        document,
        account,
        Role.OWN.id());
  }

  @Override
  public Optional<String> creator(String id) {
    String select = "SELECT account FROM member WHERE document = ? AND link IS NULL";
    return database.read(c -> first(c, select, row -> row.getString(1), id));
  }

  @Override
  public long bytesOf(String account) {
    String texts = "SELECT SUM(octet_length(t.text)) FROM %s t" + JOIN_CREATED;
    String changes =
        "SELECT SUM(octet_length(t.changes) + " + CHANGE_BYTES + ") FROM change t" + JOIN_CREATED;
    return database.read(
        c -> {
          long bytes = first(c, changes, row -> row.getLong(1), account).orElse(0L);
          bytes += JdbcImages.bytes(c, JOIN_CREATED, account);
          for (String table : List.of("checkpoint", "version", "publication")) {
            String select = texts.formatted(table);
            bytes += first(c, select, row -> row.getLong(1), account).orElse(0L);
          }
          return bytes;
        });
  }

  @Override
  public Optional<DocumentEntry> find(String id) {
    String select = SELECT_ENTRY + FROM_ENTRY + " WHERE d.id = ?";
    return database.read(c -> first(c, select, JdbcDocumentStore::entry, id));
  }

  private static DocumentEntry entry(ResultSet row) throws SQLException {
    Publication publication = row.getString("slug") == null ? null : publication(row);
    return new DocumentEntry(
        row.getString("id"),
        TextBytes.decode(row.getBytes("title")),
        row.getBoolean("named"),
        row.getLong("head"),
        row.getInt("units"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")),
        publication);
  }

  private static Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        row.getString("slug"),
        row.getLong("version"),
        TextBytes.decode(row.getBytes("published_title")),
        row.getBoolean("indexed"),
        Instant.ofEpochMilli(row.getLong("at")));
  }

  @Override
  public List<Membership> documentsOf(String account, Instant now) {
    // A row for each role: those of one document follow each other.
    String select =
        SELECT_ENTRY
            + ", v.role"
            + FROM_ENTRY
            + " JOIN (SELECT m.document, m.role"
            + FROM_VALID_MEMBER
            + " AND m.account = ?) v ON v.document = d.id ORDER BY d.updated_at DESC, d.id";
    Map<String, Membership> highest = new LinkedHashMap<>();
    database
        .read(
            c ->
                query(
                    c,
                    select,
                    row -> new Membership(entry(row), Role.of(row.getString("role"))),
                    now.toEpochMilli(),
                    account))
        .forEach(
            membership ->
                highest.merge(
                    membership.document().id(),
                    membership,
                    (a, b) -> a.role().compareTo(b.role()) >= 0 ? a : b));
    return List.copyOf(highest.values());
  }

  @Override
  public boolean rename(String id, String title, boolean named) {
    String update = "UPDATE document SET title = ?, named = ? WHERE id = ?";
    return database.write(c -> update(c, update, TextBytes.encode(title), named, id) > 0);
  }

  @Override
  public boolean delete(String id) {
    boolean deleted = database.write(c -> update(c, "DELETE FROM document WHERE id = ?", id) > 0);
    if (deleted && database.hasOneWriter()) {
      // SQLite has the deleted bytes in its write-ahead log as well, until that is emptied.
      database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } else if (deleted && notices != null) {
      notices.changed(id);
    }
    return deleted;
  }

  // The log

  @Override
  public Optional<TextVersion> text(String id) {
    return database.read(c -> JdbcChangeLog.text(c, id));
  }

  @Override
  public List<Change> changes(String id, long from, int limit, int maxUnits) {
    return database.read(c -> JdbcChangeLog.changes(c, id, from, limit, maxUnits));
  }

  @Override
  public boolean append(String id, long head, List<Change> changes, String textAfter) {
    if (changes.get(changes.size() - 1).changes().newLength() != textAfter.length()) {
      throw new IllegalArgumentException("The text is not that after the last change");
    }
    List<String> json = changes.stream().map(change -> change.changes().toJson()).toList();
    boolean appended;
    try {
      appended = database.write(c -> JdbcChangeLog.append(c, id, head, changes, json, textAfter));
    } catch (KnownChangeException e) {
      return false;
    }
    if (appended && notices != null) {
      notices.changed(id);
    }
    return appended;
  }

  @Override
  public OptionalLong lastSequence(String id, String client) {
    // A client that has only been bound has 0.
    String select =
        "SELECT sequence FROM writer WHERE document = ? AND client = ? AND sequence > 0";
    return database
        .read(c -> first(c, select, row -> row.getLong(1), id, client))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  @Override
  public boolean bindClient(String id, String client, String account, Instant now) {
    String known = "SELECT account FROM writer WHERE document = ? AND client = ?";
    Optional<String> owner =
        database.read(c -> first(c, known, row -> row.getString(1), id, client));
    if (owner.isPresent()) {
      // Nothing is written, so that clients connect again although the disk is full.
      return owner.get().equals(account);
    }
    return database.write(
        c -> {
          if (!exists(c, id)) {
            return false;
          }
          update(
              c,
              "INSERT INTO writer (document, client, account, sequence, at) VALUES (?, ?, ?, 0, ?)"
                  + " ON CONFLICT DO NOTHING",
              id,
              client,
              account,
              now.toEpochMilli());
          return first(c, known, row -> row.getString(1), id, client).equals(Optional.of(account));
        });
  }

  /** Runs a statement on a document. Returns false if there is no such document. */
  private boolean writeIfThere(String document, String statement, Object... parameters) {
    return writeIfThere(document, c -> update(c, statement, parameters));
  }

  private boolean writeIfThere(String document, Database.Work<?> work) {
    return database.write(
        c -> {
          boolean isThere = exists(c, document);
          if (isThere) {
            work.run(c);
          }
          return isThere;
        });
  }

  private static boolean exists(Connection c, String id) throws SQLException {
    return first(c, "SELECT 1 FROM document WHERE id = ?", row -> true, id).isPresent();
  }

  @Override
  public Map<String, Long> heads(Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    Map<String, Long> heads = new HashMap<>();
    for (int from = 0; from < all.size(); from += MAX_IDS) {
      List<String> some = all.subList(from, Math.min(all.size(), from + MAX_IDS));
      String select =
          "SELECT id, head FROM document WHERE id IN ("
              + String.join(", ", Collections.nCopies(some.size(), "?"))
              + ")";
      database
          .read(
              c ->
                  query(
                      c,
                      select,
                      row -> Map.entry(row.getString(1), row.getLong(2)),
                      some.toArray()))
          .forEach(entry -> heads.put(entry.getKey(), entry.getValue()));
    }
    return heads;
  }

  @Override
  public void onChange(Consumer<String> listener) {
    if (notices != null) {
      notices.onChange(listener);
    }
  }

  @Override
  public void tell(String id, String note) {
    if (notices != null) {
      notices.tell(id, note);
    }
  }

  @Override
  public void onTold(NoteListener listener) {
    if (notices != null) {
      notices.onTold(listener);
    }
  }

  @Override
  public void prune(Instant before) {
    for (String id : database.read(c -> JdbcChangeLog.documentsToPrune(c, before))) {
      Set<String> unused = database.read(c -> JdbcImages.perhapsUnused(c, id, before));
      database.write(
          c -> {
            JdbcChangeLog.prune(c, id, before);
            if (!unused.isEmpty()) {
              // The lock of the document is held: no text comes back meanwhile.
              JdbcChangeLog.readAll(c, id, text -> ImageLinks.removeMentioned(unused, text));
              JdbcImages.remove(c, id, unused, before);
            }
            return null;
          });
    }
    Instant acted = before.minus(ACTS_REMEMBERED);
    database.write(c -> JdbcAudit.prune(c, acted, Limits.AUDIT_ENTRIES));
    long silentSince = before.minus(CLIENTS_REMEMBERED).toEpochMilli();
    database.write(
        c -> {
          JdbcPeople.prune(c, before);
          return update(c, "DELETE FROM writer WHERE at < ?", silentSince);
        });
  }

  // Versions

  @Override
  public List<StoredVersion> versions(String id) {
    String select =
        "SELECT version, label, author, at, units FROM version WHERE document = ?"
            + " ORDER BY version DESC";
    return database.read(c -> query(c, select, JdbcDocumentStore::storedVersion, id));
  }

  private static StoredVersion storedVersion(ResultSet row) throws SQLException {
    byte[] label = row.getBytes("label");
    return new StoredVersion(
        row.getLong("version"),
        label == null ? null : TextBytes.decode(label),
        TextBytes.decode(row.getBytes("author")),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getInt("units"));
  }

  @Override
  public boolean keepVersion(String id, StoredVersion version, String text) {
    String insert =
        "INSERT INTO version (document, version, label, author, at, units, text)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document, version) DO UPDATE"
            + " SET label = excluded.label, author = excluded.author, at = excluded.at"
            + " WHERE excluded.label IS NOT NULL";
    return writeIfThere(
        id,
        insert,
        id,
        version.version(),
        version.label() == null ? null : TextBytes.encode(version.label()),
        TextBytes.encode(version.author()),
        version.at().toEpochMilli(),
        version.length(),
        TextBytes.encode(text));
  }

  @Override
  public boolean thinVersions(String id, Instant now) {
    String select =
        "SELECT version, at FROM version WHERE document = ? AND label IS NULL"
            + " ORDER BY version DESC LIMIT ?";
    String selectPublished = "SELECT version FROM publication WHERE document = ?";
    // The version may have got a label meanwhile, from another server.
    String delete = "DELETE FROM version WHERE document = ? AND version = ? AND label IS NULL";
    return database.write(
        c -> {
          List<Automatic> automatic =
              query(
                  c,
                  select,
                  row -> new Automatic(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                  id,
                  Thinning.VERSIONS_READ);
          long published = first(c, selectPublished, row -> row.getLong(1), id).orElse(-1L);
          OptionalLong superfluous = Thinning.superfluous(automatic, published, now);
          return superfluous.isPresent() && update(c, delete, id, superfluous.getAsLong()) > 0;
        });
  }

  @Override
  public Optional<String> versionText(String id, long version) {
    String select = "SELECT text FROM version WHERE document = ? AND version = ?";
    return database.read(
        c -> first(c, select, row -> TextBytes.decode(row.getBytes(1)), id, version));
  }

  // Rights

  @Override
  public Optional<Role> role(String id, String account, Instant now) {
    String select = "SELECT m.role" + FROM_VALID_MEMBER + " AND m.document = ? AND m.account = ?";
    return database
        .read(
            c ->
                query(c, select, row -> Role.of(row.getString(1)), now.toEpochMilli(), id, account))
        .stream()
        .max(Comparator.naturalOrder());
  }

  @Override
  public boolean addLink(String document, Link link, String tokenHash) {
    String insert =
        "INSERT INTO link (id, document, token_hash, role, label, created_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    return writeIfThere(
        document,
        insert,
        link.id(),
        document,
        tokenHash,
        link.role().id(),
        TextBytes.encode(link.label()),
        link.createdAt().toEpochMilli(),
        link.expiresAt() == null ? null : link.expiresAt().toEpochMilli());
  }

  @Override
  public List<Link> links(String document) {
    String select =
        "SELECT id, role, label, created_at, expires_at FROM link WHERE document = ?"
            + " ORDER BY created_at, id";
    return database.read(c -> query(c, select, JdbcDocumentStore::link, document));
  }

  private static Link link(ResultSet row) throws SQLException {
    long expiresAt = row.getLong("expires_at");
    Instant expiry = row.wasNull() ? null : Instant.ofEpochMilli(expiresAt);
    return new Link(
        row.getString("id"),
        Role.of(row.getString("role")),
        TextBytes.decode(row.getBytes("label")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        expiry);
  }

  @Override
  public Map<String, Integer> followers(String document) {
    String select =
        "SELECT link, COUNT(*) FROM member WHERE document = ? AND link IS NOT NULL GROUP BY link";
    Map<String, Integer> followers = new HashMap<>();
    database
        .read(c -> query(c, select, row -> Map.entry(row.getString(1), row.getInt(2)), document))
        .forEach(entry -> followers.put(entry.getKey(), entry.getValue()));
    return followers;
  }

  @Override
  public boolean setExpiry(String document, String link, Instant expiresAt) {
    String update = "UPDATE link SET expires_at = ? WHERE document = ? AND id = ?";
    Long millis = expiresAt == null ? null : expiresAt.toEpochMilli();
    return database.write(c -> update(c, update, millis, document, link) > 0);
  }

  @Override
  public boolean revokeLink(String document, String link) {
    String delete = "DELETE FROM link WHERE document = ? AND id = ?";
    return database.write(c -> update(c, delete, document, link) > 0);
  }

  @Override
  public boolean isLink(String tokenHash, Instant now) {
    String select =
        "SELECT 1 FROM link WHERE token_hash = ? AND (expires_at IS NULL OR expires_at > ?)";
    return database.read(
        c -> first(c, select, row -> true, tokenHash, now.toEpochMilli()).isPresent());
  }

  @Override
  public Optional<String> follow(String tokenHash, String account, Instant now) {
    String follow =
        "INSERT INTO member (document, account, link, role) SELECT document, ?, id, role FROM link"
            + " WHERE token_hash = ? AND (expires_at IS NULL OR expires_at > ?)"
            // The same rows again tell that the link is valid; DO NOTHING would return none.
            + " ON CONFLICT (document, account, link) DO UPDATE SET role = excluded.role"
            + " RETURNING document";
    return database.write(
        c -> first(c, follow, row -> row.getString(1), account, tokenHash, now.toEpochMilli()));
  }

  // Publication

  @Override
  public boolean publish(String document, Publication publication, String text) {
    String insert =
        "INSERT INTO publication (document, slug, version, title, indexed, at, text)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET"
            + " slug = excluded.slug, version = excluded.version, title = excluded.title,"
            + " indexed = excluded.indexed, at = excluded.at, text = excluded.text";
    return writeIfThere(
        document,
        c -> {
          JdbcImages.publish(c, document, text);
          return update(
              c,
              insert,
              document,
              publication.slug(),
              publication.version(),
              TextBytes.encode(publication.title()),
              publication.index(),
              publication.at().toEpochMilli(),
              TextBytes.encode(text));
        });
  }

  @Override
  public boolean unpublish(String document) {
    String delete = "DELETE FROM publication WHERE document = ?";
    return database.write(
        c -> {
          JdbcImages.unpublish(c, document);
          return update(c, delete, document) > 0;
        });
  }

  @Override
  public Optional<Published> published(String slug) {
    String select =
        "SELECT document, slug, version, title AS published_title, indexed, at, text"
            + " FROM publication WHERE slug = ?";
    return database.read(c -> first(c, select, JdbcDocumentStore::published, slug));
  }

  private static Published published(ResultSet row) throws SQLException {
    return new Published(
        row.getString("document"), publication(row), TextBytes.decode(row.getBytes("text")));
  }

  // Images

  @Override
  public boolean addImage(String document, String name, byte[] content, Instant now) {
    return writeIfThere(
        document,
        c -> {
          JdbcImages.add(c, document, name, content, now);
          return null;
        });
  }

  @Override
  public List<Image> images(String document) {
    return database.read(c -> JdbcImages.of(c, document));
  }

  @Override
  public Optional<Image> image(String document, String name) {
    return database.read(c -> JdbcImages.find(c, document, name));
  }

  @Override
  public Optional<byte[]> imageContent(String document, String name) {
    return database.read(c -> JdbcImages.content(c, document, name));
  }

  // Audit

  @Override
  public void note(AuditEntry entry) {
    database.write(
        c -> {
          JdbcAudit.add(c, entry);
          return null;
        });
  }

  @Override
  public List<AuditEntry> acts(String document, int limit) {
    return database.read(c -> JdbcAudit.ofDocument(c, document, limit));
  }

  @Override
  public void close() {
    if (notices != null) {
      notices.close();
    }
    database.close();
  }
}
