package dev.twinmark.sanitizer;

import java.util.regex.Pattern;

/**
 * Regular expressions of the allow-list mean what they mean in JavaScript, with the flag {@code i}
 * and without {@code u}. Java reads three things in them differently, and each would let the server
 * pass a value that the browser refuses, or the other way round.
 */
final class JavaScriptRegex {

  /** ECMAScript's WhiteSpace and LineTerminator; Java's {@code \s} knows only those of ASCII. */
  private static final String WHITE_SPACE =
      "\\\\t\\\\n\\\\x0B\\\\f\\\\r \\\\u00A0\\\\u1680\\\\u2000-\\\\u200A\\\\u2028\\\\u2029"
          + "\\\\u202F\\\\u205F\\\\u3000\\\\uFEFF";

  private JavaScriptRegex() {}

  /**
   * Compiles an expression for {@link java.util.regex.Matcher#find}.
   *
   * @throws IllegalArgumentException when the expression uses something that is not translated
   */
  static Pattern compile(String expression) {
    String java =
        expression
            .replace("[\\s\\S]", "[\\x00-\\x{10FFFF}]")
            .replaceAll("\\\\s", WHITE_SPACE)
            // Java's $ also matches before a line feed at the end.
            .replaceAll("\\$$", "\\\\z")
            .replaceAll("\\$\\|", "\\\\z|");
    if (java.contains("\\S") || java.contains("\\b") || java.contains("\\w")) {
      throw new IllegalArgumentException(
          "The expression " + expression + " uses \\S, \\b or \\w, which Java reads differently.");
    }
    return Pattern.compile(java, Pattern.CASE_INSENSITIVE);
  }

  /**
   * The text to match an expression against: without the flag {@code u}, JavaScript counts UTF-16
   * code units where Java counts code points, so that every half of a surrogate pair has to stand
   * for itself.
   */
  static String asCodeUnits(String text) {
    return text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
        ? text
        : text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "\uFFFD\uFFFD");
  }
}
