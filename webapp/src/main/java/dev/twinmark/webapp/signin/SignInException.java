package dev.twinmark.webapp.signin;

/** A sign-in that has failed. The message is for the log, and has nothing of a token or code. */
public final class SignInException extends Exception {

  /** The kinds of failures, as users know them. */
  public enum Reason {
    /** The provider does not answer, or says that it cannot now. */
    UNREACHABLE,
    /** The person or the provider has refused. */
    DENIED,
    /** The attempt is too old, was used before, or is another browser's. */
    EXPIRED,
    /** The answer of the provider is not to be trusted, or makes no sense. */
    INVALID
  }

  private final Reason reason;

  /**
   * @param message without secrets
   */
  public SignInException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
