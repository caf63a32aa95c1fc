package dev.twinmark.e2e.support;

/** The part of a long text that a failure shows. */
public final class Excerpt {

  /** In UTF-16 code units. */
  private static final int CONTEXT = 300;

  private Excerpt() {}

  /** Returns the index where two texts begin to differ, or where the shorter one ends. */
  public static int firstDifference(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  /** Enough of a text to see what it is about. */
  public static String around(String text, int at) {
    return text.substring(Math.max(0, at - CONTEXT / 2), Math.min(text.length(), at + CONTEXT));
  }
}
