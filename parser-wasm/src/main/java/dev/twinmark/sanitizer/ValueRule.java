package dev.twinmark.sanitizer;

import java.util.List;
import java.util.Set;

/**
 * The values that an attribute may have. The browser has the same rules (value-rules.ts), and one
 * file of cases tests both (attribute-values.json).
 */
interface ValueRule {

  boolean allows(String value);

  /** Returns an allowed value as it goes into the page. */
  default String rewritten(String value) {
    return value;
  }

  /** Any text. */
  record Text() implements ValueRule {
    @Override
    public boolean allows(String value) {
      return true;
    }
  }

  /** One of some words, in lower case here and in any case in the document. */
  record Words(Set<String> words) implements ValueRule {
    @Override
    public boolean allows(String value) {
      return words.contains(Ascii.lowerCase(value));
    }
  }

  /**
   * The name of an element. It gets a prefix, so that no document can stand in for an element or a
   * global variable of the page around it (DOM clobbering).
   */
  record Name(String prefix) implements ValueRule {
    @Override
    public boolean allows(String value) {
      return !value.isEmpty();
    }

    @Override
    public String rewritten(String value) {
      return value.startsWith(prefix) ? value : prefix + value;
    }
  }

  /** A decimal integer in a range, both ends included. */
  record IntegerInRange(int min, int max) implements ValueRule {

    /** The longest that every reader of numbers in HTML takes, and CommonMark's own limit. */
    private static final int MAX_DIGITS = 9;

    @Override
    public boolean allows(String value) {
      String digits = value.startsWith("-") ? value.substring(1) : value;
      if (digits.isEmpty()
          || digits.length() > MAX_DIGITS
          || !digits.chars().allMatch(unit -> Ascii.isDigit((char) unit))) {
        return false;
      }
      int number = Integer.parseInt(value);
      return number >= min && number <= max;
    }
  }

  /**
   * A prefix and something behind it, in one word.
   *
   * @param maxLength of what follows the prefix, in UTF-16 code units
   * @param without characters that the word may not have, besides blank ones
   * @param others values that are allowed besides
   */
  record Word(
      String prefix, int maxLength, List<String> without, CodeUnitSet blank, ValueRule others)
      implements ValueRule {
    @Override
    public boolean allows(String value) {
      return isWord(value) || others.allows(value);
    }

    private boolean isWord(String value) {
      int length = value.length() - prefix.length();
      return length > 0
          && length <= maxLength
          && Ascii.startsWithIgnoreCase(value, prefix)
          && !blank.containsAnyOf(value.substring(prefix.length()))
          && without.stream().noneMatch(value.substring(prefix.length())::contains);
    }
  }

  /**
   * A URL of certain schemes, or a relative one.
   *
   * @param schemes in lower case
   * @param base64Types the MIME types of the {@code data:} URLs that are allowed
   * @param fragment the rule for the rest of a URL that begins with {@code #}
   * @param blank characters to leave out first, which parsers of URLs ignore, or have ignored
   */
  record Url(Set<String> schemes, List<String> base64Types, ValueRule fragment, CodeUnitSet blank)
      implements ValueRule {

    @Override
    public boolean allows(String value) {
      String url = blank.removedFrom(value);
      int end = endOfScheme(url);
      if (end == 0) {
        return true;
      }
      String scheme = Ascii.lowerCase(url.substring(0, end));
      return schemes.contains(scheme) || (scheme.equals("data") && isBase64OfAllowedType(url));
    }

    @Override
    public String rewritten(String value) {
      return value.length() > 1 && value.charAt(0) == '#'
          ? "#" + fragment.rewritten(value.substring(1))
          : value;
    }

    private boolean isBase64OfAllowedType(String url) {
      for (String type : base64Types) {
        String beginning = "data:" + type + ";base64,";
        if (Ascii.startsWithIgnoreCase(url, beginning)) {
          return url.chars().skip(beginning.length()).allMatch(unit -> isBase64((char) unit));
        }
      }
      return false;
    }

    /**
     * Returns the index of the colon behind a URL's scheme, or 0 where it has none.
     *
     * @see <a href="https://url.spec.whatwg.org/#scheme-state">The URL standard</a>
     */
    private static int endOfScheme(String url) {
      if (url.isEmpty() || !Ascii.isLetter(url.charAt(0))) {
        return 0;
      }
      for (int i = 1; i < url.length(); i++) {
        char unit = url.charAt(i);
        if (unit == ':') {
          return i;
        }
        if (!Ascii.isLetter(unit) && !Ascii.isDigit(unit) && "+.-".indexOf(unit) < 0) {
          return 0;
        }
      }
      return 0;
    }

    private static boolean isBase64(char unit) {
      return Ascii.isLetter(unit) || Ascii.isDigit(unit) || "+/=".indexOf(unit) >= 0;
    }
  }
}
