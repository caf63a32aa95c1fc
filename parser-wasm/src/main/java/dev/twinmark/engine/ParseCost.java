package dev.twinmark.engine;

/**
 * Estimates what parsing a text costs, before anything of it is parsed.
 *
 * <p>Nearly always that is its length. But an inline parser may look from each special character as
 * far as the paragraph goes, for what would close it: {@code <?} for {@code ?>}, a bracket for a
 * bracket. So a paragraph of 30 KB that consists of such takes seconds rather than a millisecond.
 * And a table's rows have as many cells as its header, written or not.
 */
final class ParseCost {

  /**
   * How many steps from character to character take about as long as parsing one. That is some
   * twenty; but what looks costly is most often not, and the worst that is let through may take as
   * long as twenty times its cost.
   */
  private static final int STEPS = 400;

  /** How many line ends cost a paragraph as much as one special character. */
  private static final int LINES = 4;

  /** A text that is not longer than this cannot cost more than its length by much. */
  private static final int SHORT = 2 * 1024;

  private ParseCost() {}

  /**
   * Returns the length of ordinary text that takes as long to parse, in UTF-16 code units.
   *
   * @param text begins where a top-level block does
   */
  static int of(String text) {
    if (text.length() <= SHORT) {
      return text.length();
    }
    long cost = text.length();
    int start = 0;
    while (start < text.length()) {
      int end = endOfParagraph(text, start);
      cost += beyondLength(text, start, end);
      start = end;
    }
    return (int) Math.min(cost, Integer.MAX_VALUE);
  }

  /** Returns where a line follows that is blank, or the end. That line is the next one's first. */
  private static int endOfParagraph(String text, int start) {
    int lineStart = text.indexOf('\n', start) + 1;
    while (lineStart > 0) {
      int i = lineStart;
      while (i < text.length() && isSpace(text.charAt(i))) {
        i++;
      }
      if (i == text.length() || text.charAt(i) == '\n') {
        return i;
      }
      lineStart = text.indexOf('\n', i) + 1;
    }
    return text.length();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static long beyondLength(String text, int start, int end) {
    int special = 0;
    int lines = 0;
    int columns = 0;
    for (int i = start; i < end; i++) {
      switch (text.charAt(i)) {
        case '[', ']', '<', '*', '_', '~', '`', '&', '\\' -> special++;
        case '|' -> {
          if (lines < 2) {
            columns++;
          }
        }
        case '\n' -> lines++;
        default -> {}
      }
    }
    return (long) (special + lines / LINES) * (end - start) / STEPS + (long) columns * lines;
  }
}
