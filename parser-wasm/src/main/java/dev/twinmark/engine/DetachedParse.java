package dev.twinmark.engine;

import dev.twinmark.message.MessageReader;
import dev.twinmark.message.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A parse apart from its {@link LiveDocument}: in another thread, or another instance of the
 * engine, which can be stopped when it takes too long. It needs nothing but what the request says,
 * and strings are all that goes back and forth.
 */
public final class DetachedParse {

  /** Slots that put the definitions before and behind the text, which has this one. */
  private static final int TEXT_SLOT = 1;

  private DetachedParse() {}

  /**
   * Parses what a document left outstanding.
   *
   * @param request from {@link LiveDocument#outstandingParse}
   * @return what {@link LiveDocument#adopt} takes in
   * @throws IllegalArgumentException if it is no such request
   */
  public static String run(String request) {
    MessageReader reader = new MessageReader(request);
    Definitions definitions = new Definitions();
    definitions.add(holder(TEXT_SLOT - 1, readDefinitions(reader)));
    definitions.add(holder(TEXT_SLOT + 1, readDefinitions(reader)));
    LinkLabels labels = new LinkLabels(definitions);
    labels.begin(TEXT_SLOT, TEXT_SLOT + 1, reader.number());
    boolean isStart = reader.number() == 1;
    String text = reader.text();
    reader.end();
    List<Block> blocks = new BlockSlicer(labels).slice(text, isStart);
    MessageWriter answer = new MessageWriter().number(blocks.size());
    for (Block block : blocks) {
      write(block, answer);
    }
    return answer.toString();
  }

  /**
   * @param isStart whether the text begins where the document does
   * @param units what the blocks before leave over of the document's {@link Expansion}
   */
  static String request(
      String text, boolean isStart, List<Definition> before, List<Definition> behind, int units) {
    MessageWriter writer = new MessageWriter();
    writeDefinitions(before, writer);
    writeDefinitions(behind, writer);
    return writer.number(units).number(isStart ? 1 : 0).text(text).toString();
  }

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException if it is none, or its blocks do not cover a text of that
   *     length
   */
  static List<Block> blocks(String answer, int textLength) {
    MessageReader reader = new MessageReader(answer);
    int count = reader.number();
    List<Block> blocks = new ArrayList<>(count);
    int covered = 0;
    for (int i = 0; i < count; i++) {
      Block block = readBlock(reader);
      blocks.add(block);
      covered += block.length;
    }
    reader.end();
    if (covered != textLength) {
      throw new IllegalArgumentException(
          "The answer covers " + covered + " of " + textLength + " UTF-16 code units");
    }
    return blocks;
  }

  private static Block holder(int slot, List<Definition> definitions) {
    Block block =
        new Block("", 0, 0, 0, true, Block.NO_LOOKUPS, definitions, Block.Expanded.NOTHING);
    block.slot = slot;
    return block;
  }

  private static void write(Block block, MessageWriter writer) {
    writer
        .text(block.html())
        .number(block.length)
        .number(block.lines())
        .number(block.blankLines())
        .number(block.closed ? 1 : 0);
    writer.number(block.lookups.size());
    for (Lookup lookup : block.lookups) {
      writer.text(lookup.label()).number(lookup.answer() == null ? 0 : 1);
      if (lookup.answer() != null) {
        write(lookup.answer(), writer);
      }
    }
    writeDefinitions(block.definitions, writer);
    writer.number(block.expanded.units()).number(block.expanded.isRefused() ? 1 : 0);
    if (block.expanded.isRefused()) {
      writer.number(block.expanded.refusedAt());
    }
  }

  private static Block readBlock(MessageReader reader) {
    String html = reader.text();
    int length = reader.number();
    int lines = reader.number();
    int blankLines = reader.number();
    boolean closed = reader.number() == 1;
    int count = reader.number();
    List<Lookup> lookups = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String label = reader.text();
      lookups.add(new Lookup(label, reader.number() == 0 ? null : readDefinition(reader)));
    }
    List<Definition> definitions = readDefinitions(reader);
    int units = reader.number();
    int refusedAt = reader.number() == 0 ? Block.Expanded.NOTHING_REFUSED : reader.number();
    return new Block(
        html,
        length,
        lines,
        blankLines,
        closed,
        lookups,
        definitions,
        new Block.Expanded(units, refusedAt));
  }

  private static void writeDefinitions(List<Definition> definitions, MessageWriter writer) {
    writer.number(definitions.size());
    for (Definition definition : definitions) {
      write(definition, writer);
    }
  }

  private static List<Definition> readDefinitions(MessageReader reader) {
    int count = reader.number();
    List<Definition> definitions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      definitions.add(readDefinition(reader));
    }
    return definitions;
  }

  private static void write(Definition definition, MessageWriter writer) {
    writer.text(definition.label()).text(definition.destination()).text(definition.title());
  }

  private static Definition readDefinition(MessageReader reader) {
    return new Definition(reader.text(), reader.text(), reader.text());
  }
}
