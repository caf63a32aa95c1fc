package dev.twinmark.engine;

import dev.twinmark.message.MessageReader;
import dev.twinmark.message.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    LinkLabels labels = new LinkLabels(definitions, new StandIns(reader.text()));
    labels.begin(TEXT_SLOT, TEXT_SLOT + 1, reader.number());
    boolean isStart = reader.number() == 1;
    Set<Extension> extensions = Extension.parse(reader.text());
    String text = reader.text();
    reader.end();
    List<Block> blocks = new BlockSlicer(extensions, labels).slice(text, isStart);
    MessageWriter answer = new MessageWriter().number(blocks.size());
    for (Block block : blocks) {
      write(block, answer);
    }
    return answer.toString();
  }

  /**
   * @param standIns those of the document
   * @param isStart whether the text begins where the document does
   * @param units what the blocks before leave over of the document's {@link Expansion}
   */
  static String request(
      Set<Extension> extensions,
      StandIns standIns,
      String text,
      boolean isStart,
      List<Definition> before,
      List<Definition> behind,
      int units) {
    MessageWriter writer = new MessageWriter();
    writeDefinitions(before, writer);
    writeDefinitions(behind, writer);
    return writer
        .text(standIns.mark())
        .number(units)
        .number(isStart ? 1 : 0)
        .text(Extension.format(extensions))
        .text(text)
        .toString();
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
        new Block(
            new Template("", List.of()),
            List.of(),
            0,
            0,
            0,
            Block.Edges.CLOSED,
            Block.NO_LOOKUPS,
            definitions,
            Block.Expanded.NOTHING);
    block.slot = slot;
    return block;
  }

  private static void write(Block block, MessageWriter writer) {
    write(block.template == null ? new Template(block.html(), List.of()) : block.template, writer);
    writer.number(block.footnotes.size());
    for (Footnote footnote : block.footnotes) {
      writer.text(footnote.label()).text(footnote.name());
      write(footnote.content(), writer);
    }
    writer
        .number(block.length)
        .number(block.lines())
        .number(block.blankLines())
        .number(block.edges.closed() ? 1 : 0)
        .number(block.edges.beginsWithDescriptions() ? 1 : 0)
        .number(block.edges.endsWithDescriptions() ? 1 : 0);
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
    Template template = readTemplate(reader);
    int footnoteCount = reader.number();
    List<Footnote> footnotes = new ArrayList<>(footnoteCount);
    for (int i = 0; i < footnoteCount; i++) {
      footnotes.add(new Footnote(reader.text(), reader.text(), readTemplate(reader)));
    }
    int length = reader.number();
    int lines = reader.number();
    int blankLines = reader.number();
    Block.Edges edges =
        new Block.Edges(reader.number() == 1, reader.number() == 1, reader.number() == 1);
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
        template,
        footnotes,
        length,
        lines,
        blankLines,
        edges,
        lookups,
        definitions,
        new Block.Expanded(units, refusedAt));
  }

  private static void write(Template template, MessageWriter writer) {
    writer.text(template.html()).number(template.gaps().size());
    for (Template.Gap gap : template.gaps()) {
      writer.number(gap.offset()).text(gap.kind().code).text(gap.key());
      if (gap.kind() == Template.Kind.INLINE_FOOTNOTE) {
        write(gap.note(), writer);
      }
    }
  }

  private static Template readTemplate(MessageReader reader) {
    String html = reader.text();
    int count = reader.number();
    List<Template.Gap> gaps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int offset = reader.number();
      Template.Kind kind = Template.Kind.of(reader.text());
      String key = reader.text();
      Template note = kind == Template.Kind.INLINE_FOOTNOTE ? readTemplate(reader) : null;
      gaps.add(new Template.Gap(offset, kind, key, note));
    }
    return new Template(html, gaps);
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
