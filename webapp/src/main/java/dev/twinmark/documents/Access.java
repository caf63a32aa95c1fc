package dev.twinmark.documents;

import java.util.Optional;

/**
 * Says which rights an account has. An application that has users of its own implements this; an
 * account is any string that names one of them for good, such as a primary key.
 *
 * <p>Rights are asked for when a client connects, after {@link OpenDocuments#rightsChanged(String)}
 * for all who have that document open, and besides in turn: each second for up to 500 connections.
 * Calls come from several threads at a time, which may read a database. An exception means that the
 * rights cannot be told now: those that were known hold on, and a client that connects tries again.
 */
@FunctionalInterface
public interface Access {

  /** Returns the highest role of an account in a document now; empty if it may not read it. */
  Optional<Role> role(String document, String account);

  /**
   * Returns the name of an account that others in the document see, cut after 40 UTF-16 code units.
   * Empty by default: then a page may choose any name.
   */
  default Optional<String> name(String account) {
    return Optional.empty();
  }

  /** Returns the name of an account that others see while its page has chosen none. */
  default Optional<String> suggestedName(String account) {
    return Optional.empty();
  }

  /**
   * Returns whether a session of a person has ended, which a client has connected by. The client is
   * told to sign in then, and keeps what it has.
   *
   * @param session as it was given to {@link OpenDocuments#connect(String, String, String, String,
   *     Connection)}
   */
  default boolean hasEnded(String session) {
    return false;
  }

  /**
   * Returns whether an account is gone because another one has what it had. Its clients connect
   * again, with the credentials that they have now.
   */
  default boolean isGone(String account) {
    return false;
  }
}
