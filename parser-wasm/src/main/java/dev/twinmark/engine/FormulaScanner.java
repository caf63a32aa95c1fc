package dev.twinmark.engine;

/**
 * Finds the formulas in the text of a block's inlines: {@code $…$}, {@code $`…`$} and {@code
 * $$…$$}, by the rules of GitHub, as far as they are known, and otherwise by those of Pandoc and
 * comrak, so that prices and shell variables stay text.
 *
 * <p>Between dollars is no backtick: a dollar in a code span ends no formula that began before it.
 * This keeps the search short, as {@link #refusedBefore} does.
 */
final class FormulaScanner {

  private static final String CODE_END = "`$";

  private final String text;
  private final Work work;

  /** The offset before which no {@code $$} begins a formula. */
  private int refusedBefore;

  /** True if no {@code `$} is left. */
  private boolean hasNoCodeEnd;

  FormulaScanner(String text, Work work) {
    this.text = text;
    this.work = work;
  }

  /**
   * Returns the end of the formula that begins here, or -1.
   *
   * @param dollars the number of all dollars here
   */
  int endOf(int start, int dollars) {
    if (dollars == 2) {
      return endOfDisplay(start);
    }
    // GitHub has no formula behind a letter or a digit: "US$5" and "a$b" are text.
    if (dollars > 2 || (start > 0 && Ascii.isLetterOrDigit(text.charAt(start - 1)))) {
      return -1;
    }
    return text.startsWith("`", start + 1) ? endOfCode(start) : endOfText(start);
  }

  private int endOfDisplay(int start) {
    if (start < refusedBefore) {
      return -1;
    }
    int at = start + 2;
    boolean isBlank = true;
    while (at < text.length() && text.charAt(at) != '`') {
      int dollars = dollarsAt(at);
      if (dollars == 2) {
        work.add(at - start);
        return isBlank ? -1 : at + 2;
      }
      isBlank = isBlank && Ascii.isWhitespace(text.charAt(at));
      at = dollars > 0 ? at + dollars : behind(at);
    }
    work.add(at - start);
    refusedBefore = at;
    return -1;
  }

  private int dollarsAt(int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) == '$') {
      end++;
    }
    return end - start;
  }

  /** Returns the offset behind a character, and behind the one that a backslash escapes. */
  private int behind(int at) {
    return Math.min(text.length(), text.charAt(at) == '\\' ? at + 2 : at + 1);
  }

  private int endOfCode(int start) {
    int contentStart = start + 2;
    if (hasNoCodeEnd || text.startsWith("`", contentStart)) {
      return -1;
    }
    int end = text.indexOf(CODE_END, contentStart);
    hasNoCodeEnd = end < 0;
    work.add((hasNoCodeEnd ? text.length() : end) - start);
    return hasNoCodeEnd || Ascii.skipWhitespace(text, contentStart) == end
        ? -1
        : end + CODE_END.length();
  }

  /** The next dollar that is not escaped ends a formula, or there is none. */
  private int endOfText(int start) {
    int at = start + 1;
    if (at == text.length() || Ascii.isWhitespace(text.charAt(at))) {
      return -1;
    }
    while (at < text.length() && text.charAt(at) != '$' && text.charAt(at) != '`') {
      at = behind(at);
    }
    work.add(at - start);
    boolean ends =
        dollarsAt(at) == 1
            && !Ascii.isWhitespace(text.charAt(at - 1))
            && (at + 1 == text.length() || !Ascii.isLetterOrDigit(text.charAt(at + 1)));
    return ends ? at + 1 : -1;
  }
}
