/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.ext.gfm.tables.internal.TableBlockParser.
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
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableCell.Alignment;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Block;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.ParserState;
import org.commonmark.text.Characters;

/**
 * A table of GitHub Flavored Markdown. Rows are filled up with as many missing cells as the table's
 * text has characters, at least; beyond that, the document's {@link Expansion} decides.
 */
final class TableParser extends AbstractBlockParser {

  private final TableBlock block = new TableBlock();
  private final List<Alignment> alignments;
  private final CharSequence header;
  private final List<CharSequence> rows = new ArrayList<>();
  private final Expansion expansion;

  /** The number of missing cells that are still filled up at no cost. */
  private int freeCells;

  private boolean delimiterRowPassed;

  private TableParser(List<Alignment> alignments, CharSequence header, Expansion expansion) {
    this.alignments = alignments;
    this.header = header;
    this.expansion = expansion;
    freeCells = lengthOf(header);
  }

  private int lengthOf(CharSequence line) {
    return line.length() + expansion.standIns().missingUnits(line);
  }

  static boolean mayBeginDelimiterRow(char first) {
    return first == '|' || first == '-' || first == ':';
  }

  /** Returns the table that the two lines begin, or null. */
  static TableParser start(CharSequence header, CharSequence delimiterRow, Expansion expansion) {
    List<Alignment> alignments = parseDelimiterRow(delimiterRow);
    // GFM 0.29 §4.10: "The header row must match the delimiter row in the number of cells."
    return alignments == null || alignments.isEmpty() || alignments.size() != split(header).size()
        ? null
        : new TableParser(alignments, header, expansion);
  }

  @Override
  public Block getBlock() {
    return block;
  }

  /**
   * GFM 0.29 §4.10: "The table is broken at the first empty line, or beginning of another
   * block-level structure". {@link DocumentParser} looks for the latter.
   */
  @Override
  public BlockContinue tryContinue(ParserState state) {
    CharSequence content = state.getLine().getContent();
    int start = state.getNextNonSpaceIndex();
    // A pipe alone is no row.
    return state.isBlank()
            || (content.charAt(start) == '|'
                && Characters.skipSpaceTab(content, start + 1, content.length())
                    == content.length())
        ? BlockContinue.none()
        : BlockContinue.atIndex(state.getIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    freeCells += lengthOf(line.getContent());
    if (delimiterRowPassed) {
      rows.add(line.getContent());
    }
    delimiterRowPassed = true;
  }

  @Override
  public void parseInlines(InlineParser inlineParser) {
    TableHead head = new TableHead();
    block.appendChild(head);
    List<String> headerCells = split(header);
    TableRow headerRow = new TableRow();
    head.appendChild(headerRow);
    for (int i = 0; i < headerCells.size(); i++) {
      TableCell cell = parseCell(headerCells.get(i), i, inlineParser);
      cell.setHeader(true);
      headerRow.appendChild(cell);
    }
    if (rows.isEmpty()) {
      return;
    }
    TableBody body = new TableBody();
    block.appendChild(body);
    for (CharSequence line : rows) {
      body.appendChild(parseRow(split(line), headerCells.size(), inlineParser));
    }
  }

  /** GFM 0.29 §4.10: "the remainder … is empty cells", and "excess is ignored". */
  private TableRow parseRow(List<String> cells, int columns, InlineParser inlineParser) {
    TableRow row = new TableRow();
    int missing = Math.max(0, columns - cells.size());
    int free = Math.min(missing, freeCells);
    freeCells -= free;
    if (missing > free && !expansion.allowsCells(missing - free)) {
      missing = free;
    }
    int count = Math.min(cells.size(), columns) + missing;
    for (int i = 0; i < count; i++) {
      row.appendChild(parseCell(i < cells.size() ? cells.get(i) : "", i, inlineParser));
    }
    return row;
  }

  private TableCell parseCell(String content, int column, InlineParser inlineParser) {
    TableCell cell = new TableCell();
    if (column < alignments.size()) {
      cell.setAlignment(alignments.get(column));
    }
    int start = Characters.skipSpaceTab(content, 0, content.length());
    int end = Characters.skipSpaceTabBackwards(content, content.length() - 1, start) + 1;
    if (start < end) {
      inlineParser.parse(SourceLines.of(SourceLine.of(content.substring(start, end), null)), cell);
    }
    return cell;
  }

  private static List<String> split(CharSequence row) {
    int start = Characters.skipSpaceTab(row, 0, row.length());
    if (row.charAt(start) == '|') {
      start++;
    }
    // White space behind the last pipe is no cell. The pipe is kept, or an empty cell ("||") would
    // be missed.
    int end = Characters.skipSpaceTabBackwards(row, row.length() - 1, start) + 1;
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int i = start; i < end; i++) {
      char c = row.charAt(i);
      if (c == '\\' && i + 1 < end && row.charAt(i + 1) == '|') {
        // An escaped pipe reaches the inline parser as a pipe, and so it does in {@code \\|}:
        // tables have no other escapes.
        cell.append('|');
        i++;
      } else if (c == '|') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (cell.length() > 0) {
      cells.add(cell.toString());
    }
    return cells;
  }

  /** Returns the alignments of the columns, null for none; or null if it is no delimiter row. */
  private static List<Alignment> parseDelimiterRow(CharSequence row) {
    List<Alignment> alignments = new ArrayList<>();
    boolean hasMark = false;
    boolean hasPipe = false;
    boolean afterPipe = true;
    int i = 0;
    while (i < row.length()) {
      char c = row.charAt(i);
      if (c == '|') {
        if (afterPipe && hasPipe) {
          return null;
        }
        hasPipe = true;
        afterPipe = true;
        i++;
      } else if (c == ' ' || c == '\t') {
        i++;
      } else if ((c == '-' || c == ':') && afterPipe) {
        boolean left = c == ':';
        int dashes = left ? i + 1 : i;
        i = Characters.skip('-', row, dashes, row.length());
        if (i == dashes) {
          return null;
        }
        boolean right = i < row.length() && row.charAt(i) == ':';
        i += right ? 1 : 0;
        hasMark = hasMark || left || right;
        alignments.add(alignment(left, right));
        afterPipe = false;
      } else {
        return null;
      }
    }
    // Dashes alone are no row, but the underline of a heading or text.
    return hasPipe || hasMark ? alignments : null;
  }

  private static Alignment alignment(boolean left, boolean right) {
    if (left && right) {
      return Alignment.CENTER;
    }
    return left ? Alignment.LEFT : right ? Alignment.RIGHT : null;
  }
}
