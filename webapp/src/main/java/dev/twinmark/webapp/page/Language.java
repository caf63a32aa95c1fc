package dev.twinmark.webapp.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The languages of the interface. */
public enum Language {
  /** What is shown to those who ask for a language that is not here. */
  ENGLISH("en"),
  /** German. */
  GERMAN("de");

  private static final List<Locale> LOCALES =
      Arrays.stream(values()).map(Language::locale).toList();

  private final Locale locale;

  Language(String tag) {
    locale = Locale.forLanguageTag(tag);
  }

  /** The language tag (BCP 47). */
  public String tag() {
    return locale.toLanguageTag();
  }

  Locale locale() {
    return locale;
  }

  /** In which direction it is written, as the attribute {@code dir} has it. */
  String direction() {
    // Neither of them is written from right to left; the one that will be says so here.
    return "ltr";
  }

  /**
   * The language that suits a reader best.
   *
   * @param chosen a language tag, or null when the reader has chosen none
   * @param acceptLanguage the value of that header (RFC 9110, 12.5.4), or null
   */
  public static Language negotiate(String chosen, String acceptLanguage) {
    Language byChoice = lookup(chosen);
    Language byHeader = byChoice == null ? lookup(acceptLanguage) : byChoice;
    return byHeader == null ? ENGLISH : byHeader;
  }

  private static Language lookup(String ranges) {
    if (ranges == null || ranges.isBlank()) {
      return null;
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(ranges), LOCALES);
      return found == null ? null : values()[LOCALES.indexOf(found)];
    } catch (IllegalArgumentException malformed) {
      // A header that cannot be read asks for nothing.
      return null;
    }
  }
}
