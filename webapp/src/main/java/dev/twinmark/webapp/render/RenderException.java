package dev.twinmark.webapp.render;

import java.util.Objects;

/** A document was not rendered. The message says why and is meant to be shown. */
public final class RenderException extends Exception {

  /** Why a document was not rendered. */
  public enum Reason {
    /** As many documents are waiting as may wait: trying again later helps. */
    BUSY,
    /** It took longer than a document may take. */
    TOO_SLOW,
    /** A defect of the server. */
    DEFECT
  }

  private final Reason reason;

  RenderException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  /** Why the document was not rendered. */
  public Reason reason() {
    return reason;
  }
}
