package dev.twinmark.engine;

/**
 * HTML in the making, in one array of characters. Where commonmark-java's writer makes a string of
 * every tag and a new one of every text with something to escape, this one copies and looks.
 */
final class HtmlBuffer {

  /**
   * The usual length of a part of a long HTML, in UTF-16 code units: V8 allocates longer strings
   * one by one.
   */
  static final int PART_UNITS = 16 * 1024;

  private static final int MIN_CAPACITY = 256;

  /**
   * The length up to which a loop copies faster than V8's {@code array.copy}, in UTF-16 code units.
   */
  private static final int MAX_LOOPED_UNITS = 24;

  private static final boolean[] IS_ESCAPED = Ascii.tableOf("&<>\"");

  /** The same: WebAssembly checks a static one for being initialized at each access. */
  private final boolean[] isEscaped = IS_ESCAPED;

  private char[] chars;
  private int length = 0;

  HtmlBuffer(int capacity) {
    chars = new char[Math.max(MIN_CAPACITY, capacity)];
  }

  /** Returns a buffer for the HTML of a text, which is mostly longer by less than half. */
  static HtmlBuffer forText(int length) {
    return new HtmlBuffer(length + length / 2);
  }

  int length() {
    return length;
  }

  void raw(String html) {
    int end = length + html.length();
    if (end > chars.length) {
      grow(end);
    }
    if (html.length() > MAX_LOOPED_UNITS) {
      html.getChars(0, html.length(), chars, length);
    } else {
      char[] copy = chars;
      int start = length;
      for (int i = html.length() - 1; i >= 0; i--) {
        copy[start + i] = html.charAt(i);
      }
    }
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
    int count = text.length();
    int at = length;
    if (at + count > chars.length) {
      grow(at + count);
    }
    char[] copy = chars;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c < isEscaped.length && isEscaped[c]) {
        length = at;
        escape(text, i);
        return;
      }
      copy[at++] = c;
    }
    length = at;
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

  /** Returns all that has been written since the last call. */
  String take() {
    String taken = substring(0);
    length = 0;
    return taken;
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
