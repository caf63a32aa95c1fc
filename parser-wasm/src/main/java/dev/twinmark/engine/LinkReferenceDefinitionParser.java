/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.internal.LinkReferenceDefinitionParser.
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
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.SourceLine;

/** Finds the link reference definitions that a paragraph begins with: CommonMark 0.31 §4.7. */
final class LinkReferenceDefinitionParser {

  private final Work work;
  private State state = State.START_DEFINITION;

  private final List<SourceLine> paragraphLines = new ArrayList<>();
  private List<LinkReferenceDefinition> definitions = List.of();
  private final List<SourceSpan> sourceSpans = new ArrayList<>();

  private StringBuilder label;
  private String destination;
  private char titleDelimiter;
  private StringBuilder title;
  private boolean referenceValid = false;

  LinkReferenceDefinitionParser(Work work) {
    this.work = work;
  }

  /** Returns whether a definition may begin a line. Most paragraphs begin with something else. */
  static boolean mayBegin(String line) {
    int start = Ascii.skipWhitespace(line, 0);
    return start < line.length() && line.charAt(start) == '[';
  }

  void parse(SourceLine line) {
    paragraphLines.add(line);
    if (state == State.PARAGRAPH) {
      // We're in a paragraph now. Link reference definitions can only appear at the
      // beginning, so once we're in a paragraph, there's no going back.
      return;
    }

    String content = line.getContent().toString();
    if (state == State.START_DEFINITION && !mayBegin(content)) {
      state = State.PARAGRAPH;
      finishReference();
      return;
    }
    InlineScanner scanner = new InlineScanner(content, work);
    while (scanner.hasNext()) {
      boolean success =
          switch (state) {
            case START_DEFINITION -> startDefinition(scanner);
            case LABEL -> label(scanner);
            case DESTINATION -> destination(scanner);
            case START_TITLE -> startTitle(scanner);
            case TITLE -> title(scanner);
            case PARAGRAPH -> false;
          };
      // Parsing failed, which means we fall back to treating text as a paragraph.
      if (!success) {
        state = State.PARAGRAPH;
        // If parsing of the title part failed, we still have a valid reference that we can
        // add, and we need to do it before the source span for this line is added.
        finishReference();
        return;
      }
    }
  }

  void addSourceSpan(SourceSpan sourceSpan) {
    sourceSpans.add(sourceSpan);
  }

  /** Returns the lines so far that are normal paragraph content, without copying them. */
  List<SourceLine> lines() {
    return paragraphLines;
  }

  List<SourceSpan> sourceSpans() {
    return sourceSpans;
  }

  List<LinkReferenceDefinition> definitions() {
    finishReference();
    return definitions;
  }

  private boolean startDefinition(InlineScanner scanner) {
    // Finish any outstanding references now. We don't do this earlier because we need
    // addSourceSpan to have been called before we do it.
    finishReference();

    scanner.skipWhitespace();
    if (!scanner.next('[')) {
      return false;
    }

    state = State.LABEL;
    label = new StringBuilder();

    if (!scanner.hasNext()) {
      label.append('\n');
    }
    return true;
  }

  private boolean label(InlineScanner scanner) {
    int start = scanner.at;
    if (!scanner.skipLabelContent()) {
      return false;
    }

    label.append(scanner.text, start, scanner.at);

    if (!scanner.hasNext()) {
      // label might continue on next line
      label.append('\n');
      return true;
    } else if (scanner.next(']')) {
      // end of label
      if (!scanner.next(':')) {
        return false;
      }

      // spec: A link label can have at most 999 characters inside the square brackets.
      if (label.length() > InlineScanner.MAX_LABEL_LENGTH) {
        return false;
      }

      String normalizedLabel = LabelNormalization.normalize(label.toString());
      if (normalizedLabel.isEmpty()) {
        return false;
      }

      state = State.DESTINATION;

      scanner.skipWhitespace();
      return true;
    } else {
      return false;
    }
  }

  private boolean destination(InlineScanner scanner) {
    scanner.skipWhitespace();
    destination = scanner.linkDestination();
    if (destination == null) {
      return false;
    }

    int whitespace = scanner.skipWhitespace();
    if (!scanner.hasNext()) {
      // Destination was at end of line, so this is a valid reference for sure (and maybe a
      // title). If not at end of line, wait for title to be valid first.
      referenceValid = true;
      paragraphLines.clear();
    } else if (whitespace == 0) {
      // spec: The title must be separated from the link destination by whitespace
      return false;
    }

    state = State.START_TITLE;
    return true;
  }

  private boolean startTitle(InlineScanner scanner) {
    scanner.skipWhitespace();
    if (!scanner.hasNext()) {
      state = State.START_DEFINITION;
      return true;
    }

    titleDelimiter = scanner.titleEnd();
    if (titleDelimiter != InlineScanner.END) {
      state = State.TITLE;
      title = new StringBuilder();
      scanner.at++;
      if (!scanner.hasNext()) {
        title.append('\n');
      }
    } else if (referenceValid) {
      // There might be another reference instead, try that for the same character.
      state = State.START_DEFINITION;
    } else {
      // spec: No further non-whitespace characters may occur on the line.
      return false;
    }
    return true;
  }

  private boolean title(InlineScanner scanner) {
    int start = scanner.at;
    if (!scanner.skipTitleContent(titleDelimiter)) {
      // Invalid title, stop. Title collected so far must not be used.
      title = null;
      return false;
    }

    title.append(scanner.text, start, scanner.at);

    if (!scanner.hasNext()) {
      // Title ran until the end of line, so continue on next line (until we find the
      // delimiter)
      title.append('\n');
      return true;
    }

    // Skip delimiter character
    scanner.at++;
    scanner.skipWhitespace();
    if (scanner.hasNext()) {
      // spec: No further non-whitespace characters may occur on the line.
      // Title collected so far must not be used.
      title = null;
      return false;
    }
    referenceValid = true;
    paragraphLines.clear();

    // See if there's another definition.
    state = State.START_DEFINITION;
    return true;
  }

  private void finishReference() {
    if (!referenceValid) {
      return;
    }

    // A title that has not ended is none.
    String t =
        title != null && state != State.TITLE ? InlineScanner.unescape(title.toString()) : null;
    LinkReferenceDefinition definition =
        new LinkReferenceDefinition(label.toString(), destination, t);
    definition.setSourceSpans(sourceSpans);
    sourceSpans.clear();
    if (definitions.isEmpty()) {
      definitions = new ArrayList<>();
    }
    definitions.add(definition);

    label = null;
    referenceValid = false;
    destination = null;
    title = null;
  }

  private enum State {
    // Looking for the start of a definition, i.e. `[`
    START_DEFINITION,
    // Parsing the label, i.e. `foo` within `[foo]`
    LABEL,
    // Parsing the destination, i.e. `/url` in `[foo]: /url`
    DESTINATION,
    // Looking for the start of a title, i.e. the first `"` in `[foo]: /url "title"`
    START_TITLE,
    // Parsing the content of the title, i.e. `title` in `[foo]: /url "title"`
    TITLE,

    // End state, no matter what kind of lines we add, they won't be references
    PARAGRAPH,
  }
}
