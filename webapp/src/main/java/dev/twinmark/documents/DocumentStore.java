package dev.twinmark.documents;

import java.time.Instant;
import java.util.List;
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

  // Documents

  /**
   * Creates a document, whose version 0 is the text. The account owns it.
   *
   * @param named true if a writer chose the title, false if it is the text's own
   */
  DocumentEntry create(
      String id, String account, String title, boolean named, String text, Instant now);

  /** The documents that an account has rights to now, those that changed last first. */
  List<Membership> documentsOf(String account, Instant now);

  /** Deletes a document with its log, versions, links, rights and publication. */
  @Override
  boolean delete(String id);

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
}
