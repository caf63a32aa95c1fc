package dev.twinmark.engine;

/** Reads what a {@link MessageWriter} has written, in the same order. */
final class MessageReader {

  static final int NULL_LENGTH = -1;

  private final String message;
  private int nextNumber = 0;
  private int nextText;

  MessageReader(String message) {
    this.message = message;
    nextText = message.indexOf('\n') + 1;
  }

  int number() {
    int end = message.indexOf(' ', nextNumber);
    int number = Integer.parseInt(message, nextNumber, end, 10);
    nextNumber = end + 1;
    return number;
  }

  String text() {
    int length = number();
    if (length == NULL_LENGTH) {
      return null;
    }
    int start = nextText;
    nextText += length;
    return message.substring(start, nextText);
  }
}
