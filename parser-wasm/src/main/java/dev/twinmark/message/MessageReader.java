package dev.twinmark.message;

/** Reads what a {@link MessageWriter} has written, in the same order. */
public final class MessageReader {

  static final int NULL_LENGTH = -1;

  private final String message;
  private int nextNumber = 0;
  private int nextText;

  public MessageReader(String message) {
    this.message = message;
    nextText = message.indexOf('\n') + 1;
  }

  /**
   * Reads a number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int number() {
    int end = message.indexOf(' ', nextNumber);
    if (end < 0 || end >= nextText) {
      throw new IllegalArgumentException("The message has no more numbers");
    }
    int number = Integer.parseInt(message, nextNumber, end, 10);
    nextNumber = end + 1;
    return number;
  }

  /**
   * Reads a text, which may be null.
   *
   * @throws IllegalArgumentException if there is none of its length
   */
  public String text() {
    int length = number();
    if (length == NULL_LENGTH) {
      return null;
    }
    if (length < 0 || length > message.length() - nextText) {
      throw new IllegalArgumentException("The message has no text of length " + length);
    }
    int start = nextText;
    nextText += length;
    return message.substring(start, nextText);
  }

  /**
   * Says that all has been read.
   *
   * @throws IllegalArgumentException if there is more
   */
  public void end() {
    if (message.indexOf('\n') != nextNumber || nextText != message.length()) {
      throw new IllegalArgumentException("The message goes on");
    }
  }
}
