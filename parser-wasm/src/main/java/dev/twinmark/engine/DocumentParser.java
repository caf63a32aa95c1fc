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
import java.util.function.Consumer;
import java.util.function.Function;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.internal.BlockContinueImpl;
import org.commonmark.internal.BlockQuoteParser;
import org.commonmark.internal.BlockStartImpl;
import org.commonmark.internal.DocumentBlockParser;
import org.commonmark.internal.HeadingParser;
import org.commonmark.internal.IndentedCodeBlockParser;
import org.commonmark.internal.ListBlockParser;
import org.commonmark.internal.ThematicBreakParser;
import org.commonmark.node.Block;
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

  // Fields of the instance: static ones are checked for being initialized at each access in
  // WebAssembly.
  private final BlockParserFactory quotes = new BlockQuoteParser.Factory();
  private final BlockParserFactory headings = new HeadingParser.Factory();
  private final BlockParserFactory fencedCode = new FencedCodeParser.Factory();
  private final BlockParserFactory htmlBlocks = new HtmlBlockParser.Factory();
  private final BlockParserFactory thematicBreaks = new ThematicBreakParser.Factory();
  private final BlockParserFactory lists = new ListBlockParser.Factory();
  private final BlockParserFactory indentedCode = new IndentedCodeBlockParser.Factory();
  private final BlockParserFactory footnotes = new FootnoteParser.Factory();
  private final BlockParserFactory formulas = new FormulaParser.Factory();

  private static final int NOT_BLANK = Integer.MAX_VALUE;

  static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final SourceLines NO_LINES = SourceLines.empty();
  private static final SourceLines SOME_LINES = SourceLines.of(SourceLine.of("", null));

  private final Set<Extension> extensions;
  private final boolean hasFootnotes;
  private final boolean hasFormulas;
  private final boolean hasDescriptionLists;
  private final Expansion expansion;
  private final Work work;

  /** The characters of the text, with U+FFFD for U+0000. */
  private char[] characters;

  // The line without its ending, as a stretch of them.
  private int contentStart;
  private int length;

  /** The line for block parsers, made for the first that asks; or null. */
  private SourceLine line;

  private boolean hasSourceSpans = true;
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
  private final OpenBlock outermost = new OpenBlock(document, null, 0);
  private OpenBlock innermost = outermost;
  private final List<BlockParser> closedBlocks = new ArrayList<>();
  private final Map<String, Definition> definitions = new TreeMap<>();

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
    hasFootnotes = extensions.contains(Extension.FOOTNOTES);
    hasFormulas = extensions.contains(Extension.FORMULAS);
    hasDescriptionLists = extensions.contains(Extension.DEFINITION_LISTS);
    this.expansion = expansion;
    this.work = work;
  }

  /**
   * Returns the document that the text is.
   *
   * @param isStart whether the text begins the whole document, which may begin with a byte order
   *     mark
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  Node parse(String text, boolean isStart, References references) {
    parseBlocks(text, isStart);
    parseInlines(references, closed -> {});
    return document.getBlock();
  }

  /**
   * Parses a whole text and passes on each node at the top of the document, without source spans.
   * Nodes leave the document then, so that the inlines of few of them are in memory at a time.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  void parse(String text, Consumer<Node> topLevel) {
    hasSourceSpans = false;
    parseBlocks(text, true);
    parseInlines(
        References.OF_THE_TEXT,
        closed -> {
          if (closed.getParent() == document.getBlock()) {
            // A description list may have taken in what is parsed after its own blocks.
            passOn(closed, topLevel);
          }
        });
    passOn(null, topLevel);
  }

  /** Passes on the nodes at the top of the document before one of them; null is the end. */
  private void passOn(Node end, Consumer<Node> topLevel) {
    Node node = document.getBlock().getFirstChild();
    while (node != end) {
      Node next = node.getNext();
      topLevel.accept(node);
      node.unlink();
      node = next;
    }
  }

  private void parseBlocks(String text, boolean isStart) {
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
    closeTo(null);
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

  /** Parses the inlines of all blocks, and tells when those of a block and all in it are parsed. */
  private void parseInlines(References references, Consumer<Block> parsed) {
    Function<String, Definition> definition =
        label -> references.find(LabelNormalization.normalize(label), definitions);
    InlineParser parser =
        new PlainTextParser(
            new LinearInlineParser(extensions, definition, expansion, work), extensions);
    for (int i = 0; i < closedBlocks.size(); i++) {
      work.add(1);
      BlockParser closed = closedBlocks.set(i, null);
      closed.parseInlines(parser);
      references.parsed(closed.getBlock());
      parsed.accept(closed.getBlock());
    }
  }

  @Override
  public SourceLine getLine() {
    if (line == null) {
      line = SourceLine.of(content(0), null);
    }
    return line;
  }

  /** Returns a character of the line. */
  char charAt(int at) {
    return characters[contentStart + at];
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
    return innermost.parser;
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
    int depthBefore = innermost.depth;
    OpenBlock matched = continueBlocks();
    if (matched != null) {
      parseRest(matched);
    }
    if (innermost.isVerbatim) {
      blankFrom = NOT_BLANK;
    }
    if (!isBlankLine
        || matched == null
        || matched.depth < depthBefore
        || innermost.depth != depthBefore) {
      listsAtRest = 0;
    } else if (listsAtRest == 0) {
      listsAtRest = countLists();
    }
  }

  private int countLists() {
    int count = 0;
    for (OpenBlock open = outermost.inner; open != null && open.isList; open = open.inner) {
      count++;
    }
    return count;
  }

  /** Starts blocks with the rest of a line, and gives what follows to them or to the open ones. */
  private void parseRest(OpenBlock matched) {
    OpenBlock parent = matched;
    boolean startedBlock = false;
    int lastIndex = index;
    boolean mayStart =
        matched.isContainer || matched.paragraph != null || matched.parser instanceof TableParser;
    while (mayStart) {
      lastIndex = index;
      findNextNonSpace();
      BlockStartImpl blockStart = mayStartBlock() ? findBlockStart(parent) : null;
      if (blockStart == null) {
        setNewIndex(nextNonSpace);
        break;
      }
      int sourceIndex = index;
      if (!startedBlock) {
        closeTo(matched);
        startedBlock = true;
      }
      move(blockStart.getNewIndex(), blockStart.getNewColumn());
      List<SourceSpan> replacedSpans = replacedLines == 0 ? null : replaceParagraphLines();
      for (BlockParser started : blockStart.getBlockParsers()) {
        parent = addChild(started, sourceIndex);
        if (replacedSpans != null) {
          parent.block.setSourceSpans(replacedSpans);
        }
        mayStart = parent.isContainer;
      }
    }

    if (!startedBlock) {
      if (!blank && innermost.paragraph != null) {
        // CommonMark 0.31 §5.1: "a paragraph continuation line", be it a lazy one.
        innermost.sourceIndex = lastIndex;
        addLine();
        return;
      }
      closeTo(matched);
    }
    if (!parent.isContainer) {
      addLine();
    } else if (!blank) {
      addChild(new ParagraphParser(extensions, work), lastIndex);
      addLine();
    } else {
      // The first line of a list item, without content.
      addSourceSpan();
    }
  }

  /** Returns the innermost block that the line continues, or null if it ended one. */
  private OpenBlock continueBlocks() {
    OpenBlock matched = outermost;
    if (blank && listsAtRest > 0) {
      // A hundred blocks would be tried again for a single character.
      for (int i = 0; i < listsAtRest; i++) {
        matched = matched.inner;
      }
      setNewIndex(nextNonSpace);
    }
    for (OpenBlock open = matched.inner; open != null; open = open.inner) {
      work.add(1);
      findNextNonSpace();
      if (blank) {
        blankFrom = Math.min(blankFrom, open.depth);
      }
      if (!(open.parser.tryContinue(this) instanceof BlockContinueImpl result)) {
        break;
      }
      open.sourceIndex = index;
      if (result.isFinalize()) {
        addSourceSpan();
        closeTo(open.outer);
        return null;
      }
      move(result.getNewIndex(), result.getNewColumn());
      matched = open;
    }
    return matched;
  }

  /** Most lines begin with a letter, and continue a paragraph or begin one. */
  private boolean mayStartBlock() {
    if (blank || indent >= Columns.CODE_INDENT) {
      return !blank;
    }
    char first = characters[contentStart + nextNonSpace];
    return first < Ascii.END && !Ascii.isLetter(first);
  }

  private BlockStartImpl findBlockStart(OpenBlock parent) {
    replacedLines = 0;
    replacedParagraph = null;
    if (innermost.depth >= MAX_OPEN_BLOCKS) {
      return null;
    }
    work.add(length - index + 1);
    ParagraphParser paragraph = parent.paragraph;
    boolean hasLines = paragraph != null && paragraph.hasLines();
    char first = characters[contentStart + nextNonSpace];
    if (indent >= Columns.CODE_INDENT) {
      return started(indentedCode.tryStart(this, new Matched(parent.parser, hasLines)));
    }
    int level = hasLines ? setextLevel(first) : 0;
    if (level > 0) {
      replacedLines = paragraph.lines().size();
      return (BlockStartImpl)
          BlockStart.of(new HeadingParser(level, SourceLines.of(paragraph.lines())))
              .atIndex(length);
    }
    BlockStartImpl start = startByMarker(first, parent, hasLines);
    if (start == null && first == DescriptionListParser.MARKER && hasDescriptionLists) {
      start = startDescription(parent);
    }
    return start == null && hasLines && TableParser.mayBeginDelimiterRow(first)
        ? startTable(paragraph.lines().get(paragraph.lines().size() - 1))
        : start;
  }

  /**
   * Starts a block that begins with a marker, or returns null. Where more than one kind may, they
   * are tried in commonmark-java's order.
   */
  private BlockStartImpl startByMarker(char first, OpenBlock parent, boolean hasLines) {
    if (first >= Ascii.END) {
      return null;
    }
    Matched matched = new Matched(parent.parser, hasLines);
    BlockStart start =
        switch (first) {
          case '>' -> quotes.tryStart(this, matched);
          case '#' -> headings.tryStart(this, matched);
          case '`', '~' -> fencedCode.tryStart(this, matched);
          case '<' -> htmlBlocks.tryStart(this, matched);
          case '[' -> hasFootnotes ? footnotes.tryStart(this, matched) : null;
          case '$' -> hasFormulas ? formulas.tryStart(this, matched) : null;
          case '*', '-', '_' -> thematicBreaks.tryStart(this, matched);
          default -> null;
        };
    boolean mayBeginList = first == '*' || first == '-' || first == '+' || Ascii.isDigit(first);
    if (mayBeginList && !(start instanceof BlockStartImpl)) {
      // A paragraph that has only definitions so far is one that a list has to interrupt, too.
      start = lists.tryStart(this, new Matched(parent.parser, parent.paragraph != null));
    }
    return started(start);
  }

  private static BlockStartImpl started(BlockStart start) {
    return start instanceof BlockStartImpl started ? started : null;
  }

  /**
   * Starts a description list whose terms are the lines of the paragraph, or of the one that is the
   * last block of a container behind a blank line; or further details of a list.
   */
  private BlockStartImpl startDescription(OpenBlock parent) {
    if (!DescriptionListParser.mayStart(this)) {
      return null;
    }
    if (parent.parser instanceof DescriptionListParser) {
      return (BlockStartImpl) DescriptionListParser.startDetails(this, blankBefore > parent.depth);
    }
    ParagraphParser paragraph = parent.paragraph;
    if (paragraph == null || !paragraph.hasLines()) {
      replacedParagraph = endedParagraph(parent.block);
      if (replacedParagraph == null) {
        return null;
      }
      paragraph = replacedParagraph;
    }
    List<SourceLine> terms = paragraph.lines();
    replacedLines = terms.size();
    return (BlockStartImpl) DescriptionListParser.start(terms, this, replacedParagraph == null);
  }

  /** Returns the paragraph that a container ends with, if the line before has ended it; or null. */
  private ParagraphParser endedParagraph(Block container) {
    if (closedBlocks.isEmpty() || lastClosingLine != lineIndex - 1) {
      return null;
    }
    BlockParser last = closedBlocks.get(closedBlocks.size() - 1);
    return last instanceof ParagraphParser paragraph
            && paragraph.getBlock() == container.getLastChild()
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
  private int setextLevel(char marker) {
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
        columns += Columns.toNextTabStop(columns);
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
    column += c == '\t' ? Columns.toNextTabStop(column) : 1;
  }

  private void addLine() {
    int from = contentStart + index;
    int to = contentStart + length;
    if (columnIsInTab) {
      // The rest of the tab becomes spaces.
      String spaces = " ".repeat(Columns.toNextTabStop(column));
      innermost.parser.addLine(SourceLine.of(spaces + content(index + 1), null));
    } else if (innermost.paragraph != null) {
      innermost.paragraph.addLine(characters, from, to);
    } else if (innermost.parser instanceof FencedCodeParser code) {
      code.addLine(characters, from, to);
    } else {
      innermost.parser.addLine(index == 0 ? getLine() : SourceLine.of(content(index), null));
    }
    addSourceSpan();
  }

  private void addSourceSpan() {
    OpenBlock topLevel = outermost.inner;
    if (topLevel != null && hasSourceSpans) {
      // A lazy continuation line begins before where the block expects its content.
      int start = Math.min(topLevel.sourceIndex, index);
      if (start < length) {
        topLevel.parser.addSourceSpan(
            SourceSpan.of(lineIndex, start, lineStart + start, length - start));
      }
    }
  }

  private OpenBlock addChild(BlockParser child, int sourceIndex) {
    while (!innermost.parser.canContain(child.getBlock())) {
      closeTo(innermost.outer);
    }
    Block parent = innermost.block;
    if (parent.getLastChild() != null) {
      OpenBlock list = parent instanceof ListItem ? innermost.outer : innermost;
      list.isLoose |= blankBefore <= list.depth;
    }
    OpenBlock added = new OpenBlock(child, innermost, sourceIndex);
    parent.appendChild(added.block);
    innermost.inner = added;
    innermost = added;
    return added;
  }

  private List<SourceSpan> replaceParagraphLines() {
    if (replacedParagraph != null) {
      Node definition = replacedParagraph.getBlock().getPrevious();
      replacedParagraph.getBlock().unlink();
      List<SourceSpan> spans = replacedParagraph.removeLines(replacedLines);
      // A definition has the spans of the title, too, that has not ended and become the paragraph.
      return spans.isEmpty() && definition != null ? definition.getSourceSpans() : spans;
    }
    List<SourceSpan> spans = innermost.paragraph.removeLines(replacedLines);
    closeTo(innermost.outer);
    return spans;
  }

  /** Closes the blocks within another one, which stays open; null closes all. */
  private void closeTo(OpenBlock outer) {
    while (innermost != outer) {
      OpenBlock open = innermost;
      innermost = open.outer;
      if (innermost != null) {
        innermost.inner = null;
      }
      close(open);
    }
  }

  private void close(OpenBlock open) {
    if (open.paragraph != null) {
      for (Definition definition : open.paragraph.definitions()) {
        // CommonMark 0.31 §4.7: "the first one takes precedence".
        definitions.putIfAbsent(definition.label(), definition);
      }
    } else if (open.block instanceof FootnoteDefinition footnote) {
      Definition definition =
          Footnote.definition(LabelNormalization.normalize(footnote.getLabel()));
      definitions.putIfAbsent(definition.label(), definition);
    }
    open.parser.closeBlock();
    if (open.block instanceof ListBlock list) {
      list.setTight(!open.isLoose);
    } else if (open.block instanceof DescriptionList.Details details) {
      details.isTight &= !open.isLoose;
    }
    closedBlocks.add(open.parser);
    lastClosingLine = lineIndex;
  }
}
