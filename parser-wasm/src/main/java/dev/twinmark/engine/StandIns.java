package dev.twinmark.engine;

/**
 * Short URLs in a text that stand for longer ones, such as a picture of megabytes, which an editor
 * keeps to itself. Where the length of a text matters, the longer ones count.
 *
 * @param mark what is in each of them and nowhere else, followed by the units that it lacks, in
 *     decimal digits, and something else; empty if there are none
 */
record StandIns(String mark) {

  /** A text that has all its URLs. */
  static final StandIns NONE = new StandIns("");

  private static final int MAX_DIGITS = 9;

  /** Returns how many UTF-16 code units a stretch of the text lacks. */
  int missingUnits(SourceText text, int from, int to) {
    return mark.isEmpty() ? 0 : missingUnits(text.substring(from, to));
  }

  /** Returns how many UTF-16 code units a part of the text lacks. */
  int missingUnits(CharSequence text) {
    if (mark.isEmpty()) {
      return 0;
    }
    String string = text.toString();
    int missing = 0;
    int at = string.indexOf(mark);
    while (at >= 0) {
      at += mark.length();
      int units = 0;
      for (int end = Math.min(at + MAX_DIGITS, string.length());
          at < end && isDigit(string.charAt(at));
          at++) {
        units = 10 * units + (string.charAt(at) - '0');
      }
      missing += units;
      at = string.indexOf(mark, at);
    }
    return missing;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
