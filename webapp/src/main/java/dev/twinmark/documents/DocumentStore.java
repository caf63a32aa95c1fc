package dev.twinmark.documents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keeps documents, the changes that made them, and the rights to them. Thread-safe; several servers
 * may use one database at the same time.
 *
 * <p>A document is a text and a version; version n + 1 is version n with one change. Texts, titles,
 * labels and names are any UTF-16 strings, lone surrogates and NUL included. Instants are kept to
 * the millisecond. A method that names a document that is not there changes nothing.
 *
 * <p>A write is on the disk when its method returns. If the method throws {@link StoreException},
 * nothing was written; when the connection to the database broke in the middle of a commit, all or
 * nothing. To find out, read {@link #lastSequence}.
 */
public interface DocumentStore extends AutoCloseable {

  // Accounts

  /**
   * Returns the account of a session, which is made if there is none.
   *
   * @param sessionHash the SHA-256 of the session's secret
   */
  String account(String sessionHash);

  /** Returns the account of a session. */
  Optional<String> findAccount(String sessionHash);

  // Documents

  /**
   * Creates a document, whose version 0 is the text. The account owns it.
   *
   * @param named true if a writer chose the title, false if it is the text's own
   */
  DocumentEntry create(
      String id, String account, String title, boolean named, String text, Instant now);

  Optional<DocumentEntry> find(String id);

  /** The documents that an account has rights to now, those that changed last first. */
  List<Membership> documentsOf(String account, Instant now);

  /**
   * Changes the title.
   *
   * @param named true if a writer chose the title, false if it is the text's own
   * @return false if there is no such document
   */
  boolean rename(String id, String title, boolean named);

  /**
   * Deletes a document with its log, versions, links, rights and publication.
   *
   * @return false if there is no such document
   */
  boolean delete(String id);

  // The log

  /** Returns the text at head. */
  Optional<TextVersion> text(String id);

  /**
   * Returns the changes that follow a version: at most {@code limit}, fewer if they are large, at
   * least one if the version is not head. The first makes version {@code from} + 1. Empty if there
   * is no such document.
   *
   * @throws PrunedException if the log does not go back so far
   */
  List<Change> changes(String id, long from, int limit);

  /**
   * Appends changes to the log of a document, all or none.
   *
   * @param head the version that the first change applies to
   * @param textAfter the text after the last change
   * @return false if head is another version, if a change is already known because its client has
   *     appended that {@code seq} or a greater one, or if there is no such document. The caller
   *     reads the newer changes, maps its own over them and tries again
   */
  boolean append(String id, long head, List<Change> changes, String textAfter);

  /**
   * Returns the {@code seq} of the last change that a client has appended. It is remembered longer
   * than the log.
   */
  OptionalLong lastSequence(String id, String client);

  /**
   * Binds a client to an account, so that no other account sends changes in its name.
   *
   * @return false if it belongs to another account, or if there is no such document
   */
  boolean bindClient(String id, String client, String account, Instant now);

  /** Returns the head of each document that is there. */
  Map<String, Long> heads(Collection<String> ids);

  /**
   * Tells of documents to which other servers append, or which they delete. This is for speed
   * alone: calls may be late or missing, and {@link #heads} is what counts. A store that has one
   * server makes none.
   *
   * @param listener gets the document's id, and must not wait
   */
  default void onChange(Consumer<String> listener) {}

  /**
   * Removes changes that are older from the logs, and forgets clients that have been silent for 400
   * days before that: no session lives longer.
   */
  void prune(Instant before);

  // Versions

  /** The versions whose texts are kept, newest first. */
  List<StoredVersion> versions(String id);

  /**
   * Keeps the text of a version. If it is kept already, a label replaces the label that it has.
   *
   * @return false if there is no such document
   */
  boolean keepVersion(String id, StoredVersion version, String text);

  /**
   * Removes at most one automatic version. The last 48 stay. Among older versions, the oldest one
   * goes that has a successor in the same hour, day or, after 30 days, week; without such a
   * version, the oldest one if there are more than 500. Versions with a label and the published
   * version stay.
   *
   * @return true if one was removed
   */
  boolean thinVersions(String id, Instant now);

  Optional<String> versionText(String id, long version);

  // Rights

  /** Returns the highest role that an account has in a document now. */
  Optional<Role> role(String id, String account, Instant now);

  /**
   * Adds a link.
   *
   * @param tokenHash the SHA-256 of its secret
   * @return false if there is no such document
   */
  boolean addLink(String document, Link link, String tokenHash);

  /** The links of a document, expired ones included, oldest first. */
  List<Link> links(String document);

  /**
   * Removes a link, with the rights of those who followed it.
   *
   * @return false if there is no such link
   */
  boolean revokeLink(String document, String link);

  /** Returns true if a link has this secret, and is valid. */
  boolean isLink(String tokenHash, Instant now);

  /**
   * Gives an account the rights of a link, as long as the link is valid.
   *
   * @return the document; empty if the link is unknown, revoked or expired
   */
  Optional<String> follow(String tokenHash, String account, Instant now);

  // Publication

  /**
   * Publishes a text in place of the one that was published before.
   *
   * @return false if there is no such document
   * @throws StoreException if another document has the slug
   */
  boolean publish(String document, Publication publication, String text);

  /** Returns false if the document is not published. */
  boolean unpublish(String document);

  Optional<Published> published(String slug);

  @Override
  void close();
}
