package dev.twinmark.webapp.http;

import java.util.Objects;

/** Carries a {@link Problem} up to where it is answered. */
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;

  /**
   * @param status of HTTP
   * @param detail what was wrong and what to do, in whole sentences
   */
  public ProblemException(int status, String detail) {
    this(status, detail, null);
  }

  /** The same, with what has led to it. */
  public ProblemException(int status, String detail, Throwable cause) {
    super(detail, cause);
    this.problem = new Problem(status, Objects.requireNonNull(detail));
  }

  Problem problem() {
    return problem;
  }
}
