package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParser;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.ParserState;

/**
 * A {@link DescriptionList}. {@link DocumentParser} finds the paragraphs that are terms, because a
 * line behind them says so.
 */
final class DescriptionListParser extends AbstractBlockParser {

  static final char MARKER = ':';

  private final DescriptionList block = new DescriptionList();

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
    return childBlock instanceof DescriptionList.Term
        || childBlock instanceof DescriptionList.Details;
  }

  /** A list goes on while there are details; what else follows cannot be in it, and ends it. */
  @Override
  public BlockContinue tryContinue(ParserState state) {
    return BlockContinue.atIndex(state.getIndex());
  }

  /** Makes one list of this one and the one that it directly follows. */
  @Override
  public void closeBlock() {
    if (block.getPrevious() instanceof DescriptionList list) {
      Node child = block.getFirstChild();
      while (child != null) {
        Node next = child.getNext();
        list.appendChild(child);
        child = next;
      }
      for (SourceSpan span : block.getSourceSpans()) {
        list.addSourceSpan(span);
      }
      block.unlink();
    }
  }

  /** Returns whether the line may begin details, at its first non-space character. */
  static boolean mayStart(ParserState state) {
    CharSequence line = state.getLine().getContent();
    int marker = state.getNextNonSpaceIndex();
    if (state.getIndent() >= Columns.CODE_INDENT || line.charAt(marker) != MARKER) {
      return false;
    }
    int content = skipSpaceTab(line, marker + 1);
    return content > marker + 1 && content < line.length();
  }

  private static int skipSpaceTab(CharSequence line, int from) {
    int index = from;
    while (index < line.length() && (line.charAt(index) == ' ' || line.charAt(index) == '\t')) {
      index++;
    }
    return index;
  }

  /** Starts a list whose terms are the lines, and whose first details the line begins. */
  static BlockStart start(List<SourceLine> terms, ParserState state, boolean isTight) {
    List<BlockParser> parsers = new ArrayList<>();
    parsers.add(new DescriptionListParser());
    for (SourceLine term : terms) {
      parsers.add(new TermParser(term));
    }
    DetailsParser details = new DetailsParser(state, isTight);
    parsers.add(details);
    return BlockStart.of(parsers.toArray(new BlockParser[0])).atColumn(details.contentColumn);
  }

  /** Starts further details of the list. */
  static BlockStart startDetails(ParserState state, boolean isTight) {
    DetailsParser details = new DetailsParser(state, isTight);
    return BlockStart.of(details).atColumn(details.contentColumn);
  }

  private static final class TermParser extends AbstractBlockParser {

    private final DescriptionList.Term block = new DescriptionList.Term();
    private final SourceLine line;

    TermParser(SourceLine line) {
      this.line = line;
    }

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      return BlockContinue.none();
    }

    @Override
    public void parseInlines(InlineParser inlineParser) {
      inlineParser.parse(SourceLines.of(line), block);
    }
  }

  /** As an item of a list, it has what is indented as far as its content. */
  private static final class DetailsParser extends AbstractBlockParser {

    private final DescriptionList.Details block = new DescriptionList.Details();
    final int contentColumn;
    private final int contentIndent;

    DetailsParser(ParserState state, boolean isTight) {
      block.isTight = isTight;
      CharSequence line = state.getLine().getContent();
      int afterMarker = state.getColumn() + state.getIndent() + 1;
      int column = afterMarker;
      int end = skipSpaceTab(line, state.getNextNonSpaceIndex() + 1);
      for (int i = state.getNextNonSpaceIndex() + 1; i < end; i++) {
        column += line.charAt(i) == '\t' ? Columns.toNextTabStop(column) : 1;
      }
      // As in an item, indented code begins one column behind the marker.
      contentColumn = column - afterMarker > Columns.CODE_INDENT ? afterMarker + 1 : column;
      contentIndent = contentColumn - state.getColumn();
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
      if (state.isBlank()) {
        return BlockContinue.atIndex(state.getNextNonSpaceIndex());
      }
      return state.getIndent() >= contentIndent
          ? BlockContinue.atColumn(state.getColumn() + contentIndent)
          : BlockContinue.none();
    }
  }
}
