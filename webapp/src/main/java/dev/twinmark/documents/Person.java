package dev.twinmark.documents;

/**
 * A person who has signed in.
 *
 * @param issuer the provider, or the proxy's header
 * @param subject the issuer's name for the person, which never changes
 * @param name for others to see; may be empty
 */
public record Person(String issuer, String subject, String name) {

  /** The longest subject of OpenID Connect (Core 1.0, 2). */
  private static final int MAX_SUBJECT_UNITS = 255;

  /** Takes a name of any length, of which one line is kept. */
  public Person {
    name = Message.shownName(name);
  }

  /**
   * Returns whether a text may be a subject. Control characters have no use in one, and PostgreSQL
   * cannot store NUL or lone surrogates.
   */
  public static boolean isSubject(String subject) {
    return !subject.isBlank()
        && subject.length() <= MAX_SUBJECT_UNITS
        && subject
            .codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
