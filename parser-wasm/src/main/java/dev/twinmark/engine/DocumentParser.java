/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.internal.DocumentParser.
 *
 * Copyright (c) 2015, Atlassian Pty Ltd
 * All rights reserved.
 *
 * Redistribution and use in source and binary forms, with or without modification, are permitted
 * provided that the following conditions are met:
 *
 * * Redistributions of source code must retain the above copyright notice, this list of conditions
 *   and the following disclaimer.
 *
 * * Redistributions in binary form must reproduce the above copyright notice, this list of
 *   conditions and the following disclaimer in the documentation and/or other materials provided
 *   with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR
 * IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
 * FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
 * CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
 * DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
 * WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY
 * WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.internal.BlockContinueImpl;
import org.commonmark.internal.BlockQuoteParser;
import org.commonmark.internal.BlockStartImpl;
import org.commonmark.internal.DocumentBlockParser;
import org.commonmark.internal.HeadingParser;
import org.commonmark.internal.IndentedCodeBlockParser;
import org.commonmark.internal.ListBlockParser;
import org.commonmark.internal.ListItemParser;
import org.commonmark.internal.ThematicBreakParser;
import org.commonmark.internal.util.Parsing;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.BlockParser;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.text.Characters;

/**
 * Parses a text to a tree of commonmark-java, with tables, strikethrough and task list items, in a
 * time that grows with its length: {@code docs/upstream} has where commonmark-java's does not, and
 * where its tree is not what the specification asks for. This one has the source spans of top-level
 * blocks only, as the engine needs no others.
 *
 * <p>For one text.
 */
final class DocumentParser implements ParserState {

  /** As commonmark-java has it by default. */
  private static final int MAX_OPEN_BLOCKS = 100;

  private static final BlockParserFactory LISTS = new ListBlockParser.Factory();

  private static final BlockParserFactory FOOTNOTES = new FootnoteParser.Factory();

  private static final BlockParserFactory FORMULAS = new FormulaParser.Factory();

  /** In the order in which commonmark-java tries them, which has extensions first. */
  private static final List<BlockParserFactory> FACTORIES =
      List.of(
          FOOTNOTES,
          new BlockQuoteParser.Factory(),
          new HeadingParser.Factory(),
          new FencedCodeParser.Factory(),
          FORMULAS,
          new HtmlBlockParser.Factory(),
          new ThematicBreakParser.Factory(),
          LISTS,
          new IndentedCodeBlockParser.Factory());

  private static final int NOT_BLANK = Integer.MAX_VALUE;

  static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final SourceLines NO_LINES = SourceLines.empty();
  private static final SourceLines SOME_LINES = SourceLines.of(SourceLine.of("", null));

  private final Set<Extension> extensions;
  private final Expansion expansion;
  private final Work work;

  /** The characters of the text, with U+FFFD for U+0000. */
  private char[] characters;

  // The line without its ending, as a stretch of them.
  private int contentStart;
  private int length;

  /** The line for block parsers, made for the first that asks; or null. */
  private SourceLine line;

  private int lineIndex = -1;

  /**
   * The depth from which on the line is blank to the open blocks: behind a quote's marker, say, to
   * the blocks in the quote. To fenced code and HTML, no line is.
   */
  private int blankFrom = NOT_BLANK;

  /** The same of the line before. */
  private int blankBefore;

  /** The offset of the line in the text. */
  private int lineStart;

  // The place in the line. A tab takes the column to the next tab stop, and may be partly consumed.
  private int index;
  private int column;
  private boolean columnIsInTab;

  private int nextNonSpace;
  private int nextNonSpaceColumn;
  private int indent;
  private boolean blank;

  /** The number of the paragraph's lines that the block just found takes over. */
  private int replacedLines;

  /** The paragraph that has them, if it has ended before. */
  private ParagraphParser replacedParagraph;

  /** The line that has ended the block that has ended last. */
  private int lastClosingLine;

  /**
   * The number of the outermost blocks that are lists and items, and not changed by another blank
   * line: the line before was blank, and left all blocks open that were.
   */
  private int listsAtRest;

  private final DocumentBlockParser document = new DocumentBlockParser();
  private final List<OpenBlock> openBlocks = new ArrayList<>();
  private final List<BlockParser> closedBlocks = new ArrayList<>();
  private final Map<String, Definition> definitions = new TreeMap<>();

  private static final class OpenBlock {

    final BlockParser parser;
    int sourceIndex;

    /**
     * True for a list with a blank line between items, or between the blocks of an item, and for
     * another block with a blank line between its own.
     */
    boolean isLoose;

    OpenBlock(BlockParser parser, int sourceIndex) {
      this.parser = parser;
      this.sourceIndex = sourceIndex;
    }
  }

  /** The block that a line may continue, without the lines of a paragraph. */
  private record Matched(BlockParser parser, boolean hasLines) implements MatchedBlockParser {

    @Override
    public BlockParser getMatchedBlockParser() {
      return parser;
    }

    /** Returns some lines or none: what a factory wants to know is whether there are any. */
    @Override
    public SourceLines getParagraphLines() {
      return hasLines ? SOME_LINES : NO_LINES;
    }
  }

  DocumentParser(Set<Extension> extensions, Expansion expansion, Work work) {
    this.extensions = extensions;
    this.expansion = expansion;
    this.work = work;
    openBlocks.add(new OpenBlock(document, 0));
  }

  /**
   * Returns the document that the text is.
   *
   * @param isStart whether the text begins the whole document, which may begin with a byte order
   *     mark
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  Node parse(String text, boolean isStart, References references) {
    int start = 0;
    int skipped = isStart && text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    if (isStart && extensions.contains(Extension.FRONT_MATTER)) {
      start = parseFrontMatter(text, skipped);
      skipped = start > 0 ? 0 : skipped;
    }
    characters = text.toCharArray();
    int end = endOfLine(start);
    while (end < characters.length) {
      parseLine(start, start + skipped, end);
      boolean isPair =
          characters[end] == '\r' && end + 1 < characters.length && characters[end + 1] == '\n';
      start = isPair ? end + 2 : end + 1;
      skipped = 0;
      end = endOfLine(start);
    }
    if (start + skipped < end) {
      parseLine(start, start + skipped, end);
    }
    closeBlocks(openBlocks.size());
    parseInlines(references);
    return document.getBlock();
  }

  /**
   * Returns the offset of the first line ending from an offset on, or of the end. CommonMark 0.31
   * §2.3: "the Unicode character U+0000 must be replaced".
   */
  private int endOfLine(int start) {
    char[] text = characters;
    int end = start;
    for (; end < text.length; end++) {
      char c = text[end];
      if (c < ' ') {
        if (c == '\n' || c == '\r') {
          break;
        }
        if (c == '\0') {
          text[end] = '\uFFFD';
        }
      }
    }
    return end;
  }

  /** Returns the line from an index on. */
  private String content(int from) {
    return from == length ? "" : new String(characters, contentStart + from, length - from);
  }

  /** Returns the end of the front matter that the text begins with, or 0. */
  private int parseFrontMatter(String text, int skipped) {
    List<String> lines = FrontMatter.linesOf(text.substring(skipped));
    if (lines.isEmpty()) {
      return 0;
    }
    Block frontMatter = FrontMatter.of(lines);
    int start = 0;
    int from = skipped;
    for (String content : lines) {
      lineIndex++;
      int end = from + content.length();
      frontMatter.addSourceSpan(SourceSpan.of(lineIndex, 0, start, end - start));
      start = text.startsWith("\r\n", end) ? end + 2 : Math.min(text.length(), end + 1);
      from = start;
    }
    document.getBlock().appendChild(frontMatter);
    return start;
  }

  private void parseInlines(References references) {
    Function<String, Definition> definition =
        label -> references.find(LabelNormalization.normalize(label), definitions);
    InlineParser parser =
        new PlainTextParser(
            new LinearInlineParser(extensions, definition, expansion, work), extensions);
    for (BlockParser closed : closedBlocks) {
      work.add(1);
      closed.parseInlines(parser);
      references.parsed(closed.getBlock());
    }
  }

  @Override
  public SourceLine getLine() {
    if (line == null) {
      line = SourceLine.of(content(0), null);
    }
    return line;
  }

  @Override
  public int getIndex() {
    return index;
  }

  @Override
  public int getNextNonSpaceIndex() {
    return nextNonSpace;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getIndent() {
    return indent;
  }

  @Override
  public boolean isBlank() {
    return blank;
  }

  @Override
  public BlockParser getActiveBlockParser() {
    return innermost().parser;
  }

  private OpenBlock innermost() {
    return openBlocks.get(openBlocks.size() - 1);
  }

  private void parseLine(int start, int from, int end) {
    work.add(end - from + 1);
    lineIndex++;
    lineStart = start;
    index = 0;
    column = 0;
    columnIsInTab = false;
    contentStart = from;
    length = end - from;
    line = null;

    findNextNonSpace();
    boolean isBlankLine = blank;
    blankBefore = blankFrom;
    blankFrom = blank ? 1 : NOT_BLANK;
    int openBefore = openBlocks.size();
    int matches = continueBlocks();
    if (matches > 0) {
      parseRest(matches);
    }
    Block innermost = innermost().parser.getBlock();
    if (innermost instanceof FencedCodeBlock || innermost instanceof HtmlBlock) {
      blankFrom = NOT_BLANK;
    }
    if (!isBlankLine || matches < openBefore || openBlocks.size() != openBefore) {
      listsAtRest = 0;
    } else if (listsAtRest == 0) {
      listsAtRest = countLists();
    }
  }

  private int countLists() {
    int count = 0;
    while (count + 1 < openBlocks.size() && isList(openBlocks.get(count + 1).parser)) {
      count++;
    }
    return count;
  }

  private static boolean isList(BlockParser parser) {
    return parser instanceof ListBlockParser || parser instanceof ListItemParser;
  }

  /** Starts blocks with the rest of a line, and gives what follows to them or to the open ones. */
  private void parseRest(int matches) {
    int unmatched = openBlocks.size() - matches;
    BlockParser parser = openBlocks.get(matches - 1).parser;
    boolean startedBlock = false;
    int lastIndex = index;
    boolean mayStart =
        parser instanceof ParagraphParser || parser instanceof TableParser || parser.isContainer();
    while (mayStart) {
      lastIndex = index;
      findNextNonSpace();
      BlockStartImpl blockStart = mayStartBlock() ? findBlockStart(parser) : null;
      if (blockStart == null) {
        setNewIndex(nextNonSpace);
        break;
      }
      startedBlock = true;
      int sourceIndex = index;
      closeBlocks(unmatched);
      unmatched = 0;
      move(blockStart.getNewIndex(), blockStart.getNewColumn());
      List<SourceSpan> replacedSpans = replacedLines == 0 ? null : replaceParagraphLines();
      for (BlockParser started : blockStart.getBlockParsers()) {
        addChild(new OpenBlock(started, sourceIndex));
        if (replacedSpans != null) {
          started.getBlock().setSourceSpans(replacedSpans);
        }
        parser = started;
        mayStart = started.isContainer();
      }
    }

    if (!startedBlock && !blank && getActiveBlockParser().canHaveLazyContinuationLines()) {
      innermost().sourceIndex = lastIndex;
      addLine();
      return;
    }
    closeBlocks(unmatched);
    if (!parser.isContainer()) {
      addLine();
    } else if (!blank) {
      addChild(new OpenBlock(new ParagraphParser(extensions, work), lastIndex));
      addLine();
    } else {
      // The first line of a list item, without content.
      addSourceSpan();
    }
  }

  /** Returns how many blocks the line continues, the document included; 0 if it ended one. */
  private int continueBlocks() {
    int matches = 1;
    if (blank && listsAtRest > 0) {
      // A hundred blocks would be tried again for a single character.
      matches += listsAtRest;
      setNewIndex(nextNonSpace);
    }
    while (matches < openBlocks.size()) {
      work.add(1);
      OpenBlock open = openBlocks.get(matches);
      findNextNonSpace();
      if (blank) {
        blankFrom = Math.min(blankFrom, matches);
      }
      if (!(open.parser.tryContinue(this) instanceof BlockContinueImpl result)) {
        break;
      }
      open.sourceIndex = index;
      if (result.isFinalize()) {
        addSourceSpan();
        closeBlocks(openBlocks.size() - matches);
        return 0;
      }
      move(result.getNewIndex(), result.getNewColumn());
      matches++;
    }
    return matches;
  }

  /** Most lines begin with a letter, and continue a paragraph or begin one. */
  private boolean mayStartBlock() {
    if (blank || indent >= Parsing.CODE_BLOCK_INDENT) {
      return !blank;
    }
    char first = characters[contentStart + nextNonSpace];
    return first < Ascii.END
        ? !Ascii.isLetter(first)
        : !Characters.isLetter(getLine().getContent(), nextNonSpace);
  }

  private BlockStartImpl findBlockStart(BlockParser parser) {
    replacedLines = 0;
    replacedParagraph = null;
    if (openBlocks.size() > MAX_OPEN_BLOCKS) {
      return null;
    }
    work.add(length - index + 1);
    List<SourceLine> lines =
        parser instanceof ParagraphParser paragraph ? paragraph.lines() : List.of();
    boolean hasLines = !lines.isEmpty();
    int level = hasLines && indent < Parsing.CODE_BLOCK_INDENT ? setextLevel() : 0;
    if (level > 0) {
      replacedLines = lines.size();
      return (BlockStartImpl)
          BlockStart.of(new HeadingParser(level, SourceLines.of(lines))).atIndex(length);
    }
    Matched matched = new Matched(parser, hasLines);
    // A paragraph that has only definitions so far is one that a list has to interrupt, too.
    Matched interrupted = new Matched(parser, parser instanceof ParagraphParser);
    for (BlockParserFactory factory : FACTORIES) {
      if ((factory == FOOTNOTES && !extensions.contains(Extension.FOOTNOTES))
          || (factory == FORMULAS && !extensions.contains(Extension.FORMULAS))) {
        continue;
      }
      if (factory.tryStart(this, factory == LISTS ? interrupted : matched)
          instanceof BlockStartImpl start) {
        return start;
      }
    }
    BlockStartImpl description = startDescription(parser, lines);
    if (description != null) {
      return description;
    }
    return hasLines && indent < Parsing.CODE_BLOCK_INDENT
        ? startTable(lines.get(lines.size() - 1))
        : null;
  }

  /**
   * Starts a description list whose terms are the lines of the paragraph, or of the one that is the
   * last block of a container behind a blank line; or further details of a list.
   */
  private BlockStartImpl startDescription(BlockParser parser, List<SourceLine> lines) {
    if (!extensions.contains(Extension.DEFINITION_LISTS) || !DescriptionListParser.mayStart(this)) {
      return null;
    }
    List<SourceLine> terms = lines;
    if (parser instanceof DescriptionListParser) {
      int depth = openBlocks.size() - 1;
      while (openBlocks.get(depth).parser != parser) {
        depth--;
      }
      return (BlockStartImpl) DescriptionListParser.startDetails(this, blankBefore > depth);
    }
    if (lines.isEmpty()) {
      replacedParagraph = endedParagraph(parser);
      if (replacedParagraph == null) {
        return null;
      }
      terms = replacedParagraph.lines();
    }
    replacedLines = terms.size();
    return (BlockStartImpl) DescriptionListParser.start(terms, this, replacedParagraph == null);
  }

  /** Returns the paragraph that a container ends with, if the line before has ended it; or null. */
  private ParagraphParser endedParagraph(BlockParser container) {
    if (closedBlocks.isEmpty() || lastClosingLine != lineIndex - 1) {
      return null;
    }
    BlockParser last = closedBlocks.get(closedBlocks.size() - 1);
    return last instanceof ParagraphParser paragraph
            && paragraph.getBlock() == container.getBlock().getLastChild()
        ? paragraph
        : null;
  }

  /** Starts a table, whose header is the last line of a paragraph. */
  private BlockStartImpl startTable(SourceLine header) {
    TableParser table = TableParser.start(header.getContent(), content(nextNonSpace), expansion);
    if (table == null) {
      return null;
    }
    replacedLines = 1;
    return (BlockStartImpl) BlockStart.of(table).atIndex(index);
  }

  /**
   * CommonMark 0.31 §4.3: "a sequence of {@code =} characters or a sequence of {@code -}
   * characters, with no more than 3 spaces of indentation and any number of trailing spaces or
   * tabs".
   */
  private int setextLevel() {
    char marker = characters[contentStart + nextNonSpace];
    if (marker != '=' && marker != '-') {
      return 0;
    }
    CharSequence content = getLine().getContent();
    int behind = Characters.skip(marker, content, nextNonSpace, length);
    return Characters.skipSpaceTab(content, behind, length) < length ? 0 : marker == '=' ? 1 : 2;
  }

  private void findNextNonSpace() {
    int i = index;
    int columns = column;
    blank = true;
    while (i < length) {
      char c = characters[contentStart + i];
      if (c == ' ') {
        columns++;
      } else if (c == '\t') {
        columns += Parsing.columnsToNextTabStop(columns);
      } else {
        blank = false;
        break;
      }
      i++;
    }
    nextNonSpace = i;
    nextNonSpaceColumn = columns;
    indent = nextNonSpaceColumn - column;
  }

  private void move(int newIndex, int newColumn) {
    if (newIndex != -1) {
      setNewIndex(newIndex);
    } else if (newColumn != -1) {
      setNewColumn(newColumn);
    }
  }

  private void setNewIndex(int newIndex) {
    if (newIndex == index) {
      // The block that stays in its place keeps the rest of a tab.
      return;
    }
    if (newIndex >= nextNonSpace) {
      index = nextNonSpace;
      column = nextNonSpaceColumn;
    }
    while (index < newIndex && index != length) {
      advance();
    }
    columnIsInTab = false;
  }

  private void setNewColumn(int newColumn) {
    if (newColumn == column) {
      return;
    }
    if (newColumn >= nextNonSpaceColumn) {
      index = nextNonSpace;
      column = nextNonSpaceColumn;
    }
    while (column < newColumn && index != length) {
      advance();
    }
    columnIsInTab = column > newColumn;
    if (columnIsInTab) {
      index--;
      column = newColumn;
    }
  }

  private void advance() {
    char c = characters[contentStart + index];
    index++;
    column += c == '\t' ? Parsing.columnsToNextTabStop(column) : 1;
  }

  private void addLine() {
    SourceLine added;
    if (columnIsInTab) {
      // The rest of the tab becomes spaces.
      String spaces = " ".repeat(Parsing.columnsToNextTabStop(column));
      added = SourceLine.of(spaces + content(index + 1), null);
    } else {
      added = index == 0 ? getLine() : SourceLine.of(content(index), null);
    }
    getActiveBlockParser().addLine(added);
    addSourceSpan();
  }

  private void addSourceSpan() {
    if (openBlocks.size() > 1) {
      OpenBlock topLevel = openBlocks.get(1);
      // A lazy continuation line begins before where the block expects its content.
      int start = Math.min(topLevel.sourceIndex, index);
      if (start < length) {
        topLevel.parser.addSourceSpan(
            SourceSpan.of(lineIndex, start, lineStart + start, length - start));
      }
    }
  }

  private void addChild(OpenBlock child) {
    while (!getActiveBlockParser().canContain(child.parser.getBlock())) {
      closeBlocks(1);
    }
    Block parent = getActiveBlockParser().getBlock();
    if (parent.getLastChild() != null) {
      int depth = openBlocks.size() - (parent instanceof ListItem ? 2 : 1);
      OpenBlock list = openBlocks.get(depth);
      list.isLoose |= blankBefore <= depth;
    }
    parent.appendChild(child.parser.getBlock());
    openBlocks.add(child);
  }

  private List<SourceSpan> replaceParagraphLines() {
    if (replacedParagraph != null) {
      Node definition = replacedParagraph.getBlock().getPrevious();
      replacedParagraph.getBlock().unlink();
      List<SourceSpan> spans = replacedParagraph.removeLines(replacedLines);
      // A definition has the spans of the title, too, that has not ended and become the paragraph.
      return spans.isEmpty() && definition != null ? definition.getSourceSpans() : spans;
    }
    ParagraphParser paragraph = (ParagraphParser) getActiveBlockParser();
    List<SourceSpan> spans = paragraph.removeLines(replacedLines);
    closeBlocks(1);
    return spans;
  }

  private void closeBlocks(int count) {
    for (int i = 0; i < count; i++) {
      OpenBlock open = openBlocks.remove(openBlocks.size() - 1);
      BlockParser closed = open.parser;
      if (closed instanceof ParagraphParser paragraph) {
        for (Definition definition : paragraph.definitions()) {
          // CommonMark 0.31 §4.7: "the first one takes precedence".
          definitions.putIfAbsent(definition.label(), definition);
        }
      }
      if (closed.getBlock() instanceof FootnoteDefinition footnote) {
        Definition definition =
            Footnote.definition(LabelNormalization.normalize(footnote.getLabel()));
        definitions.putIfAbsent(definition.label(), definition);
      }
      closed.closeBlock();
      if (closed.getBlock() instanceof ListBlock list) {
        list.setTight(!open.isLoose);
      } else if (closed.getBlock() instanceof DescriptionList.Details details) {
        details.isTight &= !open.isLoose;
      }
      closedBlocks.add(closed);
      lastClosingLine = lineIndex;
    }
  }
}
