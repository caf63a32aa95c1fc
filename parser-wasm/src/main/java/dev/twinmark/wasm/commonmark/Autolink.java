package dev.twinmark.wasm.commonmark;

/** CommonMark 0.31 §6.5: what makes a link of the text between two angle brackets. */
final class Autolink {

  /** The shortest and the longest scheme, in characters. */
  private static final int MIN_SCHEME = 2;

  private static final int MAX_SCHEME = 32;

  /** The longest part of a domain between two dots, in characters. */
  private static final int MAX_DOMAIN_LABEL = 63;

  private static final String LOCAL_PART_MARKS = ".!#$%&'*+/=?^_`{|}~-";

  private Autolink() {}

  /** Whether the text is an absolute URI. */
  static boolean isUri(String text) {
    int colon = 0;
    while (colon < text.length() && isSchemePart(text.charAt(colon))) {
      colon++;
    }
    if (colon < MIN_SCHEME
        || colon > MAX_SCHEME
        || colon == text.length()
        || text.charAt(colon) != ':'
        || !Ascii.isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = colon + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '<' || c == '>') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSchemePart(char c) {
    return Ascii.isLetterOrDigit(c) || c == '.' || c == '+' || c == '-';
  }

  /** Whether the text is an email address, as HTML has it for {@code <input type="email">}. */
  static boolean isEmail(String text) {
    int at = 0;
    while (at < text.length() && isLocalPart(text.charAt(at))) {
      at++;
    }
    if (at == 0 || at == text.length() || text.charAt(at) != '@') {
      return false;
    }
    int labelStart = at + 1;
    for (int i = labelStart; i < text.length(); i++) {
      if (text.charAt(i) == '.') {
        if (!isDomainLabel(text, labelStart, i)) {
          return false;
        }
        labelStart = i + 1;
      }
    }
    return isDomainLabel(text, labelStart, text.length());
  }

  private static boolean isLocalPart(char c) {
    return Ascii.isLetterOrDigit(c) || LOCAL_PART_MARKS.indexOf(c) >= 0;
  }

  private static boolean isDomainLabel(String text, int start, int end) {
    if (start == end
        || end - start > MAX_DOMAIN_LABEL
        || text.charAt(start) == '-'
        || text.charAt(end - 1) == '-') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && c != '-') {
        return false;
      }
    }
    return true;
  }
}
