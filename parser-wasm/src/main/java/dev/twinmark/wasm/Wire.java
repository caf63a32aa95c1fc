package dev.twinmark.wasm;

import dev.twinmark.engine.Block;
import dev.twinmark.engine.Change;
import dev.twinmark.engine.DocumentProperties;
import dev.twinmark.engine.Patch;
import dev.twinmark.message.MessageReader;
import dev.twinmark.message.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes, patches and properties as messages, which JavaScript writes and reads in {@code
 * loader/wire.ts}.
 */
final class Wire {

  private Wire() {}

  /**
   * Reads a list of changes: for each {@code from}, {@code to} and the text that it inserts.
   *
   * @throws IllegalArgumentException if the message is not of this form
   */
  static List<Change> readChanges(String message) {
    MessageReader reader = new MessageReader(message);
    List<Change> changes = new ArrayList<>();
    for (int count = reader.number(); count > 0; count--) {
      changes.add(new Change(reader.number(), reader.number(), reader.text()));
    }
    reader.end();
    return changes;
  }

  /** Writes properties: the title, the language and the direction. */
  static String writeProperties(DocumentProperties properties) {
    return new MessageWriter()
        .text(properties.title())
        .text(properties.language())
        .text(properties.direction())
        .toString();
  }

  /**
   * Writes a patch: 1 if it is complete or 0, and the list of its splices; for each its index, the
   * number of blocks that go, and the list of those that come; for each of these its HTML, its
   * lines and its blank lines.
   */
  static String writePatch(Patch patch) {
    MessageWriter writer = new MessageWriter();
    writer.number(patch.complete() ? 1 : 0).number(patch.splices().size());
    for (Patch.Splice splice : patch.splices()) {
      writer.number(splice.index()).number(splice.removed()).number(splice.added().size());
      for (Block block : splice.added()) {
        writer.text(block.html()).number(block.lines()).number(block.blankLines());
      }
    }
    return writer.toString();
  }
}
