package dev.twinmark.changes;

/** JSON that is no change set. The message says why and never quotes the JSON. */
public final class MalformedChangesException extends IllegalArgumentException {

  MalformedChangesException(String message) {
    super(message);
  }

  MalformedChangesException(String message, Throwable cause) {
    super(message, cause);
  }
}
