package dev.twinmark.engine;

/** The classes of ASCII characters that CommonMark names. */
final class Ascii {

  /** The first character that is not ASCII. */
  static final char END = '\u0080';

  private Ascii() {}

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** The characters of an expression's {@code \s}. */
  static boolean isWhitespace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** CommonMark 0.31 §2.1: U+0021–2F, U+003A–0040, U+005B–0060 and U+007B–007E. */
  static boolean isPunctuation(char c) {
    return c > ' ' && c < '\u007F' && !isLetterOrDigit(c);
  }

  /**
   * Returns whether the text goes on at an offset with a string in either case.
   *
   * @param lowerCase letters in lower case. {@link String#regionMatches} ignoring case would take
   *     U+017F for an {@code s}.
   */
  static boolean matchesIgnoringCase(String text, int from, String lowerCase) {
    int end = from + lowerCase.length();
    if (end > text.length()) {
      return false;
    }
    for (int i = from; i < end; i++) {
      if (toLowerCase(text.charAt(i)) != lowerCase.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  static char toLowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /** Returns a table of ASCII characters that is true for those of the string. */
  static boolean[] tableOf(String characters) {
    boolean[] table = new boolean[END];
    for (int i = 0; i < characters.length(); i++) {
      table[characters.charAt(i)] = true;
    }
    return table;
  }

  /** Returns the offset of the first character from an offset on that is not whitespace. */
  static int skipWhitespace(String text, int from) {
    int at = from;
    while (at < text.length() && isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
