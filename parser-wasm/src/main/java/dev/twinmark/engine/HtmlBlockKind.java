package dev.twinmark.engine;

import java.util.Set;

/**
 * CommonMark 0.31 §4.6: "There are seven kinds of HTML block, which can be defined by their start
 * and end conditions." In the order of the specification.
 */
enum HtmlBlockKind {
  VERBATIM,
  COMMENT,
  PROCESSING_INSTRUCTION,
  DECLARATION,
  CDATA,
  BLOCK_TAG,
  COMPLETE_TAG;

  private static final String[] VERBATIM_TAGS = {"script", "pre", "style", "textarea"};

  private static final Set<String> BLOCK_TAGS =
      Set.of(
          "address",
          "article",
          "aside",
          "base",
          "basefont",
          "blockquote",
          "body",
          "caption",
          "center",
          "col",
          "colgroup",
          "dd",
          "details",
          "dialog",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "frame",
          "frameset",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "head",
          "header",
          "hr",
          "html",
          "iframe",
          "legend",
          "li",
          "link",
          "main",
          "menu",
          "menuitem",
          "nav",
          "noframes",
          "ol",
          "optgroup",
          "option",
          "p",
          "param",
          "search",
          "section",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "title",
          "tr",
          "track",
          "ul");

  /** The length of the longest of {@link #BLOCK_TAGS}, in characters. */
  private static final int MAX_BLOCK_TAG_LENGTH = 10;

  /** Returns the kind of block that the line begins with the {@code <} at an offset, or null. */
  static HtmlBlockKind startingAt(String line, int from) {
    if (startsVerbatim(line, from + 1)) {
      return VERBATIM;
    }
    if (line.startsWith("<!--", from)) {
      return COMMENT;
    }
    if (line.startsWith("<?", from)) {
      return PROCESSING_INSTRUCTION;
    }
    if (startsDeclaration(line, from)) {
      return DECLARATION;
    }
    if (line.startsWith("<![CDATA[", from)) {
      return CDATA;
    }
    if (startsBlockTag(line, from + 1)) {
      return BLOCK_TAG;
    }
    int tagEnd = HtmlTag.end(line, from);
    return tagEnd >= 0 && Ascii.skipWhitespace(line, tagEnd) == line.length() ? COMPLETE_TAG : null;
  }

  boolean endsBeforeBlankLine() {
    return this == BLOCK_TAG || this == COMPLETE_TAG;
  }

  /** Returns whether the line is the last of the block, be it the first one or not. */
  boolean endsWith(String line) {
    return switch (this) {
      case VERBATIM -> containsVerbatimEnd(line);
      case COMMENT -> line.contains("-->");
      case PROCESSING_INSTRUCTION -> line.contains("?>");
      case DECLARATION -> line.indexOf('>') >= 0;
      case CDATA -> line.contains("]]>");
      case BLOCK_TAG, COMPLETE_TAG -> false;
    };
  }

  private static boolean startsVerbatim(String line, int name) {
    for (String tag : VERBATIM_TAGS) {
      if (Ascii.matchesIgnoringCase(line, name, tag)) {
        return isTagNameEnd(line, name + tag.length());
      }
    }
    return false;
  }

  private static boolean containsVerbatimEnd(String line) {
    for (int at = line.indexOf("</"); at >= 0; at = line.indexOf("</", at + 1)) {
      for (String tag : VERBATIM_TAGS) {
        int end = at + 2 + tag.length();
        if (Ascii.matchesIgnoringCase(line, at + 2, tag) && line.startsWith(">", end)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsDeclaration(String line, int from) {
    int letter = from + 2;
    return line.startsWith("<!", from)
        && letter < line.length()
        && Ascii.isLetter(line.charAt(letter));
  }

  private static boolean startsBlockTag(String line, int afterLess) {
    int name = line.startsWith("/", afterLess) ? afterLess + 1 : afterLess;
    StringBuilder lowerCase = new StringBuilder(MAX_BLOCK_TAG_LENGTH);
    int at = name;
    while (at < line.length() && Ascii.isLetterOrDigit(line.charAt(at))) {
      if (lowerCase.length() == MAX_BLOCK_TAG_LENGTH) {
        return false;
      }
      lowerCase.append(Ascii.toLowerCase(line.charAt(at)));
      at++;
    }
    return BLOCK_TAGS.contains(lowerCase.toString())
        && (isTagNameEnd(line, at) || line.startsWith("/>", at));
  }

  private static boolean isTagNameEnd(String line, int at) {
    return at == line.length() || line.charAt(at) == '>' || Ascii.isWhitespace(line.charAt(at));
  }
}
