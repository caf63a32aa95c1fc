package dev.twinmark.documents;

import java.time.Instant;

/**
 * A link that gives rights to those who follow it. Its secret is not part of it.
 *
 * @param expiresAt null if it never does
 */
public record Link(String id, Role role, String label, Instant createdAt, Instant expiresAt) {

  /** Returns whether the link has not expired. */
  public boolean isValid(Instant now) {
    return expiresAt == null || expiresAt.isAfter(now);
  }
}
