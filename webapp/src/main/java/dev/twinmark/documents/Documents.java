package dev.twinmark.documents;

import dev.twinmark.documents.RefusedException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The documents of a server, for those who have the rights. Each method checks them, and reads or
 * writes the store: none is for threads that must not wait. Throws {@link RefusedException} and
 * {@link StoreException}.
 *
 * <p>A document that an account has no rights to is not told from one that does not exist.
 */
public final class Documents implements AutoCloseable {

  /**
   * The life of a person's session. Who is removed at the provider is out after a week at the
   * latest; who writes every day signs in once a week, with unsent changes kept until then.
   */
  public static final Duration SIGN_IN_LIFE = Duration.ofDays(7);

  private final DocumentStore store;
  private final Quota quota;
  private final OpenDocuments open;
  private final Images images;

  /**
   * @param store is closed with this
   * @param commitNanos gets the duration of each commit
   */
  public Documents(DocumentStore store, LongConsumer commitNanos) {
    this(store, Limits.BYTES_PER_ACCOUNT, commitNanos);
  }

  /**
   * @param store is closed with this
   * @param maxAccountBytes the room of each account
   * @param commitNanos gets the duration of each commit
   */
  public Documents(DocumentStore store, long maxAccountBytes, LongConsumer commitNanos) {
    this.store = store;
    this.quota = new Quota(store, maxAccountBytes);
    this.open = new OpenDocuments(store, quota, commitNanos);
    this.images = new Images(store, quota, this);
  }

  /** The documents with connected clients. */
  public OpenDocuments open() {
    return open;
  }

  /** The images of documents. */
  public Images images() {
    return images;
  }

  // --- accounts

  /** Returns the account of a session, if it has one. */
  public Optional<String> findAccount(String secret) {
    return store.findAccount(Ids.hash(secret));
  }

  /** Returns the account of a session; it gets one if it has none. */
  public String account(String secret) {
    return store.account(Ids.hash(secret));
  }

  // --- people

  /**
   * A session of a person.
   *
   * @param session the hash of its secret
   */
  public record SignIn(String account, String session) {}

  /** Returns the account of a person, the same in every browser. */
  public String account(Person person) {
    return store.account(person);
  }

  /** Returns the person whose account this is; empty for the account of a browser. */
  public Optional<Person> person(String account) {
    return store.person(account);
  }

  /**
   * Starts a session of a person.
   *
   * @return its secret
   */
  public String signIn(Person person) {
    String secret = Ids.session();
    store.addSignIn(Ids.hash(secret), account(person), Instant.now().plus(SIGN_IN_LIFE));
    return secret;
  }

  /** Returns a session of a person that has not ended. */
  public Optional<SignIn> findSignIn(String secret) {
    String hash = Ids.hash(secret);
    return store.findSignIn(hash, Instant.now()).map(account -> new SignIn(account, hash));
  }

  /** Ends a session of a person, and at once all that is connected by it. */
  public void signOut(String secret) {
    String hash = Ids.hash(secret);
    store.endSignIn(hash);
    open.signedOut(hash);
  }

  /** Gives an account all that a browser has had, whose own account is gone then. */
  public void adopt(String browserSecret, String account) {
    findAccount(browserSecret)
        .filter(browser -> store.merge(browser, account))
        .ifPresent(open::accountGone);
  }

  // --- documents

  /**
   * Creates a document that belongs to the account.
   *
   * @param title empty for the text's own
   */
  public DocumentEntry create(String account, String title, String text) {
    if (text.length() > Limits.DOCUMENT_UNITS) {
      throw new RefusedException(
          Reason.TOO_LONG,
          "The document is longer than " + Limits.DOCUMENT_UNITS + " UTF-16 code units.");
    }
    if (text.indexOf('\r') >= 0) {
      throw new RefusedException(Reason.INVALID, "Lines of a document end in \\n alone.");
    }
    Instant now = Instant.now();
    if (store.documentsOf(account, now).size() >= Limits.DOCUMENTS_PER_ACCOUNT) {
      throw new RefusedException(
          Reason.TOO_MANY,
          "This account has " + Limits.DOCUMENTS_PER_ACCOUNT + " documents. Delete some first.");
    }
    quota.take(account, TextBytes.encode(text).length);
    String shown = titleOr(title, text);
    return store.create(Ids.document(), account, shown, !title.isBlank(), text, now);
  }

  /** Returns the documents of an account, with its rights. */
  public List<Membership> documentsOf(String account) {
    return store.documentsOf(account, Instant.now());
  }

  /** The room of an account, and what it has of it. */
  public record Room(long usedBytes, long maxBytes) {}

  /** Returns the room of an account. */
  public Room room(String account) {
    return new Room(quota.usedBytes(account), quota.maxBytes());
  }

  /** Returns a document and the account's rights to it. */
  public Membership find(String account, String id) {
    Role role = require(account, id, Role.READ);
    return new Membership(store.find(id).orElseThrow(Documents::unknown), role);
  }

  /** Returns the text at the head. */
  public TextVersion text(String account, String id) {
    require(account, id, Role.READ);
    return store.text(id).orElseThrow(Documents::unknown);
  }

  /**
   * Names a document.
   *
   * @param title empty for the text's own
   */
  public void rename(String account, String id, String title) {
    require(account, id, Role.WRITE);
    String text = title.isBlank() ? store.text(id).map(TextVersion::text).orElse("") : "";
    if (!store.rename(id, titleOr(title, text), !title.isBlank())) {
      throw unknown();
    }
  }

  /** Deletes a document and all that belongs to it. */
  public void delete(String account, String id) {
    require(account, id, Role.OWN);
    Optional<String> creator = store.creator(id);
    if (!store.delete(id)) {
      throw unknown();
    }
    creator.ifPresent(quota::removed);
    open.deleted(id);
  }

  private static String titleOr(String title, String text) {
    return title.isBlank() ? Titles.of(text) : Titles.line(title);
  }

  // --- links

  /** A link and its secret, which only its maker learns. */
  public record NewLink(Link link, String token) {}

  /** Returns the links of a document. */
  public List<Link> links(String account, String id) {
    require(account, id, Role.OWN);
    return store.links(id);
  }

  /**
   * Makes a link that gives a right to the visitors who follow it.
   *
   * @param life null for one that does not expire
   */
  public NewLink addLink(String account, String id, Role role, String label, Duration life) {
    require(account, id, Role.OWN);
    if (life != null && (life.toDays() < 1 || life.toDays() > Limits.LINK_DAYS)) {
      throw new RefusedException(
          Reason.INVALID, "A link expires after 1 to " + Limits.LINK_DAYS + " days, or never.");
    }
    if (store.links(id).size() >= Limits.LINKS_PER_DOCUMENT) {
      throw new RefusedException(
          Reason.TOO_MANY,
          "The document has " + Limits.LINKS_PER_DOCUMENT + " links. Delete some first.");
    }
    Instant now = Instant.now();
    String token = Ids.token();
    String shown = label.substring(0, Math.min(Limits.LABEL_UNITS, label.length()));
    var link =
        new Link(Ids.link(), role, Titles.line(shown), now, life == null ? null : now.plus(life));
    if (!store.addLink(id, link, Ids.hash(token))) {
      throw unknown();
    }
    return new NewLink(link, token);
  }

  /** Returns the number of accounts that have followed each link of a document. */
  public Map<String, Integer> followers(String account, String id) {
    require(account, id, Role.OWN);
    return store.followers(id);
  }

  /**
   * Changes when a link expires, and with it at once the rights that came by it.
   *
   * @param expiresAt null for never
   */
  public void setExpiry(String account, String id, String link, Instant expiresAt) {
    require(account, id, Role.OWN);
    Duration life = expiresAt == null ? null : Duration.between(Instant.now(), expiresAt);
    if (life != null && (life.isNegative() || life.toDays() > Limits.LINK_DAYS)) {
      throw new RefusedException(
          Reason.INVALID,
          "A link expires in the future, within " + Limits.LINK_DAYS + " days, or never.");
    }
    if (!store.setExpiry(id, link, expiresAt)) {
      throw unknown();
    }
    open.rightsChanged(id);
  }

  /** Ends a link, and at once the rights that came by it. */
  public void revokeLink(String account, String id, String link) {
    require(account, id, Role.OWN);
    if (!store.revokeLink(id, link)) {
      throw unknown();
    }
    open.rightsChanged(id);
  }

  /** Returns true if a link has this secret, and gives a right now. */
  public boolean isLink(String token) {
    return store.isLink(Ids.hash(token), Instant.now());
  }

  /**
   * Gives an account the right of a link.
   *
   * @return the id of the document
   */
  public Optional<String> follow(String token, String account) {
    Optional<String> id = store.follow(Ids.hash(token), account, Instant.now());
    id.ifPresent(open::rightsChanged);
    return id;
  }

  // --- versions

  /** Returns the versions that are kept, the newest first. */
  public List<StoredVersion> versions(String account, String id) {
    require(account, id, Role.READ);
    return store.versions(id);
  }

  /** Keeps the head as a named version. */
  public StoredVersion keepVersion(String account, String id, String label, String author) {
    require(account, id, Role.WRITE);
    TextVersion head = store.text(id).orElseThrow(Documents::unknown);
    // A version that has a name already gets another one.
    long others =
        store.versions(id).stream()
            .filter(kept -> kept.label() != null && kept.version() != head.version())
            .count();
    if (others >= Limits.NAMED_VERSIONS_PER_DOCUMENT) {
      throw new RefusedException(
          Reason.TOO_MANY,
          "The document has " + Limits.NAMED_VERSIONS_PER_DOCUMENT + " named versions.");
    }
    var version =
        new StoredVersion(
            head.version(),
            Titles.line(label),
            shownName(account, author),
            Instant.now(),
            head.text().length());
    quota.take(quota.creator(id), TextBytes.encode(head.text()).length);
    if (!store.keepVersion(id, version, head.text())) {
      throw unknown();
    }
    return version;
  }

  private String shownName(String account, String name) {
    String shown = Message.shownName(name);
    return shown.isEmpty() ? store.person(account).map(Person::name).orElse("") : shown;
  }

  /** Returns the text of a version that is kept. */
  public String versionText(String account, String id, long version) {
    require(account, id, Role.READ);
    return store.versionText(id, version).orElseThrow(Documents::unknown);
  }

  // --- publishing

  /**
   * Publishes the head, below the same address as before.
   *
   * @param index lets search engines list the page
   */
  public Publication publish(String account, String id, boolean index) {
    require(account, id, Role.OWN);
    DocumentEntry entry = store.find(id).orElseThrow(Documents::unknown);
    TextVersion head = store.text(id).orElseThrow(Documents::unknown);
    Publication before = entry.publication();
    var publication =
        new Publication(
            before == null ? Ids.slug() : before.slug(),
            head.version(),
            entry.title(),
            index,
            Instant.now());
    quota.take(quota.creator(id), TextBytes.encode(head.text()).length);
    if (!store.publish(id, publication, head.text())) {
      throw unknown();
    }
    return publication;
  }

  /** Ends a publication. */
  public void unpublish(String account, String id) {
    require(account, id, Role.OWN);
    if (!store.unpublish(id)) {
      throw unknown();
    }
  }

  /** Returns what is published below an address, for everyone. */
  public Optional<Published> published(String slug) {
    return store.published(slug);
  }

  /**
   * Writes all documents that an account may read into a zip file, while others write, and closes
   * the stream unless that fails.
   */
  public void export(String account, OutputStream out) throws IOException {
    AccountExport.write(this, account, out);
  }

  // --- the log of acts

  /** Adds an act to the audit log. */
  public void note(AuditEntry entry) {
    store.note(entry);
  }

  /** Returns the last acts on a document, newest first. */
  public List<AuditEntry> acts(String account, String id) {
    require(account, id, Role.OWN);
    return store.acts(id, Limits.SHOWN_ACTS);
  }

  // --- rights

  /**
   * Returns the rights of an account.
   *
   * @throws RefusedException if they do not suffice
   */
  public Role require(String account, String id, Role needed) {
    Role role =
        account == null || !Ids.isDocument(id)
            ? null
            : store.role(id, account, Instant.now()).orElse(null);
    if (role == null) {
      throw unknown();
    }
    if (role.compareTo(needed) < 0) {
      throw new RefusedException(
          Reason.FORBIDDEN,
          needed == Role.OWN
              ? "Only an owner of the document may do this."
              : "This account may read the document only.");
    }
    return role;
  }

  /** Returns the rights of an account, if it has any. */
  public Optional<Role> role(String account, String id) {
    return store.role(id, account, Instant.now());
  }

  static RefusedException unknown() {
    return new RefusedException(Reason.UNKNOWN, "There is no such document for this account.");
  }

  /** Ends all sessions, then closes the store. */
  @Override
  public void close() {
    open.close();
    store.close();
  }
}
