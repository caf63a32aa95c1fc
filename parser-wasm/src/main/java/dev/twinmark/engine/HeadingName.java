package dev.twinmark.engine;

import org.commonmark.node.Heading;

/**
 * The name by which links lead to a heading, as GitHub makes it of the heading's text: {@code
 * Getting started} is {@code getting-started}. Letters, marks, numbers, connectors and hyphens
 * stay, in lower case; spaces become hyphens. Emoji that are written as shortcodes have the name of
 * these.
 */
final class HeadingName {

  private HeadingName() {}

  /** Returns the name, empty where the heading has nothing that can be in one. */
  static String of(Heading heading) {
    StringBuilder text = new StringBuilder();
    InlineText.append(heading, emoji -> emoji.name, "", text);
    return from(text.toString().trim());
  }

  private static String from(String text) {
    StringBuilder name = new StringBuilder(text.length());
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (codePoint == ' ') {
        name.append('-');
      } else if (codePoint == '-' || isInWords(codePoint)) {
        name.appendCodePoint(Character.toLowerCase(codePoint));
      }
    }
    return name.toString();
  }

  private static boolean isInWords(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
