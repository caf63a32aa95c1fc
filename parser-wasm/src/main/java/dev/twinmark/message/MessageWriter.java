package dev.twinmark.message;

import java.util.ArrayList;
import java.util.List;

/** Writes a message; {@link MessageReader} reads it in the same order. */
public final class MessageWriter {

  private final StringBuilder numbers = new StringBuilder();
  private final List<String> texts = new ArrayList<>();

  public MessageWriter number(int number) {
    numbers.append(number).append(' ');
    return this;
  }

  /**
   * Writes a text.
   *
   * @param text any string, or null
   */
  public MessageWriter text(String text) {
    if (text == null) {
      return number(MessageReader.NULL_LENGTH);
    }
    texts.add(text);
    return number(text.length());
  }

  /** Returns the message. Nothing can be written after that. */
  @Override
  public String toString() {
    StringBuilder message = numbers.append('\n');
    for (String text : texts) {
      message.append(text);
    }
    return message.toString();
  }
}
