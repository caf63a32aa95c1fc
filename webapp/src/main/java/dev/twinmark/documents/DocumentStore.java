package dev.twinmark.documents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps documents, and who may do what with them: the accounts of a server, the links by which they
 * get rights, and the pages that are published.
 */
public interface DocumentStore extends TextStore {

  // Accounts

  /**
   * Returns the account of a session, which is made if there is none.
   *
   * @param sessionHash the SHA-256 of the session's secret
   */
  String account(String sessionHash);

  /** Returns the account of a session. */
  Optional<String> findAccount(String sessionHash);

  /** Returns true if there is an account. */
  boolean hasAccount(String account);

  /**
   * Gives an account all that another one has, its rights and the clients that are bound to it. The
   * other account is gone then, with its sessions.
   *
   * @return false, and nothing has changed, if the other one is a person's, or if there is none
   */
  boolean merge(String from, String into);

  // People

  /** Returns the account of a person, which is made if there is none, and remembers the name. */
  String account(Person person);

  /** Returns the person whose account this is; empty for the account of a browser. */
  Optional<Person> person(String account);

  /**
   * Adds a session of a person, which ends by itself.
   *
   * @param hash the SHA-256 of the session's secret
   */
  void addSignIn(String hash, String account, Instant expiresAt);

  /** Returns the account of a person's session that has not ended. */
  Optional<String> findSignIn(String hash, Instant now);

  /** Ends a session of a person. Returns false if there is none. */
  boolean endSignIn(String hash);

  // Documents

  /**
   * Creates a document, whose version 0 is the text. The account owns it.
   *
   * @param named true if a writer chose the title, false if it is the text's own
   */
  DocumentEntry create(
      String id, String account, String title, boolean named, String text, Instant now);

  /** Returns the account that has created a document. */
  Optional<String> creator(String id);

  /**
   * Returns the bytes of the documents that an account has created: texts, changes, kept versions,
   * published texts and images. Reads a row of each, so that callers ask now and then.
   */
  long bytesOf(String account);

  /** The documents that an account has rights to now, those that changed last first. */
  List<Membership> documentsOf(String account, Instant now);

  /** Deletes a document with its log, versions, links, rights, publication and images. */
  @Override
  boolean delete(String id);

  /**
   * Removes the sessions of people that ended before as well.
   *
   * <p>Of a document whose changes are removed, those images go that were added before, and to
   * which nothing refers: not the text, nor any text or change that is left in the log, nor a kept
   * version, nor the publication.
   */
  @Override
  void prune(Instant before);

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

  /** Returns the number of accounts that have followed each link of a document. */
  Map<String, Integer> followers(String document);

  /**
   * Changes when a link expires.
   *
   * @param expiresAt null for never
   * @return false if there is no such link
   */
  boolean setExpiry(String document, String link, Instant expiresAt);

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
   * Publishes a text in place of the one that was published before, with the images that it names.
   *
   * @return false if there is no such document
   * @throws StoreException if another document has the slug
   */
  boolean publish(String document, Publication publication, String text);

  /** Returns false if the document is not published. */
  boolean unpublish(String document);

  Optional<Published> published(String slug);

  // Images

  /**
   * Adds an image to a document. One that it has already counts as added now.
   *
   * @param name of its content: another content has another name
   * @return false if there is no such document
   */
  boolean addImage(String document, String name, byte[] content, Instant now);

  /** The images of a document, in the order of their names. */
  List<Image> images(String document);

  /** Returns an image of a document. */
  Optional<Image> image(String document, String name);

  /** Returns the content of an image. */
  Optional<byte[]> imageContent(String document, String name);

  // Audit

  /** Adds an act to the log of acts, which outlives its document; {@link #prune} bounds it. */
  void note(AuditEntry entry);

  /** Returns the last acts on a document, newest first. */
  List<AuditEntry> acts(String document, int limit);
}
