package dev.twinmark.engine;

/**
 * Estimates what parsing a text costs, before anything of it is parsed.
 *
 * <p>Nearly always that is its length. But an inline parser may look from each special character as
 * far as the paragraph goes, for what would close it: {@code <?} for {@code ?>}, a bracket for a
 * bracket. So a paragraph of 30 KB that consists of such takes seconds rather than a millisecond. A
 * table's rows have as many cells as its header, written or not. And a line is tried as the start
 * of each kind of block, for which commonmark-java copies the list of the paragraph's lines, and as
 * the continuation of each block that is open.
 */
final class ParseCost {

  /**
   * How many steps from character to character take about as long as parsing one. That is some
   * twenty; but what looks costly is most often not, and the worst that is let through may take as
   * long as twenty times its cost.
   */
  private static final int STEPS = 400;

  /** How many lines copied, or open blocks tried, make as much of a difference as those steps. */
  private static final int TRIES = 20;

  /** How often the lines of a paragraph are copied for a line. */
  private static final int COPIES = 2;

  /** How many line ends cost a paragraph as much as one special character. */
  private static final int LINES = 4;

  /** A text that is not longer than this cannot cost more than its length by much. */
  private static final int SHORT = 2 * 1024;

  /** So much indented, a line is no block of its own. */
  private static final int CODE_INDENT = 4;

  private final String text;
  private long cost;
  private long tries;

  /** How many blocks the line may be in. */
  private int depth;

  // The paragraph: all lines up to a blank one or a list item.
  private int start;
  private int special;
  private int lines;
  private int columns;

  private ParseCost(String text) {
    this.text = text;
    cost = text.length();
  }

  /**
   * Returns the length of ordinary text that takes as long to parse, in UTF-16 code units.
   *
   * @param text begins where a top-level block does
   */
  static int of(String text) {
    if (text.length() <= SHORT) {
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
      if (first == end) {
        endParagraph(lineStart);
        start = end;
        tries += depth;
        afterBlank = true;
      } else {
        if (afterBlank && first == lineStart) {
          // It is in no list or quote but those that it begins.
          depth = 0;
        }
        line(lineStart, first, end);
        afterBlank = false;
      }
      lineStart = end + 1;
    }
    endParagraph(text.length());
    return cost + tries / TRIES;
  }

  private void line(int lineStart, int first, int end) {
    int indent = first - lineStart;
    boolean mayBeBlock = indent < CODE_INDENT;
    if (mayBeBlock && isBulletItem(first, end)) {
      endParagraph(lineStart);
    }
    depth = Math.max(depth, containersAt(first, end));
    tries += depth;
    if (!mayBeBlock || !Character.isLetter(text.charAt(first))) {
      tries += (long) COPIES * lines;
    }
    for (int i = first; i < end; i++) {
      switch (text.charAt(i)) {
        case '[', ']', '<', '*', '_', '~', '`', '&', '\\' -> special++;
        case '|' -> {
          if (lines < 2) {
            columns++;
          }
        }
        default -> {}
      }
    }
    lines++;
  }

  private void endParagraph(int end) {
    cost += (long) (special + lines / LINES) * (end - start) / STEPS + (long) columns * lines;
    start = end;
    special = 0;
    lines = 0;
    columns = 0;
  }

  /** Whether a list item begins there that may follow a paragraph's line: one with content. */
  private boolean isBulletItem(int at, int end) {
    return isBullet(at, end) && skipSpace(at + 1, end) < end;
  }

  private boolean isBullet(int at, int end) {
    char c = text.charAt(at);
    return (c == '-' || c == '+' || c == '*') && at + 1 < end && isSpace(text.charAt(at + 1));
  }

  /** Returns how many quotes and list items begin there, one in the other, at most. */
  private int containersAt(int first, int end) {
    int count = 0;
    int at = first;
    while (at < end) {
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
