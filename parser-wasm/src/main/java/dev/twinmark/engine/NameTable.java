package dev.twinmark.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads a table of characters and their names, which is a string: with a resource, the WebAssembly
 * module showed shortcodes as text where the JVM showed emoji.
 *
 * <p>A line has a text and, each behind a space, its names. The text begins with the distance of
 * its first code point from that of the line before, in decimal digits and left out when it is 1;
 * the rest of it follows, with letters for the parts that emoji often have. Brotli makes a quarter
 * less of this than of the texts themselves, and the tables are a fifth of the module.
 */
final class NameTable {

  private static final String MALE_SIGN = "\u200D\u2642\uFE0F";
  private static final String FEMALE_SIGN = "\u200D\u2640\uFE0F";
  private static final char JOINER = '\u200D';
  private static final char EMOJI_PRESENTATION = '\uFE0F';

  private NameTable() {}

  /** Returns the texts by their names. */
  static Map<String, String> read(String table) {
    Map<String, String> byName = new HashMap<>();
    int codePoint = 0;
    int lineEnd;
    for (int line = 0; line < table.length(); line = lineEnd + 1) {
      lineEnd = table.indexOf('\n', line);
      int textEnd = table.indexOf(' ', line);
      int digitsEnd = line;
      int distance = 0;
      while (Ascii.isDigit(table.charAt(digitsEnd))) {
        distance = 10 * distance + table.charAt(digitsEnd) - '0';
        digitsEnd++;
      }
      codePoint += digitsEnd == line ? 1 : distance;
      String text = text(codePoint, table, digitsEnd, textEnd);
      int end;
      for (int start = textEnd + 1; start < lineEnd; start = end + 1) {
        int space = table.indexOf(' ', start);
        end = space < 0 || space > lineEnd ? lineEnd : space;
        byName.put(table.substring(start, end), text);
      }
    }
    return byName;
  }

  private static String text(int codePoint, String table, int start, int end) {
    var text = new StringBuilder().appendCodePoint(codePoint);
    for (int i = start; i < end; i++) {
      char c = table.charAt(i);
      switch (c) {
        case 'M' -> text.append(MALE_SIGN);
        case 'F' -> text.append(FEMALE_SIGN);
        case 'J' -> text.append(JOINER);
        case 'V' -> text.append(EMOJI_PRESENTATION);
        default -> text.append(c);
      }
    }
    return text.toString();
  }
}
