package dev.twinmark.engine;

/**
 * Estimates what parsing a text costs, before anything of it is parsed.
 *
 * <p>Nearly always that is its length. But each line is tried as the continuation of each block
 * that is open, and there may be a hundred of them.
 */
final class ParseCost {

  /** How many open blocks tried take as long as parsing one character. */
  private static final int TRIES = 20;

  /** A text that is not longer than this cannot cost more than its length by much. */
  private static final int SHORT_UNITS = 2 * 1024;

  private final String text;
  private long tries;

  /** How many blocks the line may be in. */
  private int depth;

  private ParseCost(String text) {
    this.text = text;
  }

  /**
   * Returns the length of ordinary text that takes as long to parse, in UTF-16 code units.
   *
   * @param text begins where a top-level block does
   */
  static int of(String text) {
    if (text.length() <= SHORT_UNITS) {
      return text.length();
    }
    return (int) Math.min(new ParseCost(text).estimate(), Integer.MAX_VALUE);
  }

  private long estimate() {
    boolean afterBlank = true;
    int lineStart = 0;
    while (lineStart < text.length()) {
      int newline = text.indexOf('\n', lineStart);
      int end = newline < 0 ? text.length() : newline;
      int first = skipSpace(lineStart, end);
      if (first < end) {
        if (afterBlank && first == lineStart) {
          // It is in no list or quote but those that it begins.
          depth = 0;
        }
        depth = Math.max(depth, containersAt(first, end));
      }
      tries += depth;
      afterBlank = first == end;
      lineStart = end + 1;
    }
    return text.length() + tries / TRIES;
  }

  private boolean isBullet(int at, int end) {
    char c = text.charAt(at);
    return (c == '-' || c == '+' || c == '*') && at + 1 < end && isSpace(text.charAt(at + 1));
  }

  /** Returns how many quotes and list items begin there, one in the other, at most. */
  private int containersAt(int first, int end) {
    int count = 0;
    int at = first;
    while (at < end && count < DocumentParser.MAX_OPEN_BLOCKS) {
      char c = text.charAt(at);
      if (c == '>' || isBullet(at, end) || c == '.' || c == ')') {
        count++;
      } else if (!isSpace(c) && !(c >= '0' && c <= '9')) {
        break;
      }
      at++;
    }
    return count;
  }

  private int skipSpace(int from, int end) {
    int at = from;
    while (at < end && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
