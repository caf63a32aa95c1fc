package dev.twinmark.sanitizer;

/**
 * HTML and URLs ignore the case of ASCII letters only. Java's comparisons ignore more: to them
 * U+212A KELVIN SIGN is a {@code k}, and U+017F LATIN SMALL LETTER LONG S an {@code s}.
 *
 * @see <a href="https://infra.spec.whatwg.org/#ascii-case-insensitive">ASCII case-insensitive</a>
 */
final class Ascii {

  private Ascii() {}

  static String lowerCase(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUpperCase(text.charAt(i))) {
        char[] units = text.toCharArray();
        for (; i < units.length; i++) {
          units[i] = lowerCase(units[i]);
        }
        return new String(units);
      }
    }
    return text;
  }

  static boolean equalsIgnoreCase(String one, String other) {
    return one.length() == other.length() && startsWithIgnoreCase(one, other);
  }

  static boolean startsWithIgnoreCase(String text, String prefix) {
    return matchesAt(0, text, prefix);
  }

  static boolean isLetter(char unit) {
    return isUpperCase(unit) || (unit >= 'a' && unit <= 'z');
  }

  static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  static boolean matchesAt(int start, String text, String part) {
    if (start + part.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (lowerCase(text.charAt(start + i)) != lowerCase(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUpperCase(char unit) {
    return unit >= 'A' && unit <= 'Z';
  }

  static char lowerCase(char unit) {
    return isUpperCase(unit) ? (char) (unit - 'A' + 'a') : unit;
  }

  static char upperCase(char unit) {
    return unit >= 'a' && unit <= 'z' ? (char) (unit - 'a' + 'A') : unit;
  }
}
