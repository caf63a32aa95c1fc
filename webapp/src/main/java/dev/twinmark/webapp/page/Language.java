package dev.twinmark.webapp.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The languages of the interface. The texts of each are in a folder of resources, named by its tag.
 */
public enum Language {
  /** Shown to users who ask for a language that is not here. */
  ENGLISH("en"),
  /** German. */
  GERMAN("de"),
  /** French. */
  FRENCH("fr"),
  /** Polish. */
  POLISH("pl");

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

  /** The class path of a file of this language. */
  String resource(String name) {
    return "/dev/twinmark/language/" + tag() + "/" + name;
  }

  /** In which direction it is written, as the attribute {@code dir} has it. */
  String direction() {
    // Neither of them is written from right to left; the one that will be says so here.
    return "ltr";
  }

  /**
   * The language of a tag, whatever its region or script, as in {@code de-AT} (RFC 4647, 3.4).
   *
   * @param tag a language tag, or anything else
   */
  public static Optional<Language> lookup(String tag) {
    int hyphen = tag.indexOf('-');
    String primary = hyphen < 0 ? tag : tag.substring(0, hyphen);
    return Arrays.stream(values())
        .filter(language -> language.tag().equalsIgnoreCase(primary))
        .findFirst();
  }
}
