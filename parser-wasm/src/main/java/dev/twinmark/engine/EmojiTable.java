package dev.twinmark.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * The emoji of GitHub's shortcodes, from the data of gemoji. They are read when a text has the
 * first one.
 */
final class EmojiTable {

  /** The longest name has 40 characters. */
  static final int MAX_NAME_UNITS = 40;

  private static final Map<String, String> BY_NAME = read();

  private EmojiTable() {}

  /** Returns the emoji of that name, or null. */
  static String find(String name) {
    return BY_NAME.get(name);
  }

  private static Map<String, String> read() {
    Map<String, String> byName = new HashMap<>();
    String table = EmojiNames.TABLE;
    int lineEnd;
    for (int line = 0; line < table.length(); line = lineEnd + 1) {
      lineEnd = table.indexOf('\n', line);
      int emojiEnd = table.indexOf(' ', line);
      String emoji = table.substring(line, emojiEnd);
      int end;
      for (int start = emojiEnd + 1; start < lineEnd; start = end + 1) {
        int space = table.indexOf(' ', start);
        end = space < 0 || space > lineEnd ? lineEnd : space;
        byName.put(table.substring(start, end), emoji);
      }
    }
    return byName;
  }
}
