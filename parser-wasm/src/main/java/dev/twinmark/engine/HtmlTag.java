package dev.twinmark.engine;

/**
 * CommonMark 0.31 §6.6: open tags and closing tags, on one line.
 *
 * <p>No attribute is tried twice: where one ends, its own last character or the next one says that
 * it could not have ended before.
 */
final class HtmlTag {

  private static final int NONE = -1;

  private HtmlTag() {}

  /** Returns the offset behind the tag that begins with the {@code <} at an offset, or -1. */
  static int end(String line, int from) {
    int at = from + 1;
    boolean closing = at < line.length() && line.charAt(at) == '/';
    if (closing) {
      at++;
    }
    if (at == line.length() || !Ascii.isLetter(line.charAt(at))) {
      return NONE;
    }
    at = skipTagName(line, at);
    if (!closing) {
      at = skipAttributes(line, at);
      if (at == NONE) {
        return NONE;
      }
    }
    at = Ascii.skipWhitespace(line, at);
    if (!closing && at < line.length() && line.charAt(at) == '/') {
      at++;
    }
    return at < line.length() && line.charAt(at) == '>' ? at + 1 : NONE;
  }

  private static int skipTagName(String line, int from) {
    int at = from;
    while (at < line.length()
        && (Ascii.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '-')) {
      at++;
    }
    return at;
  }

  private static int skipAttributes(String line, int from) {
    int end = from;
    int name = Ascii.skipWhitespace(line, end);
    while (name > end && name < line.length() && isAttributeNameStart(line.charAt(name))) {
      end = skipAttributeName(line, name);
      int equals = Ascii.skipWhitespace(line, end);
      if (equals < line.length() && line.charAt(equals) == '=') {
        end = skipAttributeValue(line, Ascii.skipWhitespace(line, equals + 1));
        if (end == NONE) {
          return NONE;
        }
      }
      name = Ascii.skipWhitespace(line, end);
    }
    return end;
  }

  private static int skipAttributeName(String line, int from) {
    int at = from;
    while (at < line.length() && isAttributeNamePart(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isAttributeNameStart(char c) {
    return Ascii.isLetter(c) || c == '_' || c == ':';
  }

  private static boolean isAttributeNamePart(char c) {
    return isAttributeNameStart(c) || Ascii.isDigit(c) || c == '.' || c == '-';
  }

  private static int skipAttributeValue(String line, int from) {
    if (from == line.length()) {
      return NONE;
    }
    char first = line.charAt(from);
    if (first == '"' || first == '\'') {
      int quote = line.indexOf(first, from + 1);
      return quote < 0 ? NONE : quote + 1;
    }
    int at = from;
    while (at < line.length() && isUnquotedValuePart(line.charAt(at))) {
      at++;
    }
    return at == from ? NONE : at;
  }

  private static boolean isUnquotedValuePart(char c) {
    return c > ' ' && c != '"' && c != '\'' && c != '=' && c != '<' && c != '>' && c != '`';
  }
}
