package dev.twinmark.engine;

import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.node.Block;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.text.Characters;

/**
 * The definition of a footnote, as cmark-gfm and commonmark-java have it: {@code [^label]:} and
 * blocks, of which those behind a blank line are indented by four columns.
 */
final class FootnoteParser extends AbstractBlockParser {

  private static final String OPENING = "[^";
  private static final String CLOSING = "]:";

  private final FootnoteDefinition block;

  private FootnoteParser(String label) {
    block = new FootnoteDefinition(label);
  }

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public boolean isContainer() {
    return true;
  }

  @Override
  public boolean canContain(Block childBlock) {
    return true;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    if (state.getIndent() >= Columns.CODE_INDENT) {
      return BlockContinue.atColumn(state.getColumn() + Columns.CODE_INDENT);
    }
    return state.isBlank() ? BlockContinue.atIndex(state.getIndex()) : BlockContinue.none();
  }

  /** Starts a definition at the first non-space character of a line. */
  static final class Factory extends AbstractBlockParserFactory {

    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matchedBlockParser) {
      String line = state.getLine().getContent().toString();
      int start = state.getNextNonSpaceIndex();
      if (state.getIndent() >= Columns.CODE_INDENT || !line.startsWith(OPENING, start)) {
        return BlockStart.none();
      }
      int labelStart = start + OPENING.length();
      int end = labelStart;
      while (end < line.length() && isInLabel(line.charAt(end))) {
        end++;
      }
      if (end == labelStart || !line.startsWith(CLOSING, end)) {
        return BlockStart.none();
      }
      int content = Characters.skipSpaceTab(line, end + CLOSING.length(), line.length());
      return BlockStart.of(new FootnoteParser(line.substring(labelStart, end))).atIndex(content);
    }

    private static boolean isInLabel(char c) {
      return c != ']' && c != ' ' && c != '\t';
    }
  }
}
