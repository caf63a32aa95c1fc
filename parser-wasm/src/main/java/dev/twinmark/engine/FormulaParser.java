package dev.twinmark.engine;

import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.text.Characters;

/**
 * A formula in lines of its own, which begins with a line {@code $$} and goes on to one that ends
 * with {@code $$}, or to the end of the block around it. As in fenced code, blank lines and what
 * looks like a list are part of it.
 */
final class FormulaParser extends AbstractBlockParser {

  private static final String FENCE = "$$";
  private static final String FENCE_CHARACTER = "$";

  private final FencedCodeBlock block = new FencedCodeBlock();
  private final int indent;
  private final StringBuilder tex = new StringBuilder();
  private boolean isOpened;
  private boolean isClosed;

  private FormulaParser(int indent) {
    block.setFenceCharacter(FENCE_CHARACTER);
    this.indent = indent;
  }

  /** Returns whether a block is a formula instead of code. */
  static boolean isFormula(FencedCodeBlock block) {
    return FENCE_CHARACTER.equals(block.getFenceCharacter());
  }

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return isClosed
        ? BlockContinue.none()
        : BlockContinue.atColumn(state.getColumn() + Math.min(state.getIndent(), indent));
  }

  @Override
  public void addLine(SourceLine line) {
    if (!isOpened) {
      // The rest of the opening line is blank.
      isOpened = true;
      return;
    }
    String content = line.getContent().toString();
    int end = Characters.skipSpaceTabBackwards(content, content.length() - 1, 0) + 1;
    isClosed = endsWithFence(content, end);
    if (!isClosed) {
      tex.append(content).append('\n');
      return;
    }
    int rest = end - FENCE.length();
    if (Characters.skipSpaceTab(content, 0, rest) < rest) {
      tex.append(content, 0, rest).append('\n');
    }
  }

  private static boolean endsWithFence(String line, int end) {
    int start = end - FENCE.length();
    if (start < 0
        || !line.startsWith(FENCE, start)
        || (start > 0 && line.charAt(start - 1) == '$')) {
      return false;
    }
    int backslashes = start - 1 - Characters.skipBackwards('\\', line, start - 1, 0);
    return backslashes % 2 == 0;
  }

  @Override
  public void closeBlock() {
    block.setLiteral(tex.toString());
  }

  /** Starts a formula with a line that has nothing but the dollars. */
  static final class Factory extends AbstractBlockParserFactory {

    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matchedBlockParser) {
      CharSequence line = state.getLine().getContent();
      int start = state.getNextNonSpaceIndex();
      int end = Characters.skip('$', line, start, line.length());
      if (state.getIndent() >= Columns.CODE_INDENT
          || end - start != FENCE.length()
          || Characters.skipSpaceTab(line, end, line.length()) < line.length()
          || (matchedBlockParser.getMatchedBlockParser() instanceof ParagraphParser paragraph
              && leavesFormulaOpen(paragraph.lines()))) {
        return BlockStart.none();
      }
      return BlockStart.of(new FormulaParser(state.getIndent())).atIndex(line.length());
    }

    /**
     * Returns whether the dollars rather end a formula that began within a line of the paragraph.
     * They do once at most, so that a paragraph is not searched again and again.
     */
    private static boolean leavesFormulaOpen(List<SourceLine> lines) {
      boolean isOpen = false;
      for (SourceLine line : lines) {
        CharSequence content = line.getContent();
        int at = 0;
        while (at < content.length()) {
          int end = Characters.skip('$', content, at, content.length());
          isOpen ^= end - at == FENCE.length();
          at = end > at ? end : content.charAt(at) == '\\' ? at + 2 : at + 1;
        }
      }
      return isOpen;
    }
  }
}
