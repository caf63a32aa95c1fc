package dev.twinmark.engine;

import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/** The lines of a block: of a top-level node, and of those that cannot be parsed without it. */
final class BlockLines {

  private Node lastNode;
  private int lastLine = -1;

  /**
   * Returns whether the node begins a block of its own. The rest of a paragraph behind the link
   * reference definitions that it begins with, or before the header row of a table, does not: a
   * line may continue a paragraph where it would begin something else. Nor does a node without a
   * source span.
   */
  boolean endBefore(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    if (spans.isEmpty()) {
      return false;
    }
    boolean mayBeOneParagraph =
        lastNode instanceof LinkReferenceDefinition
            || (lastNode instanceof Paragraph && node instanceof TableBlock);
    return spans.get(0).getLineIndex() > (mayBeOneParagraph ? lastLine + 1 : lastLine);
  }

  /** Returns the index of the last line, from 0; -1 without one. */
  int last() {
    return lastLine;
  }

  void add(Node node) {
    lastNode = node;
    List<SourceSpan> spans = node.getSourceSpans();
    if (!spans.isEmpty()) {
      lastLine = Math.max(lastLine, spans.get(spans.size() - 1).getLineIndex());
    }
  }
}
