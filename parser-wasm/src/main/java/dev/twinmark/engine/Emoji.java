package dev.twinmark.engine;

import org.commonmark.node.CustomNode;

/** An emoji that is written as a shortcode, {@code :tada:}. */
final class Emoji extends CustomNode {

  /** The name, of which GitHub makes the names of headings. */
  final String name;

  final String text;

  private Emoji(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Returns the emoji whose shortcode begins here, or null.
   *
   * @param colon the offset of the first colon
   */
  static Emoji startingAt(int colon, String text, Work work) {
    int start = colon + 1;
    int end = start;
    while (end < text.length()
        && end - start <= EmojiTable.MAX_NAME_UNITS
        && isInNames(text.charAt(end))) {
      end++;
    }
    work.add(end - colon);
    if (end == start || !text.startsWith(":", end)) {
      return null;
    }
    String name = text.substring(start, end);
    String emoji = EmojiTable.find(name);
    return emoji == null ? null : new Emoji(name, emoji);
  }

  private static boolean isInNames(char c) {
    return (c >= 'a' && c <= 'z') || Ascii.isDigit(c) || c == '_' || c == '-' || c == '+';
  }
}
