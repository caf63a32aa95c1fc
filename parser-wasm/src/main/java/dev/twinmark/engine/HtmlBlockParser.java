package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** An HTML block, whose start and end are found without regular expressions. */
final class HtmlBlockParser extends AbstractBlockParser {

  /** The indent, in columns, from which a line is code. */
  private static final int CODE_BLOCK_INDENT = 4;

  private final HtmlBlock block = new HtmlBlock();
  private final HtmlBlockKind kind;
  private final List<String> lines = new ArrayList<>();
  private boolean finished;

  private HtmlBlockParser(HtmlBlockKind kind) {
    this.kind = kind;
  }

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return finished || (state.isBlank() && kind.endsBeforeBlankLine())
        ? BlockContinue.none()
        : BlockContinue.atIndex(state.getIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    String text = line.getContent().toString();
    lines.add(text);
    finished = finished || kind.endsWith(text);
  }

  @Override
  public void closeBlock() {
    block.setLiteral(String.join("\n", lines));
  }

  /** Starts a block at the first non-space character of a line. */
  static final class Factory extends AbstractBlockParserFactory {

    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matchedBlockParser) {
      int start = state.getNextNonSpaceIndex();
      CharSequence line = state.getLine().getContent();
      if (state.getIndent() >= CODE_BLOCK_INDENT || line.charAt(start) != '<') {
        return BlockStart.none();
      }
      HtmlBlockKind kind = HtmlBlockKind.startingAt(line.toString(), start);
      if (kind == null
          || (kind == HtmlBlockKind.COMPLETE_TAG && isInParagraph(state, matchedBlockParser))) {
        return BlockStart.none();
      }
      return BlockStart.of(new HtmlBlockParser(kind)).atIndex(state.getIndex());
    }

    /**
     * CommonMark 0.31 §4.6: "HTML blocks of type 7 cannot interrupt a paragraph", be it by a line
     * that continues the paragraph lazily.
     */
    private static boolean isInParagraph(ParserState state, MatchedBlockParser matched) {
      return matched.getMatchedBlockParser().getBlock() instanceof Paragraph
          || state.getActiveBlockParser().canHaveLazyContinuationLines();
    }
  }
}
