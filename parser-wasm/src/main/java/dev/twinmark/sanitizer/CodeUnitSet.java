package dev.twinmark.sanitizer;

import java.util.BitSet;
import java.util.List;

/** A set of UTF-16 code units. */
final class CodeUnitSet {

  private final BitSet units = new BitSet();

  private CodeUnitSet() {}

  /**
   * Returns the code units in some ranges.
   *
   * @param ranges the first and the last of each in hexadecimal, such as {@code 0000-0020}
   * @throws IllegalArgumentException when one is not of that form
   */
  static CodeUnitSet ofRanges(List<String> ranges) {
    var set = new CodeUnitSet();
    for (String range : ranges) {
      String[] ends = range.split("-", -1);
      if (ends.length != 2) {
        throw new IllegalArgumentException(range + " is not a range of code units.");
      }
      set.units.set(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[1], 16) + 1);
    }
    return set;
  }

  boolean containsAnyOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (units.get(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns a text without the code units in this set. */
  String removedFrom(String text) {
    if (!containsAnyOf(text)) {
      return text;
    }
    var kept = new StringBuilder(text.length());
    text.chars().filter(unit -> !units.get(unit)).forEach(unit -> kept.append((char) unit));
    return kept.toString();
  }
}
