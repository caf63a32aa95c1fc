package dev.twinmark.engine;

import java.util.Map;

/**
 * The emoji of GitHub's shortcodes, from the data of gemoji. They are read when a text has the
 * first one.
 */
final class EmojiTable {

  /** The longest name has 40 characters. */
  static final int MAX_NAME_UNITS = 40;

  private static final Map<String, String> BY_NAME = NameTable.read(EmojiNames.TABLE);

  private EmojiTable() {}

  /** Returns the emoji of that name, or null. */
  static String find(String name) {
    return BY_NAME.get(name);
  }
}
