package dev.twinmark.engine;

/**
 * Unescapes without regular expressions, which TeaVM matches by recursion: a text of 6 KB would
 * overflow the stack of the browser.
 */
public final class Unescaping {

  /** The longest name of an entity and the longest numbers that are tried, in characters. */
  private static final int MAX_NAME = 32;

  private static final int MAX_HEX_DIGITS = 6;
  private static final int MAX_DIGITS = 7;

  private static final int NONE = -1;

  private Unescaping() {}

  /** Returns the text with its backslash escapes and entities replaced by what they stand for. */
  public static String unescape(String text) {
    StringBuilder unescaped = null;
    int copied = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = NONE;
      if (c == '\\') {
        end = escapeEnd(text, i);
      } else if (c == '&') {
        end = entityEnd(text, i);
      }
      if (end == NONE) {
        i++;
        continue;
      }
      if (unescaped == null) {
        unescaped = new StringBuilder(text.length());
      }
      unescaped.append(text, copied, i);
      if (c == '\\') {
        unescaped.append(text.charAt(i + 1));
      } else {
        unescaped.append(Entities.textOf(text.substring(i, end)));
      }
      copied = end;
      i = end;
    }
    return unescaped == null ? text : unescaped.append(text, copied, text.length()).toString();
  }

  private static int escapeEnd(String text, int backslash) {
    int next = backslash + 1;
    return next < text.length() && Ascii.isPunctuation(text.charAt(next)) ? next + 1 : NONE;
  }

  /** Returns the offset behind the semicolon, or -1. */
  private static int entityEnd(String text, int ampersand) {
    int start = ampersand + 1;
    int end = start;
    int limit;
    if (Ascii.matchesIgnoringCase(text, start, "#x")) {
      start += 2;
      end = start;
      limit = Math.min(text.length(), start + MAX_HEX_DIGITS);
      while (end < limit && Ascii.isHexDigit(text.charAt(end))) {
        end++;
      }
    } else if (text.startsWith("#", start)) {
      start++;
      end = start;
      limit = Math.min(text.length(), start + MAX_DIGITS);
      while (end < limit && Ascii.isDigit(text.charAt(end))) {
        end++;
      }
    } else if (start < text.length() && Ascii.isLetter(text.charAt(start))) {
      // A name of one letter is none: the second character is required.
      start++;
      end = start;
      limit = Math.min(text.length(), start + MAX_NAME - 1);
      while (end < limit && Ascii.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
    }
    return end > start && text.startsWith(";", end) ? end + 1 : NONE;
  }
}
