package dev.twinmark.documents;

/** The rights to a document. Each role includes those before it. */
public enum Role {
  READ,
  WRITE,
  /** Shares, publishes and deletes the document as well. */
  OWN
}
