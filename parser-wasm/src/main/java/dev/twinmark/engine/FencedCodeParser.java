/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.internal.FencedCodeBlockParser.
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

/** A fenced code block: CommonMark 0.31 §4.5. */
final class FencedCodeParser extends AbstractBlockParser {

  private static final int MIN_LENGTH = 3;

  private final FencedCodeBlock block = new FencedCodeBlock();
  private final char fence;
  private final int length;
  private final int indent;

  /** The rest of the opening line; null until it is added. */
  private String info;

  /** The code's last lines. */
  private final LineStretch lines = new LineStretch();

  /** The code before them. */
  private final StringBuilder before = new StringBuilder();

  private FencedCodeParser(char fence, int length, int indent) {
    this.fence = fence;
    this.length = length;
    this.indent = indent;
  }

  @Override
  public Block getBlock() {
    return block;
  }

  /**
   * Removes as many columns as the fence is indented by, even from within a tab, where
   * commonmark-java removes spaces alone.
   */
  @Override
  public BlockContinue tryContinue(ParserState state) {
    return isClosing(state)
        ? BlockContinue.finished()
        : BlockContinue.atColumn(state.getColumn() + Math.min(state.getIndent(), indent));
  }

  /**
   * "Preceded by up to three spaces of indentation, and may be followed only by spaces or tabs".
   */
  private boolean isClosing(ParserState state) {
    int start = state.getNextNonSpaceIndex();
    if (state.getIndent() >= Columns.CODE_INDENT
        || state.isBlank()
        || ((DocumentParser) state).charAt(start) != fence) {
      return false;
    }
    CharSequence line = state.getLine().getContent();
    int end = Characters.skip(fence, line, start, line.length());
    return end - start >= length
        && Characters.skipSpaceTab(line, end, line.length()) == line.length();
  }

  @Override
  public void addLine(SourceLine line) {
    char[] content = line.getContent().toString().toCharArray();
    addLine(content, 0, content.length);
  }

  /** Adds a line that is a stretch of characters. */
  void addLine(char[] characters, int from, int to) {
    if (info == null) {
      info = new String(characters, from, to - from);
      return;
    }
    if (!lines.add(characters, from, to)) {
      before.append(lines.takeLines());
      lines.add(characters, from, to);
    }
  }

  @Override
  public void closeBlock() {
    block.setInfo(Unescaping.unescape(info.trim()));
    String last = lines.isEmpty() ? "" : lines.takeLines();
    block.setLiteral(before.length() == 0 ? last : before.append(last).toString());
  }

  static final class Factory extends AbstractBlockParserFactory {

    /**
     * "A code fence is a sequence of at least three consecutive backtick characters or tildes.
     * (Tildes and backticks cannot be mixed.)" Behind it, they can, which commonmark-java lacks.
     */
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matchedBlockParser) {
      CharSequence line = state.getLine().getContent();
      int start = state.getNextNonSpaceIndex();
      char fence = line.charAt(start);
      if (state.getIndent() >= Columns.CODE_INDENT || (fence != '`' && fence != '~')) {
        return BlockStart.none();
      }
      int end = Characters.skip(fence, line, start, line.length());
      // "If the info string comes after a backtick fence, it may not contain any backtick
      // characters."
      return end - start < MIN_LENGTH || (fence == '`' && Characters.find('`', line, end) != -1)
          ? BlockStart.none()
          : BlockStart.of(new FencedCodeParser(fence, end - start, state.getIndent())).atIndex(end);
    }
  }
}
