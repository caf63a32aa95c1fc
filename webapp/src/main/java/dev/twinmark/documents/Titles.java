package dev.twinmark.documents;

import java.util.regex.Pattern;

/** The titles that texts give themselves. */
final class Titles {

  /** The lines in which a heading is looked for: a text without any may be long. */
  private static final int MAX_LINES = 200;

  private static final int MAX_HEADING_LEVEL = 6;
  private static final int MAX_HEADING_INDENT = 3;

  private static final Pattern MARKS = Pattern.compile("[*_`~\\\\]|^[ \\t>#+-]+|\\p{Cc}");

  private Titles() {}

  /** Returns the first heading, or else the first line with words, or nothing. */
  static String of(String text) {
    String first = "";
    int start = 0;
    for (int i = 0; i < MAX_LINES && start < text.length(); i++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      // A line may have a megabyte.
      String line = text.substring(start, Math.min(end, start + 4 * Limits.TITLE_UNITS));
      String heading = plain(heading(line));
      if (!heading.isEmpty()) {
        return heading;
      }
      if (first.isEmpty()) {
        first = plain(line);
      }
      start = end + 1;
    }
    return first;
  }

  /**
   * Returns the text of a line that is an ATX heading; otherwise nothing. No regular expression
   * finds its end: with one, a line of 800 spaces took 0.1 s.
   */
  private static String heading(String line) {
    int marks = 0;
    while (marks < line.length() && line.charAt(marks) == ' ') {
      marks++;
    }
    int start = marks;
    while (start < line.length() && line.charAt(start) == '#') {
      start++;
    }
    int level = start - marks;
    boolean isHeading =
        marks <= MAX_HEADING_INDENT
            && level >= 1
            && level <= MAX_HEADING_LEVEL
            && start < line.length()
            && isSpace(line.charAt(start));
    if (!isHeading) {
      return "";
    }
    int end = spaceStart(line, line.length());
    int closing = end;
    while (closing > start && line.charAt(closing - 1) == '#') {
      closing--;
    }
    // Without a space before, as in "# C#", they are text.
    return line.substring(start, isSpace(line.charAt(closing - 1)) ? closing : end);
  }

  private static int spaceStart(String line, int end) {
    int start = end;
    while (start > 0 && isSpace(line.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isSpace(char unit) {
    return unit == ' ' || unit == '\t';
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
