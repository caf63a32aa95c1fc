package dev.twinmark.engine;

import org.commonmark.internal.ListBlockParser;
import org.commonmark.internal.ListItemParser;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.parser.block.BlockParser;

/**
 * A block that further lines may continue, in the chain from the document to the innermost one.
 * Answers that each line needs are fields: in WebAssembly, calls through an interface are slow.
 */
final class OpenBlock {

  final BlockParser parser;
  final Block block;

  /** The parser, if it is that of a paragraph; or null. */
  final ParagraphParser paragraph;

  final boolean isContainer;
  final boolean isList;

  /** True if blank lines are part of its content. */
  final boolean isVerbatim;

  /** The block that it is in; null for the document. */
  final OpenBlock outer;

  /** The number of blocks that it is in. */
  final int depth;

  /** The block in it that is open, or null. */
  OpenBlock inner;

  /** The index in the line where its content begins. */
  int sourceIndex;

  /**
   * True for a list with a blank line between items, or between the blocks of an item, and for
   * another block with a blank line between its own.
   */
  boolean isLoose;

  OpenBlock(BlockParser parser, OpenBlock outer, int sourceIndex) {
    this.parser = parser;
    this.outer = outer;
    this.sourceIndex = sourceIndex;
    block = parser.getBlock();
    paragraph = parser instanceof ParagraphParser found ? found : null;
    isContainer = parser.isContainer();
    isList = parser instanceof ListBlockParser || parser instanceof ListItemParser;
    isVerbatim = block instanceof FencedCodeBlock || block instanceof HtmlBlock;
    depth = outer == null ? 0 : outer.depth + 1;
  }
}
