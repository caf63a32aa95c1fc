package dev.twinmark.documents;

/** The disk of the store is full: nothing was written, and what is there can be read. */
public final class DiskFullException extends StoreException {

  DiskFullException(Throwable cause) {
    super("The disk of the database is full", cause);
  }
}
