package dev.twinmark.documents;

import java.util.regex.Pattern;

/** The titles that texts give themselves. */
final class Titles {

  /** The lines in which a heading is looked for: a text without any may be long. */
  private static final int MAX_LINES = 200;

  private static final Pattern HEADING =
      Pattern.compile(" {0,3}#{1,6}[ \\t]+(.*?)[ \\t]*#*[ \\t]*");

  private static final Pattern MARKS = Pattern.compile("[*_`~\\\\]|^[ \\t>#+-]+|\\p{Cc}");

  private Titles() {}

  /** Returns the first heading, or else the first line with words, or nothing. */
  static String of(String text) {
    String first = "";
    int start = 0;
    for (int i = 0; i < MAX_LINES && start < text.length(); i++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      // The pattern must not run along a line of a megabyte.
      String line = text.substring(start, Math.min(end, start + 4 * Limits.TITLE_UNITS));
      var heading = HEADING.matcher(line);
      if (heading.matches() && !plain(heading.group(1)).isEmpty()) {
        return plain(heading.group(1));
      }
      if (first.isEmpty()) {
        first = plain(line);
      }
      start = end + 1;
    }
    return first;
  }

  /** Returns a title of one line that is not too long. */
  static String line(String title) {
    String line = title.replaceAll("\\p{Cc}|\\p{Cs}", " ").strip();
    return line.substring(0, Math.min(Limits.TITLE_UNITS, line.length()));
  }

  private static String plain(String line) {
    return line(MARKS.matcher(line).replaceAll(""));
  }
}
