/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.internal.ParagraphParser.
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
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.ParserState;

/** A paragraph, with the link reference definitions that it begins with. */
final class ParagraphParser extends AbstractBlockParser {

  private final Paragraph block = new Paragraph();
  private final Set<Extension> extensions;
  private final Work work;

  /** The lines, where they follow each other and the first begins with no bracket, as in most. */
  private final LineStretch stretch = new LineStretch();

  /** The lines one by one, once they are asked for; the definition parser, if any, has its own. */
  private List<SourceLine> lines;

  private final List<SourceSpan> sourceSpans = new ArrayList<>();

  /** Null unless the paragraph begins as a definition does. */
  private LinkReferenceDefinitionParser definitionParser;

  ParagraphParser(Set<Extension> extensions, Work work) {
    this.extensions = extensions;
    this.work = work;
  }

  @Override
  public boolean canHaveLazyContinuationLines() {
    return true;
  }

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return state.isBlank() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    if (!hasLines()
        && definitionParser == null
        && LinkReferenceDefinitionParser.mayBegin(line.getContent().toString())) {
      definitionParser = new LinkReferenceDefinitionParser(work);
    }
    if (definitionParser == null) {
      lines().add(line);
    } else {
      definitionParser.parse(line);
    }
  }

  /** Adds a line that is a stretch of characters. */
  void addLine(char[] characters, int from, int to) {
    boolean mayBeInStretch =
        !stretch.isEmpty() || (lines == null && !mayBeginDefinition(characters[from]));
    if (!mayBeInStretch || !stretch.add(characters, from, to)) {
      addLine(SourceLine.of(new String(characters, from, to - from), null));
    }
  }

  private boolean mayBeginDefinition(char first) {
    return definitionParser != null || first == '[' || Ascii.isWhitespace(first);
  }

  @Override
  public void addSourceSpan(SourceSpan sourceSpan) {
    if (definitionParser == null) {
      sourceSpans.add(sourceSpan);
    } else {
      // Some belong to definitions, others to the paragraph.
      definitionParser.addSourceSpan(sourceSpan);
    }
  }

  @Override
  public void closeBlock() {
    if (definitionParser == null) {
      endWith(sourceSpans);
      return;
    }
    for (LinkReferenceDefinition definition : definitionParser.definitions()) {
      block.insertBefore(definition);
    }
    endWith(definitionParser.sourceSpans());
  }

  private void endWith(List<SourceSpan> spans) {
    if (!hasLines()) {
      block.unlink();
    } else {
      block.setSourceSpans(spans);
    }
  }

  @Override
  public void parseInlines(InlineParser inlineParser) {
    if (!stretch.isEmpty()) {
      // All marks that a paragraph may begin with have a bracket.
      ((PlainTextParser) inlineParser).parse(stretch.text(), block);
    } else if (hasLines()) {
      if (block.getPrevious() == null && block.getParent() instanceof ListItem item) {
        TaskListItem.mark(item, lines());
      } else if (extensions.contains(Extension.ALERTS)) {
        Alert.mark(block, lines());
      }
      if (extensions.contains(Extension.TABLE_OF_CONTENTS)) {
        TableOfContents.mark(block, lines());
      }
      if (lines().isEmpty()) {
        block.unlink();
      } else {
        inlineParser.parse(SourceLines.of(lines()), block);
      }
    }
  }

  /** Returns whether there are lines that are not of definitions. */
  boolean hasLines() {
    return !stretch.isEmpty()
        || (definitionParser != null && !definitionParser.lines().isEmpty())
        || (lines != null && !lines.isEmpty());
  }

  /** Returns the lines so far that are not of definitions. They are not copied. */
  List<SourceLine> lines() {
    if (definitionParser != null) {
      return definitionParser.lines();
    }
    if (lines == null) {
      lines = stretch.takeSourceLines();
    }
    return lines;
  }

  /** Removes lines from the end and returns their source spans. */
  List<SourceSpan> removeLines(int count) {
    List<SourceSpan> spans =
        definitionParser == null ? sourceSpans : definitionParser.sourceSpans();
    List<SourceSpan> last = lastOf(spans, count);
    List<SourceSpan> removed = List.copyOf(last);
    last.clear();
    lastOf(lines(), count).clear();
    return removed;
  }

  private static <T> List<T> lastOf(List<T> list, int count) {
    return list.subList(Math.max(list.size() - count, 0), list.size());
  }

  /** Returns the definitions in their order. They are all there once the paragraph has ended. */
  List<Definition> definitions() {
    List<LinkReferenceDefinition> nodes =
        definitionParser == null ? List.of() : definitionParser.definitions();
    if (nodes.isEmpty()) {
      return List.of();
    }
    List<Definition> definitions = new ArrayList<>(nodes.size());
    for (LinkReferenceDefinition definition : nodes) {
      definitions.add(Definition.of(definition));
    }
    return definitions;
  }
}
