package dev.twinmark.webapp.documents;

import java.util.Locale;
import java.util.stream.Stream;

/** The visitors who may create documents. */
public enum Creators {
  EVERYONE,
  SIGNED_IN,
  NOBODY;

  /**
   * Reads the value of a flag.
   *
   * @throws IllegalArgumentException when there are no such visitors; the message says so
   */
  public static Creators of(String word) {
    return Stream.of(values())
        .filter(creators -> creators.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected everyone, signed-in or nobody, but was '" + word + "'"));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
