package dev.twinmark.engine;

/**
 * HTML in the making, in one array of characters. Where commonmark-java's writer makes a string of
 * every tag and a new one of every text with something to escape, this one copies and looks.
 */
final class HtmlBuffer {

  private static final int MIN_CAPACITY = 256;

  private char[] chars;
  private int length = 0;

  HtmlBuffer(int capacity) {
    chars = new char[Math.max(MIN_CAPACITY, capacity)];
  }

  int length() {
    return length;
  }

  void raw(String html) {
    int end = length + html.length();
    if (end > chars.length) {
      grow(end);
    }
    html.getChars(0, html.length(), chars, length);
    length = end;
  }

  void raw(char c) {
    if (length == chars.length) {
      grow(length + 1);
    }
    chars[length++] = c;
  }

  /** Begins a new line, unless nothing has been written or a line has just been begun. */
  void line() {
    if (length > 0 && chars[length - 1] != '\n') {
      raw('\n');
    }
  }

  void text(String text) {
    int start = length;
    raw(text);
    char[] copied = chars;
    int end = length;
    for (int i = start; i < end; i++) {
      char c = copied[i];
      // Letters are decided by the first comparison.
      if (c <= '>' && (c == '&' || c == '<' || c == '>' || c == '"')) {
        length = i;
        escape(text, i - start);
        return;
      }
    }
  }

  /** Returns how long the text is when it is escaped; null has no length. */
  static int textLength(String text) {
    int length = text == null ? 0 : text.length();
    for (int i = length - 1; i >= 0; i--) {
      length +=
          switch (text.charAt(i)) {
            case '&' -> "amp;".length();
            case '<', '>' -> "lt;".length();
            case '"' -> "quot;".length();
            default -> 0;
          };
    }
    return length;
  }

  String substring(int from) {
    return new String(chars, from, length - from);
  }

  /** As CommonMark's examples have it, quotation marks are escaped outside attributes, too. */
  private void escape(String text, int from) {
    int count = text.length();
    for (int i = from; i < count; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> raw("&amp;");
        case '<' -> raw("&lt;");
        case '>' -> raw("&gt;");
        case '"' -> raw("&quot;");
        default -> raw(c);
      }
    }
  }

  private void grow(int needed) {
    char[] grown = new char[Math.max(needed, chars.length + chars.length / 2)];
    System.arraycopy(chars, 0, grown, 0, length);
    chars = grown;
  }
}
