package dev.twinmark.e2e;

/** What a failure shows of a long text. */
final class Excerpt {

  /** In UTF-16 code units. */
  private static final int CONTEXT = 300;

  private Excerpt() {}

  /** Where two texts begin to differ, or where the shorter one ends. */
  static int firstDifference(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  /** Enough of a text to see what it is about. */
  static String around(String text, int at) {
    return text.substring(Math.max(0, at - CONTEXT / 2), Math.min(text.length(), at + CONTEXT));
  }
}
