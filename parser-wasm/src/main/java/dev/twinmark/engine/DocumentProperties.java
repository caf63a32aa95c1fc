package dev.twinmark.engine;

import java.util.List;
import java.util.Set;

/**
 * Properties that the front matter of a document gives to a page with it: {@code title}, {@code
 * lang} and {@code dir}. They are data from the document's author: escape them.
 *
 * @param title on one line; empty where there is none
 * @param language for the attribute {@code lang}, in the form of a tag of BCP 47; empty where there
 *     is none
 * @param direction for the attribute {@code dir}: {@code ltr}, {@code rtl} or {@code auto}; empty
 *     where there is none
 */
public record DocumentProperties(String title, String language, String direction) {

  private static final DocumentProperties NONE = new DocumentProperties("", "", "");

  /** RFC 5646 §4.4.1: "recommended minimum size" of a field for a tag. */
  private static final int MAX_LANGUAGE_UNITS = 35;

  private static final int MAX_SUBTAG_UNITS = 8;

  private static final List<String> DIRECTIONS = List.of("ltr", "rtl", "auto");

  /** The part of a document that its front matter can be in. */
  private static final int MAX_UNITS =
      DocumentParser.BYTE_ORDER_MARK.length() + FrontMatter.MAX_UNITS + 1;

  /**
   * Reads the properties of a document.
   *
   * @param source the Markdown text
   * @param extensions those it is rendered with; without {@link Extension#FRONT_MATTER} there are
   *     no properties
   */
  public static DocumentProperties of(String source, Set<Extension> extensions) {
    if (!extensions.contains(Extension.FRONT_MATTER) || !FrontMatter.mayBegin(source)) {
      return NONE;
    }
    int start =
        source.startsWith(DocumentParser.BYTE_ORDER_MARK)
            ? DocumentParser.BYTE_ORDER_MARK.length()
            : 0;
    List<String> lines =
        FrontMatter.linesOf(source.substring(start, Math.min(source.length(), MAX_UNITS)));
    if (lines.isEmpty()) {
      return NONE;
    }
    FrontMatter frontMatter = FrontMatter.of(lines);
    return new DocumentProperties(
        oneLine(frontMatter.value("title")),
        languageOf(frontMatter.value("lang")),
        directionOf(frontMatter.value("dir")));
  }

  /** Returns the properties of a live document. */
  static DocumentProperties of(SourceText text, Set<Extension> extensions) {
    return of(text.substring(0, Math.min(text.length(), MAX_UNITS)), extensions);
  }

  /** Collapses white space as HTML does. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isWhitespace(c)) {
        line.append(c);
      } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString().trim();
  }

  private static String languageOf(String tag) {
    if (tag.length() > MAX_LANGUAGE_UNITS) {
      return "";
    }
    int subtagUnits = 0;
    boolean isFirst = true;
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c == '-' && subtagUnits > 0) {
        subtagUnits = 0;
        isFirst = false;
      } else if (isFirst ? Ascii.isLetter(c) : Ascii.isLetterOrDigit(c)) {
        subtagUnits++;
      } else {
        return "";
      }
      if (subtagUnits > MAX_SUBTAG_UNITS) {
        return "";
      }
    }
    return subtagUnits == 0 ? "" : tag;
  }

  private static String directionOf(String value) {
    for (String direction : DIRECTIONS) {
      if (value.length() == direction.length() && Ascii.matchesIgnoringCase(value, 0, direction)) {
        return direction;
      }
    }
    return "";
  }
}
