/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.internal.inline.HtmlInlineParser.
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

import static dev.twinmark.engine.Ascii.isDigit;
import static dev.twinmark.engine.Ascii.isLetter;
import static dev.twinmark.engine.Ascii.isWhitespace;

/**
 * Finds raw HTML among the inlines of one block: CommonMark 0.31 §6.6, as commonmark-java's {@code
 * HtmlInlineParser} has it.
 *
 * <p>A search that failed tells where all later ones fail, so each kind of end is searched for
 * once. Of tags, at most three scans pass any one character: outside of values, and inside of
 * either kind of quotation marks, two scans never agree.
 */
final class InlineHtml {

  private final InlineScanner scanner;
  private boolean noCommentEnd;
  private boolean noCdataEnd;
  private boolean noDeclarationEnd;

  private boolean noInstructionEnd;

  InlineHtml(InlineScanner scanner) {
    this.scanner = scanner;
  }

  /** Moves over the raw HTML that begins with the character here, a {@code <}, if it does. */
  boolean scan() {
    scanner.at++;
    char c = scanner.peek();
    if (isLetter(c)) {
      return openTag();
    }
    if (c == '/') {
      return closingTag();
    }
    if (c == '?') {
      return instruction();
    }
    if (c != '!') {
      return false;
    }
    scanner.at++;
    c = scanner.peek();
    if (c == '-') {
      return comment();
    }
    return c == '[' ? cdata() : isLetter(c) && declaration();
  }

  /**
   * "An open tag consists of a {@code <} character, a tag name, zero or more attributes, optional
   * spaces, tabs, and up to one line ending, an optional {@code /} character, and a {@code >}
   * character."
   */
  private boolean openTag() {
    tagName();
    boolean separated = scanner.skipWhitespace() > 0;
    while (separated && isAttributeStart(scanner.peek())) {
      attributeName();
      separated = scanner.skipWhitespace() > 0;
      if (scanner.next('=')) {
        scanner.skipWhitespace();
        if (!attributeValue()) {
          return false;
        }
        separated = scanner.skipWhitespace() > 0;
      }
    }
    scanner.next('/');
    return scanner.next('>');
  }

  private boolean closingTag() {
    scanner.at++;
    if (!isLetter(scanner.peek())) {
      return false;
    }
    tagName();
    scanner.skipWhitespace();
    return scanner.next('>');
  }

  private void tagName() {
    int end = scanner.at;
    while (end < scanner.text.length() && isTagNameCharacter(scanner.text.charAt(end))) {
      end++;
    }
    scanner.moveTo(end);
  }

  private static boolean isTagNameCharacter(char c) {
    return isLetter(c) || isDigit(c) || c == '-';
  }

  private void attributeName() {
    int end = scanner.at;
    while (end < scanner.text.length() && isAttributeCharacter(scanner.text.charAt(end))) {
      end++;
    }
    scanner.moveTo(end);
  }

  private static boolean isAttributeStart(char c) {
    return isLetter(c) || c == '_' || c == ':';
  }

  private static boolean isAttributeCharacter(char c) {
    return isAttributeStart(c) || isDigit(c) || c == '.' || c == '-';
  }

  private boolean attributeValue() {
    char quote = scanner.peek();
    if (quote == '"' || quote == '\'') {
      scanner.at++;
      return scanner.find(quote) && scanner.next(quote);
    }
    int start = scanner.at;
    int end = start;
    while (end < scanner.text.length() && !endsValue(scanner.text.charAt(end))) {
      end++;
    }
    scanner.moveTo(end);
    return end > start && end < scanner.text.length();
  }

  private static boolean endsValue(char c) {
    return isWhitespace(c) || c == '"' || c == '\'' || c == '=' || c == '<' || c == '>' || c == '`';
  }

  /**
   * "A processing instruction consists of the string {@code <?}, a string of characters not
   * including the string {@code ?>}, and the string {@code ?>}."
   */
  private boolean instruction() {
    if (noInstructionEnd) {
      return false;
    }
    scanner.at++;
    noInstructionEnd = !findEnd('?', "?>");
    return !noInstructionEnd;
  }

  /** "{@code <!-->}, {@code <!--->}, or {@code <!--}, a string …, and {@code -->}". */
  private boolean comment() {
    if (noCommentEnd || !scanner.next("--")) {
      return false;
    }
    if (scanner.next('>') || scanner.next("->")) {
      return true;
    }
    noCommentEnd = !findEnd('-', "-->");
    return !noCommentEnd;
  }

  private boolean cdata() {
    if (noCdataEnd || !scanner.next("[CDATA[")) {
      return false;
    }
    noCdataEnd = !findEnd(']', "]]>");
    return !noCdataEnd;
  }

  private boolean findEnd(char first, String end) {
    while (scanner.find(first)) {
      if (scanner.next(end)) {
        return true;
      }
      scanner.at++;
    }
    return false;
  }

  /**
   * "A declaration consists of the string {@code <!}, an ASCII letter, zero or more characters not
   * including the character {@code >}, and the character {@code >}."
   */
  private boolean declaration() {
    noDeclarationEnd = noDeclarationEnd || !scanner.find('>');
    return !noDeclarationEnd && scanner.next('>');
  }
}
