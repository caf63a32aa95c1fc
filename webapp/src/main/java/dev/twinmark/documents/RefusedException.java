package dev.twinmark.documents;

/** A request that is not fulfilled, and why. */
public final class RefusedException extends RuntimeException {

  /** The kinds of reasons. */
  public enum Reason {
    /** There is nothing, or nothing that this account may know of. */
    UNKNOWN,
    /** The account may know of it, and may not do this. */
    FORBIDDEN,
    /** The request is not valid. */
    INVALID,
    /** Something is too long. */
    TOO_LONG,
    /** There are too many of them. */
    TOO_MANY,
    /** The account has no room left. */
    NO_ROOM
  }

  private final Reason reason;

  RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
