package dev.twinmark.engine;

import java.util.Map;

/**
 * The entities and numeric character references of HTML. commonmark-java's are the same; its table
 * is a resource, which takes 2,900 bytes of brotli more in the WebAssembly module, and 4,000 for
 * the readers and decoders that it needs.
 */
final class Entities {

  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;

  /** Replaces numbers that stand for no character. */
  private static final String REPLACEMENT = "\uFFFD";

  private Entities() {}

  /**
   * Returns what a reference stands for, or the reference itself if there is no entity of that
   * name.
   *
   * @param reference from the ampersand to the semicolon; after {@code #} or {@code #x} there are
   *     digits alone, not more than fit into an int
   */
  static String textOf(String reference) {
    int end = reference.length() - 1;
    if (reference.charAt(1) != '#') {
      return ByName.TEXTS.getOrDefault(reference.substring(1, end), reference);
    }
    boolean isHex = (reference.charAt(2) | 0x20) == 'x';
    int codePoint =
        Integer.parseInt(reference.substring(isHex ? 3 : 2, end), isHex ? HEXADECIMAL : DECIMAL);
    return codePoint == 0 || codePoint > Character.MAX_CODE_POINT
        ? REPLACEMENT
        : String.valueOf(Character.toChars(codePoint));
  }

  /** Read when a text has the first entity by name. */
  private static final class ByName {

    static final Map<String, String> TEXTS = NameTable.read(EntityNames.TABLE);
  }
}
