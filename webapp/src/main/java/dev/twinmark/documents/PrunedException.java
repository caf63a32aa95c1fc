package dev.twinmark.documents;

/** The log does not go back to the version that was asked for. */
public final class PrunedException extends RuntimeException {

  public PrunedException(long version) {
    super("The log no longer has the changes after version " + version);
  }
}
