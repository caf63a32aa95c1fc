package dev.twinmark.wasm;

import dev.twinmark.engine.Block;
import dev.twinmark.engine.Change;
import dev.twinmark.engine.Patch;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes and patches as strings: a string crosses between JavaScript and Wasm in one copy, an
 * array or an object takes a call for each element. Both are numbers with spaces between them, a
 * line feed, and texts one after the other, whose lengths are among the numbers.
 */
final class Wire {

  private Wire() {}

  /**
   * Reads changes: for each {@code from}, {@code to} and the length of what it inserts; then the
   * inserted texts.
   *
   * @throws IllegalArgumentException if the string is not of this form
   */
  static List<Change> readChanges(String wire) {
    int end = wire.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("No line feed");
    }
    List<Change> changes = new ArrayList<>();
    int text = end + 1;
    int[] numbers = new int[3];
    int count = 0;
    for (int at = 0; at < end; ) {
      int space = wire.indexOf(' ', at);
      int numberEnd = space < 0 || space > end ? end : space;
      numbers[count++] = Integer.parseInt(wire.substring(at, numberEnd));
      if (count == numbers.length) {
        int textEnd = text + numbers[2];
        if (textEnd < text || textEnd > wire.length()) {
          throw new IllegalArgumentException("No text of length " + numbers[2]);
        }
        changes.add(new Change(numbers[0], numbers[1], wire.substring(text, textEnd)));
        text = textEnd;
        count = 0;
      }
      at = numberEnd + 1;
    }
    if (count > 0 || text < wire.length()) {
      throw new IllegalArgumentException("More than the changes");
    }
    return changes;
  }

  /**
   * Writes a patch: 1 if it is complete or 0; for each splice its index, the number of blocks that
   * go and of those that come, and for each of these the length of its HTML, its lines and its
   * blank lines; then the HTML.
   */
  static String writePatch(Patch patch) {
    StringBuilder wire = new StringBuilder();
    wire.append(patch.complete() ? 1 : 0);
    for (Patch.Splice splice : patch.splices()) {
      wire.append(' ').append(splice.index());
      wire.append(' ').append(splice.removed());
      wire.append(' ').append(splice.added().size());
      for (Block block : splice.added()) {
        wire.append(' ').append(block.html().length());
        wire.append(' ').append(block.lines());
        wire.append(' ').append(block.blankLines());
      }
    }
    wire.append('\n');
    for (Patch.Splice splice : patch.splices()) {
      for (Block block : splice.added()) {
        wire.append(block.html());
      }
    }
    return wire.toString();
  }
}
