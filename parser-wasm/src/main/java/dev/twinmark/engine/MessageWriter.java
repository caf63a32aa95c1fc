package dev.twinmark.engine;

/**
 * Writes numbers and texts into one string, for {@link MessageReader}: the numbers with spaces
 * between them, a line feed, and the texts one after the other, whose lengths are among the
 * numbers.
 */
final class MessageWriter {

  private final StringBuilder numbers = new StringBuilder();
  private final StringBuilder texts = new StringBuilder();

  MessageWriter number(int number) {
    numbers.append(number).append(' ');
    return this;
  }

  /** Writes a text, which may be null. */
  MessageWriter text(String text) {
    if (text == null) {
      return number(MessageReader.NULL_LENGTH);
    }
    texts.append(text);
    return number(text.length());
  }

  @Override
  public String toString() {
    return numbers.append('\n').append(texts).toString();
  }
}
