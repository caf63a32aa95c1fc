package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;

/**
 * Cuts a text into its top-level blocks and renders each.
 *
 * <p>Where a top-level block starts, no container is open but the document itself, so parsing may
 * begin there. A renderer starts a block on a line of its own, so the blocks' HTML, one after the
 * other, is the document's.
 */
final class BlockSlicer {

  private final Set<Extension> extensions;
  private final LinkLabels labels;

  BlockSlicer(Set<Extension> extensions, LinkLabels labels) {
    this.extensions = extensions;
    this.labels = labels;
  }

  /**
   * Returns the blocks of the text, which cover it from end to end. Of a text that goes on behind
   * its end all but the last block are what they are in the whole.
   *
   * @param text begins where a top-level block does, and ends with a line or the document
   * @param isStart whether it begins where the document does
   */
  List<Block> slice(String text, boolean isStart) {
    int left = labels.expansion().left();
    Node document =
        new DocumentParser(extensions, labels.expansion(), new Work()).parse(text, isStart, labels);
    List<Block> blocks = new ArrayList<>();
    Iterator<LinkLabels.Asked> asked = labels.asked().iterator();
    LinkLabels.Asked next = asked.hasNext() ? asked.next() : null;
    HtmlBuffer html = HtmlBuffer.forText(text.length());
    DirectRenderer renderer = new DirectRenderer(extensions, html);
    int htmlStart = 0;
    Slice slice = Slice.blank();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (slice.endsBefore(node)) {
        if (slice.length(node) > 0) {
          Block block =
              slice.toBlock(
                  template(html, htmlStart, renderer.takeGaps()),
                  slice.length(node),
                  lineOf(node) - slice.firstLine,
                  left);
          left = block.expanded.leftOf(left);
          blocks.add(block);
        }
        htmlStart = html.length();
        slice = Slice.startingWith(node, extensions);
      }
      slice.add(node, extensions);
      renderer.render(node);
      while (next != null && topLevel(next.node()) == node) {
        slice.lookups.putAll(next.answers());
        slice.units += next.units();
        slice.refused |= next.refused();
        next = asked.hasNext() ? asked.next() : null;
      }
    }
    blocks.add(
        slice.toBlock(
            template(html, htmlStart, renderer.takeGaps()),
            text.length() - slice.start,
            countLines(text, slice.start),
            left));
    return blocks;
  }

  private static Template template(HtmlBuffer html, int start, List<Template.Gap> gaps) {
    List<Template.Gap> moved = gaps;
    if (!gaps.isEmpty()) {
      moved = new ArrayList<>(gaps.size());
      for (Template.Gap gap : gaps) {
        moved.add(gap.movedBack(start));
      }
    }
    return new Template(html.substring(start), moved);
  }

  private static Node topLevel(Node node) {
    Node top = node;
    while (top.getParent() != null && !(top.getParent() instanceof Document)) {
      top = top.getParent();
    }
    return top;
  }

  private static int lineOf(Node node) {
    return node.getSourceSpans().get(0).getLineIndex();
  }

  /** Returns the number of lines from an offset to the end, the one after the last ending too. */
  private static int countLines(String text, int from) {
    int lines = 1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        lines++;
      }
    }
    return lines;
  }

  /** A block in the making. */
  private static final class Slice {

    final int start;
    final int firstLine;
    private final BlockLines lines = new BlockLines();
    private Node firstNode;
    private Node lastNode;
    private final Map<String, Definition> definitions = new TreeMap<>();
    private final List<Footnote> footnotes = new ArrayList<>();
    final Map<String, Definition> lookups = new TreeMap<>();
    int units;
    boolean refused;

    private final boolean hasDescriptions;

    private Slice(int start, int firstLine, boolean hasDescriptions) {
      this.start = start;
      this.hasDescriptions = hasDescriptions;
      this.firstLine = firstLine;
    }

    static Slice blank() {
      return new Slice(0, 0, false);
    }

    static Slice startingWith(Node node, Set<Extension> extensions) {
      SourceSpan span = node.getSourceSpans().get(0);
      return new Slice(
          span.getInputIndex() - span.getColumnIndex(),
          span.getLineIndex(),
          extensions.contains(Extension.DEFINITION_LISTS));
    }

    boolean endsBefore(Node node) {
      return lines.endBefore(node);
    }

    int length(Node next) {
      SourceSpan span = next.getSourceSpans().get(0);
      return span.getInputIndex() - span.getColumnIndex() - start;
    }

    void add(Node node, Set<Extension> extensions) {
      firstNode = firstNode == null ? node : firstNode;
      lastNode = node;
      lines.add(node);
      collectDefinitions(node);
      Footnote.collect(node, extensions, footnotes);
    }

    private void collectDefinitions(Node node) {
      if (node instanceof LinkReferenceDefinition found) {
        Definition definition = Definition.of(found);
        definitions.putIfAbsent(definition.label(), definition);
        return;
      }
      if (node instanceof FootnoteDefinition footnote) {
        String label = LabelNormalization.normalize(footnote.getLabel());
        definitions.putIfAbsent(Footnote.key(label), Footnote.definition(label));
      }
      if (node instanceof BlockQuote
          || node instanceof ListBlock
          || node instanceof ListItem
          || node instanceof DescriptionList
          || node instanceof DescriptionList.Details
          || node instanceof FootnoteDefinition) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          collectDefinitions(child);
        }
      }
    }

    /**
     * @param left what the blocks before left over of the document's expansion
     */
    Block toBlock(Template template, int length, int allLines, int left) {
      int ownLines = lines.last() - firstLine + 1;
      int blankLines = allLines - ownLines;
      List<Lookup> asked = Block.NO_LOOKUPS;
      if (!lookups.isEmpty()) {
        asked = new ArrayList<>(lookups.size());
        for (Map.Entry<String, Definition> lookup : lookups.entrySet()) {
          asked.add(new Lookup(lookup.getKey(), lookup.getValue()));
        }
      }
      return new Block(
          template,
          footnotes,
          length,
          ownLines,
          blankLines,
          new Block.Edges(
              isClosed(blankLines),
              firstNode instanceof DescriptionList,
              lastNode instanceof DescriptionList),
          asked,
          definitions.isEmpty() ? Block.NO_DEFINITIONS : List.copyOf(definitions.values()),
          units == 0 && !refused
              ? Block.Expanded.NOTHING
              : new Block.Expanded(units, refused ? left : Block.Expanded.NOTHING_REFUSED));
    }

    /**
     * A fence or an HTML block that another block follows has been closed, or it would have taken
     * that block in. A blank line closes what no line but the next one can continue; behind one, a
     * paragraph may still turn out to be terms of a list. A list and an indented code block go on
     * behind blank lines.
     */
    private boolean isClosed(int blankLines) {
      return lastNode instanceof Heading
          || lastNode instanceof ThematicBreak
          || lastNode instanceof FrontMatter
          || lastNode instanceof FencedCodeBlock
          || lastNode instanceof HtmlBlock
          || (blankLines > 0
              && ((lastNode instanceof Paragraph && (blankLines > 1 || !hasDescriptions))
                  || lastNode instanceof LinkReferenceDefinition
                  || lastNode instanceof TableBlock
                  || lastNode instanceof BlockQuote));
    }
  }
}
