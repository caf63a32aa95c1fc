/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.internal.util.LinkScanner.
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

/**
 * The text of a block's inlines and a place in it. Methods that scan return whether what they look
 * for is there, and leave the place behind it or behind what they looked at. They count their
 * steps.
 *
 * <p>The syntax of links follows commonmark-java's {@code LinkScanner}, whose results it has for
 * every text.
 */
final class InlineScanner {

  /**
   * The character that {@link #peek} returns at the end. No text has it: CommonMark 0.31 §2.3
   * replaces U+0000.
   */
  static final char END = '\0';

  /** CommonMark 0.31 §6.3: "at least three levels of nesting"; commonmark-java has 32. */
  private static final int MAX_NESTED_PARENTHESES = 32;

  /** CommonMark 0.31 §6.3: "at most 999 characters inside the square brackets". */
  static final int MAX_LABEL_LENGTH = 999;

  private static final char DELETE = '\u007F';

  final String text;
  int at;
  private final Work work;

  InlineScanner(String text, Work work) {
    this.text = text;
    this.work = work;
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean hasNext() {
    return at < text.length();
  }

  boolean next(char c) {
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  boolean next(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  /** Moves to the next such character, or to the end, and returns whether it is there. */
  boolean find(char c) {
    int found = text.indexOf(c, at);
    moveTo(found < 0 ? text.length() : found);
    return found >= 0;
  }

  /** Moves over all such characters and returns their number. */
  int skip(char c) {
    int start = at;
    int end = at;
    while (end < text.length() && text.charAt(end) == c) {
      end++;
    }
    moveTo(end);
    return end - start;
  }

  /** Moves over whitespace and returns how much there is. */
  int skipWhitespace() {
    int start = at;
    moveTo(Ascii.skipWhitespace(text, start));
    return at - start;
  }

  /** Moves forward, and counts a step for each character. */
  void moveTo(int end) {
    work.add(end - at + 1);
    at = end;
  }

  /** Returns the destination that begins here, or null. */
  String linkDestination() {
    int start = at;
    if (at == text.length()) {
      return null;
    }
    if (text.charAt(at) == '<') {
      return scanPointyDestination() ? unescape(text.substring(start + 1, at - 1)) : null;
    }
    return scanBareDestination() ? unescape(text.substring(start, at)) : null;
  }

  private boolean scanPointyDestination() {
    int i = at + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\n' || c == '<') {
        break;
      }
      if (c == '>') {
        moveTo(i + 1);
        return true;
      }
      i = behind(i);
    }
    moveTo(i);
    return false;
  }

  /**
   * CommonMark 0.31 §6.3: "does not include ASCII control characters or space character, and
   * includes parentheses only if (a) they are backslash-escaped or (b) they are part of a balanced
   * pair of unescaped parentheses".
   */
  private boolean scanBareDestination() {
    int parentheses = 0;
    int i = at;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c <= ' ' || c == DELETE) {
        break;
      }
      if (c == '(') {
        parentheses++;
        if (parentheses > MAX_NESTED_PARENTHESES) {
          break;
        }
      } else if (c == ')') {
        if (parentheses == 0) {
          break;
        }
        parentheses--;
      }
      i = behind(i);
    }
    moveTo(i);
    return parentheses == 0;
  }

  /** Returns the title that begins here, without its delimiters, or null. */
  String linkTitle() {
    char close = titleEnd();
    if (close == END) {
      return null;
    }
    at++;
    int start = at;
    if (!skipTitleContent(close) || at == text.length()) {
      return null;
    }
    at++;
    return unescape(text.substring(start, at - 1));
  }

  /** Returns the character that ends a title which begins here, or {@link #END} if none does. */
  char titleEnd() {
    char open = peek();
    if (open == '(') {
      return ')';
    }
    return open == '"' || open == '\'' ? open : END;
  }

  /** Moves to the end of a title or of the text, or returns false where it can have neither. */
  boolean skipTitleContent(char close) {
    int i = at;
    while (i < text.length() && text.charAt(i) != close) {
      if (close == ')' && text.charAt(i) == '(') {
        moveTo(i);
        return false;
      }
      i = behind(i);
    }
    moveTo(i);
    return true;
  }

  /** Returns the label that begins here, without its brackets, or null. */
  String linkLabel() {
    int start = at + 1;
    if (!next('[') || !skipLabelContent() || at == text.length()) {
      return null;
    }
    at++;
    return at - 1 - start > MAX_LABEL_LENGTH ? null : text.substring(start, at - 1);
  }

  /** Moves to the end of a label or of the text, or returns false where it can have neither. */
  boolean skipLabelContent() {
    int i = at;
    while (i < text.length() && text.charAt(i) != ']') {
      if (text.charAt(i) == '[') {
        moveTo(i);
        return false;
      }
      i = behind(i);
    }
    moveTo(i);
    return true;
  }

  /** Returns what follows the character there, and the one that it escapes. */
  private int behind(int i) {
    return text.charAt(i) == '\\'
            && i + 1 < text.length()
            && Ascii.isPunctuation(text.charAt(i + 1))
        ? i + 2
        : i + 1;
  }

  static String unescape(String text) {
    return text.indexOf('\\') < 0 && text.indexOf('&') < 0 ? text : Unescaping.unescape(text);
  }
}
