package dev.twinmark.engine;

import static dev.twinmark.engine.Ascii.isDigit;
import static dev.twinmark.engine.Ascii.isLetter;

/** The two forms of autolinks: CommonMark 0.31 §6.5. */
final class Autolinks {

  private static final int MIN_SCHEME_LENGTH = 2;
  private static final int MAX_SCHEME_LENGTH = 32;

  /** The limit of a label of a domain, by the regular expression that §6.5 takes over from HTML. */
  private static final int MAX_DOMAIN_LABEL_LENGTH = 63;

  private static final String LOCAL_PART_MARKS = ".!#$%&'*+/=?^_`{|}~-";

  private Autolinks() {}

  /** Returns the destination of what stands between pointy brackets, or null. */
  static String destination(String content) {
    if (isUri(content)) {
      return content;
    }
    return isEmailAddress(content) ? "mailto:" + content : null;
  }

  private static boolean isUri(String content) {
    int colon = content.indexOf(':');
    if (colon < MIN_SCHEME_LENGTH || colon > MAX_SCHEME_LENGTH || !isLetter(content.charAt(0))) {
      return false;
    }
    for (int i = 1; i < colon; i++) {
      char c = content.charAt(i);
      if (!isLetter(c) && !isDigit(c) && c != '+' && c != '.' && c != '-') {
        return false;
      }
    }
    for (int i = colon + 1; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c <= ' ' || c == '<' || c == '>') {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmailAddress(String content) {
    int at = content.indexOf('@');
    if (at < 1) {
      return false;
    }
    for (int i = 0; i < at; i++) {
      char c = content.charAt(i);
      if (!isLetter(c) && !isDigit(c) && LOCAL_PART_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    int start = at + 1;
    for (int i = start; i <= content.length(); i++) {
      if (i == content.length() || content.charAt(i) == '.') {
        if (!isDomainLabel(content, start, i)) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static boolean isDomainLabel(String content, int start, int end) {
    if (start == end
        || end - start > MAX_DOMAIN_LABEL_LENGTH
        || content.charAt(start) == '-'
        || content.charAt(end - 1) == '-') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = content.charAt(i);
      if (!isLetter(c) && !isDigit(c) && c != '-') {
        return false;
      }
    }
    return true;
  }
}
