package dev.twinmark.sanitizer;

import java.util.regex.Pattern;

/** Converts strings on their way into and out of an HTML parser. */
final class Text {

  private static final char REPLACEMENT = '\uFFFD';

  /** Numeric character references to U+D800 to U+DFFF. */
  private static final Pattern SURROGATE_REFERENCE =
      Pattern.compile(
          "&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}(?![0-9a-fA-F])"
              + "|0*5(?:529[6-9]|5[3-9][0-9]{2}|6[0-9]{3}|7[0-2][0-9]{2}|73[0-3][0-9]|734[0-3])(?![0-9]))");

  /** Code units that Java takes for another case of an ASCII letter, and HTML does not. */
  private static final String CASE_PARTNERS = "\u0130\u0131\u017F\u212A";

  private Text() {}

  /** Replaces lone surrogates by U+FFFD: the WHATWG's conversion to a USVString. */
  static String scalarValues(String text) {
    StringBuilder converted = null;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (converted == null) {
        converted = new StringBuilder(text);
      }
      converted.setCharAt(i, REPLACEMENT);
    }
    return converted == null ? text : converted.toString();
  }

  /**
   * Makes references to surrogates refer to U+FFFD, as the HTML standard does ("numeric character
   * reference end state"); jsoup makes surrogates of them, and of two of them a pair.
   */
  static String withoutSurrogateReferences(String html) {
    return html.contains("&#") ? SURROGATE_REFERENCE.matcher(html).replaceAll("&#xFFFD") : html;
  }

  /**
   * Writes İ, ı, ſ and U+212A KELVIN SIGN as references. jsoup compares the names of elements and
   * attributes with {@code toLowerCase} and {@code equalsIgnoreCase}, to which these are an {@code
   * i}, an {@code s} and a {@code k}; a browser ignores the case of ASCII letters only. In text and
   * values a reference means the same; no element or attribute has a name with one in it.
   */
  static String withCasePartnersAsReferences(String html) {
    String converted = html;
    for (int i = 0; i < CASE_PARTNERS.length(); i++) {
      char partner = CASE_PARTNERS.charAt(i);
      // Nearly no document has one, and indexOf is several times faster than a regular expression.
      if (html.indexOf(partner) >= 0) {
        converted = converted.replace(String.valueOf(partner), "&#" + (int) partner + ";");
      }
    }
    return converted;
  }

  /** The HTML standard's "preprocessing the input stream", which jsoup leaves out. */
  static String normalizedNewlines(String html) {
    return html.indexOf('\r') < 0 ? html : html.replace("\r\n", "\n").replace('\r', '\n');
  }

  /**
   * Text as the whole content of a {@code pre}, without what a parser would not give back: NUL, and
   * line feeds at the start, of which it drops one.
   */
  static String asContentOfPre(String text) {
    return normalizedNewlines(text)
        .replace("\0", "")
        .replaceFirst("^\n+", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\u00A0", "&nbsp;");
  }
}
