package dev.twinmark.documents;

import java.time.Instant;
import java.util.Locale;

/**
 * An act on a document, or a sign-in or sign-out, without texts, titles and secrets.
 *
 * @param account of the actor; empty if there is none
 * @param address from which the request came
 * @param document empty for sign-ins and sign-outs
 * @param link the id of the link that it is about; empty for none
 * @param role null if it is about none
 */
public record AuditEntry(
    Instant at, String account, String address, Act act, String document, String link, Role role) {

  /** The kinds of acts. */
  public enum Act {
    CREATED,
    LINK_MADE,
    LINK_CHANGED,
    LINK_REVOKED,
    /** The account got a role by a link. */
    ROLE_GIVEN,
    PUBLISHED,
    UNPUBLISHED,
    EXPORTED,
    DELETED,
    SIGNED_IN,
    SIGNED_OUT,
    /** The provider has refused, or the person has cancelled. */
    SIGN_IN_DENIED,
    /** The attempt is too old, was used before, or is another browser's. */
    SIGN_IN_EXPIRED,
    /** The answer of the provider could not be verified. */
    SIGN_IN_INVALID,
    /** The provider did not answer. */
    SIGN_IN_UNREACHABLE;

    /** The name in the database, in lists, and for programs. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Act of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
