package dev.twinmark.engine;

import org.commonmark.text.Characters;

/**
 * Finds the bare addresses in a text that GFM makes links: GFM 0.29 §6.9, "Autolinks (extension)",
 * and where that leaves something open, what cmark-gfm does.
 */
final class ExtendedAutolinks {

  private static final String WWW = "www.";
  private static final String BEHIND_SCHEME = "://";
  private static final String[] SCHEMES = {"http", "https", "ftp"};

  /** The characters besides whitespace that an address may follow. */
  private static final String BEFORE_WWW = "*_~(";

  /** "not considered part of the autolink, though they may be included in the interior". */
  private static final String TRAILING_PUNCTUATION = "?!.,:*_~'\"";

  private static final String IN_LOCAL_PART = ".+-_";
  private static final String[] EMAIL_SCHEMES = {"mailto", "xmpp"};
  private static final String XMPP = "xmpp";

  private final String text;
  private final Work work;

  /**
   * The end of a host that was refused, and its last underscore: a host that begins before that and
   * ends there is refused as well, without being read again.
   */
  private int refusedEnd;

  private int refusedUnderscore;

  ExtendedAutolinks(String text, Work work) {
    this.text = text;
    this.work = work;
  }

  /** Returns the end of the address that begins with a {@code w} here, or -1. */
  int endOfWww(int at) {
    if (!text.startsWith(WWW, at)
        || !isHostCharacter(at + WWW.length())
        || (at > 0
            && BEFORE_WWW.indexOf(text.charAt(at - 1)) < 0
            && !Ascii.isWhitespace(text.charAt(at - 1)))) {
      return -1;
    }
    int host = endOfHost(at);
    return host < 0 ? -1 : endOfAddress(at, host);
  }

  /**
   * Returns the length of the scheme of the URL whose colon is here, or 0 where it is none that is
   * linked.
   */
  int schemeLength(int colon) {
    if (!text.startsWith(BEHIND_SCHEME, colon)
        || !isHostCharacter(colon + BEHIND_SCHEME.length())) {
      return 0;
    }
    return precedingScheme(colon, SCHEMES);
  }

  /** Returns the length of the one of the schemes that ends here, and no longer word does; or 0. */
  private int precedingScheme(int end, String... schemes) {
    for (String scheme : schemes) {
      int start = end - scheme.length();
      if (start >= 0
          && Ascii.matchesIgnoringCase(text, start, scheme)
          && (start == 0 || !Ascii.isLetter(text.charAt(start - 1)))) {
        return scheme.length();
      }
    }
    return 0;
  }

  /** Returns the end of the URL whose colon is here, behind a scheme that is linked; or -1. */
  int endOfUrl(int colon) {
    int start = colon + BEHIND_SCHEME.length();
    int host = endOfHost(start);
    return host < 0 ? -1 : endOfAddress(start, host);
  }

  /**
   * "There may be no underscores in the last two segments of the domain."
   *
   * @return the end of the host that begins here, or -1
   */
  private int endOfHost(int start) {
    if (start < refusedEnd && start <= refusedUnderscore) {
      return -1;
    }
    int underscore = -1;
    int lastPeriod = -1;
    int periodBefore = -1;
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '_') {
        underscore = end;
      } else if (c == '.') {
        periodBefore = lastPeriod;
        lastPeriod = end;
      } else if (c != '-' && !isHostCharacter(end)) {
        break;
      }
      end++;
    }
    work.add(end - start + 1);
    if (underscore > periodBefore) {
      refusedEnd = end;
      refusedUnderscore = underscore;
      return -1;
    }
    return end;
  }

  private boolean isHostCharacter(int at) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c < 128) {
      return Ascii.isLetterOrDigit(c);
    }
    int codePoint =
        Character.isLowSurrogate(c) && at > 0 ? text.codePointBefore(at + 1) : text.codePointAt(at);
    return !Characters.isPunctuationCodePoint(codePoint)
        && !Characters.isWhitespaceCodePoint(codePoint);
  }

  /** "followed by zero or more non-space non-{@code <} characters", without those at its end. */
  private int endOfAddress(int start, int host) {
    int end = host;
    int parentheses = 0;
    while (end < text.length()
        && text.charAt(end) != '<'
        && !Ascii.isWhitespace(text.charAt(end))) {
      parentheses += balance(text.charAt(end));
      end++;
    }
    work.add(end - start + 1);
    while (end > start) {
      char last = text.charAt(end - 1);
      if (last == ';') {
        end = endBeforeEntity(start, end);
      } else if (last == ')' ? parentheses < 0 : TRAILING_PUNCTUATION.indexOf(last) >= 0) {
        parentheses -= balance(last);
        end--;
      } else {
        break;
      }
    }
    return end == start ? -1 : end;
  }

  private static int balance(char c) {
    return c == '(' ? 1 : c == ')' ? -1 : 0;
  }

  /**
   * "If an autolink ends in a semicolon, we check to see if it appears to resemble an entity
   * reference; if the preceding text is {@code &} followed by one or more alphanumeric characters.
   * If so, it is excluded from the autolink". cmark-gfm takes letters alone.
   */
  private int endBeforeEntity(int start, int end) {
    int at = end - 2;
    while (at > start && Ascii.isLetter(text.charAt(at))) {
      at--;
    }
    work.add(end - at);
    return at < end - 2 && at >= start && text.charAt(at) == '&' ? at : end - 1;
  }

  /**
   * An address of e-mail in a text without other inlines.
   *
   * @param start with the scheme where one is written
   * @param hasScheme whether it begins with {@code mailto:} or {@code xmpp:}
   */
  record Email(int start, int end, boolean hasScheme) {}

  /** Returns the address around the {@code @} here, or null. */
  Email email(int at) {
    int start = at;
    while (start > 0 && isInLocalPart(text.charAt(start - 1))) {
      start--;
    }
    work.add(at - start + 1);
    boolean hasColon = start > 0 && text.charAt(start - 1) == ':';
    int scheme = hasColon ? precedingScheme(start - 1, EMAIL_SCHEMES) : 0;
    int end = endOfEmail(at, scheme == XMPP.length());
    return start == at || end < 0
        ? null
        : new Email(scheme > 0 ? start - 1 - scheme : start, end, scheme > 0);
  }

  private static boolean isInLocalPart(char c) {
    return Ascii.isLetterOrDigit(c) || IN_LOCAL_PART.indexOf(c) >= 0;
  }

  private int endOfEmail(int at, boolean isXmpp) {
    boolean hasPeriod = false;
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '.') {
        if (end + 1 == text.length() || !Ascii.isLetterOrDigit(text.charAt(end + 1))) {
          break;
        }
        hasPeriod = true;
      } else if (!Ascii.isLetterOrDigit(c) && c != '-' && c != '_' && !(c == '/' && isXmpp)) {
        break;
      }
      end++;
    }
    work.add(end - at);
    // ". can occur on both sides of the @, but only . may occur at the end"; two @ are no address.
    return !hasPeriod
            || (end < text.length() && text.charAt(end) == '@')
            || !Ascii.isLetter(text.charAt(end - 1))
        ? -1
        : end;
  }
}
