package dev.twinmark.pictures;

/** Thrown for a file that is refused; the message is a sentence that says why. */
public final class PictureException extends RuntimeException {

  private static final String DAMAGED =
      "The picture is damaged: it ends too early, or contradicts itself.";

  PictureException(String message) {
    super(message);
  }

  static PictureException damaged() {
    return new PictureException(DAMAGED);
  }
}
