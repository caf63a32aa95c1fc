package dev.twinmark.webapp.http;

import java.util.Objects;

/** Carries a {@link Problem} up to where it is answered. */
final class ProblemException extends RuntimeException {

  private final transient Problem problem;

  ProblemException(int status, String detail) {
    this(status, detail, null);
  }

  ProblemException(int status, String detail, Throwable cause) {
    super(detail, cause);
    this.problem = new Problem(status, Objects.requireNonNull(detail));
  }

  Problem problem() {
    return problem;
  }
}
