package dev.twinmark.documents;

import java.util.Locale;

/** The rights to a document. Each role includes those before it. */
public enum Role {
  READ,
  WRITE,
  /** Shares, publishes and deletes the document as well. */
  OWN;

  /** Returns the name in databases, in JSON, and for programs. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the role of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Role of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
