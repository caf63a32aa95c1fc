/*
 * Adapted from commonmark-java 0.30.0, org.commonmark.internal.InlineParserImpl and the parsers
 * that it calls.
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

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.footnotes.InlineFootnote;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.text.Characters;

/**
 * Parses the inlines of CommonMark and strikethrough in a time that grows with the length of the
 * text: {@code docs/upstream} has where commonmark-java's does not. It knows the inlines of all
 * extensions, and no source spans of inlines.
 */
final class LinearInlineParser {

  /** The limit for emphasis, links and images, as commonmark-java has it by default. */
  private static final int MAX_NESTING = 100;

  /** The characters that may begin something else than text. */
  private static final String SPECIAL = "[]!\n\\`&<*_~";

  /** The same where bare addresses are links. */
  private static final String SPECIAL_IN_ADDRESSES = ":w";

  /** Each has searches for openers of its own. */
  private static final String DELIMITERS = "*_~=+^";

  /** CommonMark 0.31 §6.2, rules 9 and 10: the sum of two runs' lengths may not be a multiple. */
  private static final int MULTIPLE = 3;

  /** Searches of closers that fail for the same openers: by length and whether they can open. */
  private static final int SEARCHES_PER_DELIMITER = 2 * MULTIPLE;

  private static final int MAX_STRIKETHROUGH = 2;

  /** CommonMark 0.31 §6.7: "preceded by two or more spaces". */
  private static final int HARD_BREAK_SPACES = 2;

  /** CommonMark 0.31 §2.5: "1–7 arabic digits" and "1-6 hexadecimal digits". */
  private static final int MAX_DECIMAL_DIGITS = 7;

  private static final int MAX_HEXADECIMAL_DIGITS = 6;

  /** An opening bracket, of a link, an image or a footnote, that may still find its closing one. */
  private static final class Bracket {

    final Text node;
    final boolean isImage;
    final boolean isNote;

    /** The offset of what it encloses. */
    final int contentStart;

    final Bracket previous;
    final Delimiter previousDelimiter;

    /** The number of brackets below it on the stack. */
    final int height;

    /** The number of images and footnotes among them, itself included, which may be in links. */
    final int imagesAndNotes;

    boolean bracketAfter;
    int contentDepth;

    Bracket(Text node, int contentStart, Bracket previous, Delimiter lastDelimiter) {
      this.node = node;
      isImage = node.getLiteral().startsWith("!");
      isNote = node.getLiteral().startsWith("^");
      this.contentStart = contentStart;
      this.previous = previous;
      previousDelimiter = lastDelimiter;
      height = previous == null ? 0 : previous.height + 1;
      imagesAndNotes =
          (previous == null ? 0 : previous.imagesAndNotes) + (isImage || isNote ? 1 : 0);
    }
  }

  /** A run of delimiters, as one node of as many of its characters as have found no counterpart. */
  private static final class Delimiter {

    final Text node;
    final char character;
    final int originalLength;
    final boolean canOpen;
    final boolean canClose;

    /** The kind of text that such runs enclose; null where commonmark-java has a node for it. */
    final DelimitedText.Kind kind;

    /** The number of runs of the block that come before it. */
    final int ordinal;

    /** The offset of the run. */
    final int start;

    /** The offset of the last whitespace before it, where it has a kind, or -1. */
    final int whitespace;

    Delimiter previous;
    Delimiter next;

    Delimiter(
        Text node,
        boolean canOpen,
        boolean canClose,
        DelimitedText.Kind kind,
        int ordinal,
        int start,
        int whitespace) {
      this.node = node;
      this.canOpen = canOpen;
      this.canClose = canClose;
      this.kind = kind;
      this.ordinal = ordinal;
      this.start = start;
      this.whitespace = whitespace;
      character = node.getLiteral().charAt(0);
      originalLength = node.getLiteral().length();
    }

    int length() {
      return node.getLiteral().length();
    }

    void use(int count) {
      node.setLiteral(node.getLiteral().substring(count));
    }

    /** The number of the searches that fail for the same openers; tildes need as many. */
    int searchKey() {
      return DELIMITERS.indexOf(character) * SEARCHES_PER_DELIMITER
          + originalLength % MULTIPLE
          + (canOpen ? MULTIPLE : 0);
    }
  }

  private final Set<Extension> extensions;
  private final boolean hasAutolinks;
  private final boolean hasFootnotes;
  private final boolean hasFormulas;
  private final boolean hasEmoji;
  private final boolean hasInlineFootnotes;
  private final boolean[] isSpecial;
  private final Function<String, Definition> references;
  private final Expansion expansion;
  private final Work work;

  private InlineScanner scanner;
  private InlineHtml html;
  private ExtendedAutolinks addresses;
  private FormulaScanner formulas;
  private Node block;

  private final PendingText pending = new PendingText();

  private int trailingSpaces;
  private Bracket lastBracket;

  /**
   * The number of brackets, from the bottom of the stack on, that are within a link and begin no
   * other.
   */
  private int withinLink;

  private Delimiter firstDelimiter;
  private Delimiter lastDelimiter;
  private int delimiterCount;

  // The last whitespace before an offset, up to which it has been looked for.
  private int lastWhitespace;
  private int whitespaceSoughtTo;

  /** The offset of the last backtick string of each length, of those seen. */
  private Map<Integer, Integer> backticksSeen = new HashMap<>();

  /** True if every backtick string has been seen. */
  private boolean allBackticksSeen;

  /** The nesting depth, at most, of each node that this parser has made, the node included. */
  private IdentityHashMap<Node, Integer> depths = new IdentityHashMap<>();

  /**
   * @param references gives the definition of a label, not yet normalized, or null
   */
  LinearInlineParser(
      Set<Extension> extensions,
      Function<String, Definition> references,
      Expansion expansion,
      Work work) {
    this.extensions = extensions;
    hasAutolinks = extensions.contains(Extension.AUTOLINKS);
    hasFootnotes = extensions.contains(Extension.FOOTNOTES);
    hasFormulas = extensions.contains(Extension.FORMULAS);
    hasEmoji = extensions.contains(Extension.EMOJI);
    hasInlineFootnotes = extensions.contains(Extension.INLINE_FOOTNOTES);
    isSpecial =
        Ascii.tableOf(SPECIAL + (hasAutolinks ? SPECIAL_IN_ADDRESSES : "") + marksOf(extensions));
    this.references = references;
    this.expansion = expansion;
    this.work = work;
  }

  /** Returns the characters that begin inlines of the extensions alone, addresses aside. */
  static String marksOf(Set<Extension> extensions) {
    return (extensions.contains(Extension.FORMULAS) ? "$" : "")
        + (extensions.contains(Extension.EMOJI) ? ":" : "")
        + (extensions.contains(Extension.INLINE_FOOTNOTES) ? "^" : "")
        + DelimitedText.delimiters(extensions);
  }

  /** Appends the inlines of a text to a block. */
  void parse(String text, Node parent) {
    scanner = new InlineScanner(text, work);
    html = new InlineHtml(scanner);
    addresses = hasAutolinks ? new ExtendedAutolinks(text, work) : null;
    formulas = hasFormulas ? new FormulaScanner(text, work) : null;
    block = parent;
    pending.begin(text);
    trailingSpaces = 0;
    lastBracket = null;
    withinLink = 0;
    firstDelimiter = null;
    lastDelimiter = null;
    delimiterCount = 0;
    lastWhitespace = -1;
    whitespaceSoughtTo = 0;
    allBackticksSeen = false;
    // Clearing a map takes as long as the map was ever large: after one long block, too long.
    if (!backticksSeen.isEmpty()) {
      backticksSeen = new HashMap<>();
    }
    if (!depths.isEmpty()) {
      depths = new IdentityHashMap<>();
    }
    work.beginInlines(text.length());
    while (scanner.at < text.length()) {
      work.add(1);
      parseInline(text.charAt(scanner.at));
    }
    flush();
    processDelimiters(null);
    mergeTexts();
    if (hasAutolinks) {
      linkEmails();
    }
    work.endInlines();
  }

  private void parseInline(char c) {
    switch (c) {
      case '[' -> openBracket(1);
      case ']' -> closeBracket();
      case '\n' -> lineBreak();
      case '\\' -> backslash();
      case '`' -> backticks();
      case '*', '_', '~' -> delimiters(c);
      case '=', '+' -> {
        if (isSpecial(c)) {
          delimiters(c);
        } else {
          text();
        }
      }
      case '!' -> {
        if (scanner.text.startsWith("[", scanner.at + 1)) {
          openBracket(2);
        } else {
          text();
        }
      }
      case '^' -> {
        if (hasInlineFootnotes && scanner.text.startsWith("[", scanner.at + 1)) {
          openBracket(2);
        } else if (isSpecial(c)) {
          delimiters(c);
        } else {
          text();
        }
      }
      case '&' -> {
        if (!entity()) {
          text();
        }
      }
      case '<' -> {
        if (!autolink() && !rawHtml()) {
          text();
        }
      }
      case ':', 'w' -> {
        boolean isAddress = hasAutolinks && !isInBrackets() && (c == 'w' ? bareHost() : bareUrl());
        if (!isAddress && !(c == ':' && hasEmoji && emoji())) {
          text();
        }
      }
      case '$' -> {
        if (hasFormulas) {
          dollars();
        } else {
          text();
        }
      }
      default -> text();
    }
  }

  /** Reads the character here and all that follow up to a special one as text. */
  private void text() {
    String text = scanner.text;
    int start = scanner.at;
    int end = start + 1;
    while (end < text.length() && !isSpecial(text.charAt(end))) {
      end++;
    }
    scanner.moveTo(end);
    if (end == text.length()) {
      end = Characters.skipSpaceTabBackwards(text, end - 1, start) + 1;
    } else if (text.charAt(end) == '\n') {
      int trimmed = Characters.skipBackwards(' ', text, end - 1, start) + 1;
      trailingSpaces = end - trimmed;
      end = trimmed;
    }
    pending.add(start, end);
  }

  private boolean isSpecial(char c) {
    return c < isSpecial.length && isSpecial[c];
  }

  private void append(Node node) {
    flush();
    block.appendChild(node);
  }

  private void flush() {
    if (!pending.isEmpty()) {
      block.appendChild(new Text(pending.take()));
    }
  }

  private void lineBreak() {
    scanner.at++;
    append(trailingSpaces >= HARD_BREAK_SPACES ? new HardLineBreak() : new SoftLineBreak());
    trailingSpaces = 0;
  }

  private void backslash() {
    scanner.at++;
    char c = scanner.peek();
    if (c == '\n') {
      scanner.at++;
      append(new HardLineBreak());
    } else {
      // CommonMark 0.31 §2.4: "Any ASCII punctuation character may be backslash-escaped".
      scanner.at += Ascii.isPunctuation(c) ? 1 : 0;
      pending.add(scanner.at - 1, scanner.at);
    }
  }

  private void backticks() {
    int start = scanner.at;
    int length = scanner.skip('`');
    int contentStart = scanner.at;
    if (!allBackticksSeen || backticksSeen.getOrDefault(length, -1) > start) {
      while (scanner.find('`')) {
        int end = scanner.at;
        int found = scanner.skip('`');
        if (!allBackticksSeen) {
          backticksSeen.put(found, end);
        }
        if (found == length) {
          append(code(scanner.text.substring(contentStart, end)));
          return;
        }
      }
      allBackticksSeen = true;
    }
    pending.add(start, contentStart);
    scanner.at = contentStart;
  }

  private static Code code(String source) {
    String content = source.replace('\n', ' ');
    // CommonMark 0.31 §6.1: "If the resulting string both begins and ends with a space character,
    // but does not consist entirely of space characters, a single space character is removed".
    if (content.startsWith(" ") && content.endsWith(" ") && Characters.hasNonSpace(content)) {
      content = content.substring(1, content.length() - 1);
    }
    return new Code(content);
  }

  private void dollars() {
    int start = scanner.at;
    int dollars = scanner.skip('$');
    int end = formulas.endOf(start, dollars);
    if (end < 0) {
      pending.add(start, scanner.at);
      return;
    }
    append(Formula.of(scanner.text.substring(start, end)));
    scanner.at = end;
  }

  private boolean emoji() {
    Emoji emoji = Emoji.startingAt(scanner.at, scanner.text, work);
    if (emoji == null) {
      return false;
    }
    append(emoji);
    scanner.at += emoji.name.length() + 2;
    return true;
  }

  private boolean entity() {
    int start = scanner.at;
    String text = scanner.text;
    int from = start + 1;
    int end;
    if (text.startsWith("#", from)) {
      boolean hexadecimal = text.startsWith("x", from + 1) || text.startsWith("X", from + 1);
      from += hexadecimal ? 2 : 1;
      end = from;
      while (end < text.length()
          && (hexadecimal ? Ascii.isHexDigit(text.charAt(end)) : Ascii.isDigit(text.charAt(end)))) {
        end++;
      }
      if (end == from || end - from > (hexadecimal ? MAX_HEXADECIMAL_DIGITS : MAX_DECIMAL_DIGITS)) {
        return false;
      }
    } else {
      end = from;
      while (end < text.length()
          && (Ascii.isLetter(text.charAt(end))
              || (end > from && Ascii.isDigit(text.charAt(end))))) {
        end++;
      }
      if (end == from) {
        return false;
      }
    }
    work.add(end - start);
    if (!text.startsWith(";", end)) {
      return false;
    }
    pending.add(Entities.textOf(text.substring(start, end + 1)));
    scanner.at = end + 1;
    return true;
  }

  private boolean autolink() {
    String text = scanner.text;
    int start = scanner.at + 1;
    int end = start;
    while (end < text.length() && text.charAt(end) != '<' && text.charAt(end) != '>') {
      end++;
    }
    work.add(end - start);
    if (end == start || !text.startsWith(">", end)) {
      return false;
    }
    String content = text.substring(start, end);
    String destination = Autolinks.destination(content);
    if (destination == null) {
      return false;
    }
    append(link(destination, content));
    scanner.at = end + 1;
    return true;
  }

  /** Returns whether a bracket is open whose closing one an address would take in. */
  private boolean isInBrackets() {
    return lastBracket != null
        && (lastBracket.imagesAndNotes > 0 || lastBracket.height >= withinLink);
  }

  private boolean bareHost() {
    int start = scanner.at;
    int end = addresses.endOfWww(start);
    if (end < 0) {
      return false;
    }
    String address = scanner.text.substring(start, end);
    append(link("http://" + address, address));
    scanner.at = end;
    return true;
  }

  private boolean bareUrl() {
    int scheme = addresses.schemeLength(scanner.at);
    int end = scheme == 0 ? -1 : addresses.endOfUrl(scanner.at);
    if (end < 0) {
      return false;
    }
    // The scheme has been read as text.
    pending.removeLast(scheme);
    String address = scanner.text.substring(scanner.at - scheme, end);
    append(link(address, address));
    scanner.at = end;
    return true;
  }

  private static Link link(String destination, String text) {
    Link link = new Link(destination, null);
    link.appendChild(new Text(text));
    return link;
  }

  /** Makes links of the addresses of e-mail in the texts of the block that are in no link. */
  private void linkEmails() {
    Node node = block.getFirstChild();
    while (node != null) {
      work.add(1);
      if (node instanceof Text text) {
        node = linkEmails(text);
      }
      node = node instanceof Link ? behind(node) : following(node);
    }
  }

  /** Returns the last of the nodes that take the place of the text. */
  private Node linkEmails(Text text) {
    String literal = text.getLiteral();
    ExtendedAutolinks found = new ExtendedAutolinks(literal, work);
    Node last = text;
    int end = 0;
    int at = literal.indexOf('@');
    while (at >= 0) {
      ExtendedAutolinks.Email email = found.email(at);
      if (email != null && email.start() >= end) {
        String address = literal.substring(email.start(), email.end());
        Node before = last == text ? text : new Text("");
        ((Text) before).setLiteral(literal.substring(end, email.start()));
        if (before != text) {
          last.insertAfter(before);
        }
        Link link = link(email.hasScheme() ? address : "mailto:" + address, address);
        before.insertAfter(link);
        last = link;
        end = email.end();
      }
      at = literal.indexOf('@', Math.max(end, at + 1));
    }
    if (last != text && end < literal.length()) {
      Text rest = new Text(literal.substring(end));
      last.insertAfter(rest);
      last = rest;
    }
    return last;
  }

  private boolean rawHtml() {
    int start = scanner.at;
    if (!html.scan()) {
      scanner.at = start;
      return false;
    }
    HtmlInline node = new HtmlInline();
    node.setLiteral(scanner.text.substring(start, scanner.at));
    append(node);
    return true;
  }

  private void openBracket(int length) {
    Text node = new Text(scanner.text.substring(scanner.at, scanner.at + length));
    append(node);
    scanner.at += length;
    if (lastBracket != null) {
      lastBracket.bracketAfter = true;
    }
    lastBracket = new Bracket(node, scanner.at, lastBracket, lastDelimiter);
  }

  private void closeBracket() {
    int close = scanner.at;
    scanner.at++;
    Bracket opener = lastBracket;
    if (opener != null) {
      // Within a link, and beyond the limit, no closing bracket makes another one.
      boolean mayLink = opener.isNote || opener.isImage || opener.height >= withinLink;
      Node wrapper = mayLink && opener.contentDepth < MAX_NESTING ? wrapper(opener, close) : null;
      if (wrapper != null) {
        wrap(opener, wrapper);
        return;
      }
      scanner.at = close + 1;
      if (hasFootnotes && mayLink && !opener.isNote && footnoteReference(opener, close)) {
        return;
      }
      removeLastBracket();
    }
    pending.add(close, close + 1);
  }

  private Node wrapper(Bracket opener, int close) {
    return opener.isNote ? new InlineFootnote() : linkOrImage(opener, close);
  }

  /** Returns what the brackets enclose the text of, and moves behind it; or null. */
  private Node linkOrImage(Bracket opener, int close) {
    int behind = scanner.at;
    Node inline = inlineLink(opener.isImage);
    if (inline != null) {
      return inline;
    }
    scanner.at = behind;
    String label = scanner.linkLabel();
    if (label == null) {
      scanner.at = behind;
    }
    if (label == null || label.isEmpty()) {
      // A label has no brackets in it. All texts without are apart from each other, so looking each
      // up takes no more than reading them once.
      if (opener.bracketAfter) {
        return null;
      }
      label = scanner.text.substring(opener.contentStart, close);
    }
    work.add(label.length());
    Definition definition = references.apply(label);
    return definition != null && expansion.allows(definition)
        ? node(opener.isImage, definition.destination(), definition.title())
        : null;
  }

  /**
   * Puts a reference to a footnote in the place of the brackets and what they enclose, where it is
   * one. A {@code !} in front of it stays text.
   */
  private boolean footnoteReference(Bracket opener, int close) {
    String text = scanner.text;
    if (!text.startsWith("^", opener.contentStart) || opener.bracketAfter) {
      return false;
    }
    String label = text.substring(opener.contentStart + 1, close);
    work.add(label.length());
    if (label.length() > InlineScanner.MAX_LABEL_LENGTH
        || references.apply(Footnote.key(LabelNormalization.normalize(label))) == null) {
      return false;
    }
    pending.clear();
    for (Node node = opener.node.getNext(); node != null; ) {
      Node next = node.getNext();
      node.unlink();
      node = next;
    }
    discardDelimiters(opener.previousDelimiter);
    Node reference = new FootnoteReference(label);
    append(reference);
    if (opener.isImage) {
      opener.node.setLiteral("!");
    } else {
      opener.node.unlink();
    }
    removeLastBracket();
    recordDepth(reference, 1);
    // It is a link, so that those around it cannot be.
    forbidLinksAround();
    return true;
  }

  private void forbidLinksAround() {
    withinLink = lastBracket == null ? 0 : lastBracket.height + 1;
  }

  private Node inlineLink(boolean isImage) {
    if (!scanner.next('(')) {
      return null;
    }
    scanner.skipWhitespace();
    String destination = scanner.linkDestination();
    if (destination == null) {
      return null;
    }
    String title = null;
    if (scanner.skipWhitespace() > 0) {
      title = scanner.linkTitle();
      scanner.skipWhitespace();
    }
    return scanner.next(')') ? node(isImage, destination, title) : null;
  }

  private static Node node(boolean isImage, String destination, String title) {
    return isImage ? new Image(destination, title) : new Link(destination, title);
  }

  private void wrap(Bracket opener, Node wrapper) {
    flush();
    moveChildren(opener.node, null, wrapper);
    block.appendChild(wrapper);
    processDelimiters(opener.previousDelimiter);
    opener.node.unlink();
    removeLastBracket();
    recordDepth(wrapper, opener.contentDepth + 1);
    if (!opener.isImage) {
      forbidLinksAround();
    }
  }

  private void removeLastBracket() {
    Bracket removed = lastBracket;
    lastBracket = removed.previous;
    withinLink = Math.min(withinLink, removed.height);
    if (lastBracket != null) {
      lastBracket.contentDepth = Math.max(lastBracket.contentDepth, removed.contentDepth);
    }
  }

  private void recordDepth(Node node, int depth) {
    depths.put(node, depth);
    if (lastBracket != null) {
      lastBracket.contentDepth = Math.max(lastBracket.contentDepth, depth);
    }
  }

  /** Moves what is between two siblings into another node; null is the end. */
  private void moveChildren(Node from, Node to, Node parent) {
    Node node = from.getNext();
    while (node != to) {
      Node next = node.getNext();
      parent.appendChild(node);
      node = next;
      work.add(1);
    }
  }

  private void delimiters(char c) {
    int start = scanner.at;
    scanner.skip(c);
    if (c == '^' && hasInlineFootnotes && scanner.text.startsWith("[", scanner.at)) {
      scanner.at--; // The last begins a footnote.
    }
    int end = scanner.at;
    DelimitedText.Kind kind = DelimitedText.Kind.of(c, end - start, extensions);
    int before = start == 0 ? InlineScanner.END : scanner.text.codePointBefore(start);
    int after = end == scanner.text.length() ? InlineScanner.END : scanner.text.codePointAt(end);
    boolean beginsFootnote = c == '^' && before == '[' && hasFootnotes;
    if (beginsFootnote || (kind == null && !isDelimiterByDefault(c))) {
      pending.add(start, end);
      return;
    }
    boolean beforeIsPunctuation = isEdge(before) || Characters.isPunctuationCodePoint(before);
    boolean beforeIsWhitespace = isEdge(before) || Characters.isWhitespaceCodePoint(before);
    boolean afterIsPunctuation = isEdge(after) || Characters.isPunctuationCodePoint(after);
    boolean afterIsWhitespace = isEdge(after) || Characters.isWhitespaceCodePoint(after);
    boolean leftFlanking =
        !afterIsWhitespace && (!afterIsPunctuation || beforeIsWhitespace || beforeIsPunctuation);
    boolean rightFlanking =
        !beforeIsWhitespace && (!beforeIsPunctuation || afterIsWhitespace || afterIsPunctuation);
    boolean canOpen = leftFlanking;
    boolean canClose = rightFlanking;
    if (c == '_') {
      canOpen = leftFlanking && (!rightFlanking || beforeIsPunctuation);
      canClose = rightFlanking && (!leftFlanking || afterIsPunctuation);
    } else if (kind != null && !kind.mayHaveWhitespace()) {
      // As Pandoc has it: "x^(n+1)^" is raised.
      canOpen = !afterIsWhitespace;
      canClose = !beforeIsWhitespace;
    }
    Text node = new Text(scanner.text.substring(start, end));
    append(node);
    push(
        new Delimiter(
            node,
            canOpen,
            canClose,
            kind,
            delimiterCount++,
            start,
            kind == null ? -1 : whitespaceBefore(start)));
  }

  private static boolean isDelimiterByDefault(char c) {
    return c == '*' || c == '_' || c == '~';
  }

  /** Returns the offset of the last whitespace before another one, or -1. */
  private int whitespaceBefore(int offset) {
    work.add(offset - whitespaceSoughtTo);
    for (; whitespaceSoughtTo < offset; whitespaceSoughtTo++) {
      if (Ascii.isWhitespace(scanner.text.charAt(whitespaceSoughtTo))) {
        lastWhitespace = whitespaceSoughtTo;
      }
    }
    return lastWhitespace;
  }

  private static boolean isEdge(int codePoint) {
    return codePoint == InlineScanner.END;
  }

  private void push(Delimiter delimiter) {
    delimiter.previous = lastDelimiter;
    if (lastDelimiter == null) {
      firstDelimiter = delimiter;
    } else {
      lastDelimiter.next = delimiter;
    }
    lastDelimiter = delimiter;
  }

  /** Matches the delimiters above one on the stack, which may be null, and removes them. */
  private void processDelimiters(Delimiter stackBottom) {
    Delimiter closer = stackBottom == null ? firstDelimiter : stackBottom.next;
    if (closer == null) {
      return;
    }
    OpenerSearch search = new OpenerSearch(stackBottom);
    while (closer != null) {
      work.add(1);
      Delimiter opener = closer.canClose ? search.openerOf(closer) : null;
      if (opener != null) {
        emphasize(opener, closer, search.contentDepth + 1);
        if (opener.length() == 0) {
          remove(opener);
          opener.node.unlink();
        }
        if (closer.length() > 0) {
          continue;
        }
        remove(closer);
        closer.node.unlink();
      } else if (closer.canClose && !closer.canOpen) {
        remove(closer);
      }
      closer = closer.next;
    }
    discardDelimiters(stackBottom);
  }

  /** Removes the delimiters above one on the stack, which may be null. */
  private void discardDelimiters(Delimiter stackBottom) {
    if (stackBottom == null) {
      firstDelimiter = null;
    } else {
      stackBottom.next = null;
    }
    lastDelimiter = stackBottom;
  }

  private void emphasize(Delimiter opener, Delimiter closer, int depth) {
    int used = Math.min(Math.min(opener.length(), closer.length()), 2);
    Node node;
    if (opener.kind != null) {
      node = new DelimitedText(opener.kind);
    } else if (opener.character == '~') {
      node = new Strikethrough("~".repeat(used));
    } else if (used > 1) {
      node = new StrongEmphasis(String.valueOf(opener.character).repeat(used));
    } else {
      node = new Emphasis(String.valueOf(opener.character));
    }
    moveChildren(opener.node, closer.node, node);
    opener.node.insertAfter(node);
    opener.use(used);
    closer.use(used);
    for (Delimiter between = closer.previous; between != opener; between = between.previous) {
      remove(between);
    }
    recordDepth(node, depth);
  }

  private void remove(Delimiter delimiter) {
    if (delimiter.previous == null) {
      firstDelimiter = delimiter.next;
    } else {
      delimiter.previous.next = delimiter.next;
    }
    if (delimiter.next == null) {
      lastDelimiter = delimiter.previous;
    } else {
      delimiter.next.previous = delimiter.previous;
    }
  }

  /**
   * The searches for openers above one place on the stack. The next search of a kind need not pass
   * again what the last one passed in vain.
   *
   * <p>commonmark-java remembers the run where such a search stops; when that run is matched and
   * removed, it searches on to the bottom. The rest has no opener either, so an ordinal takes the
   * place of the run.
   */
  private final class OpenerSearch {

    /** The ordinal up to which there is no opener, for each kind of search. */
    private final int[] bottoms = new int[DELIMITERS.length() * SEARCHES_PER_DELIMITER];

    /** The nesting depth of the nodes between the opener last found and its closer. */
    int contentDepth;

    OpenerSearch(Delimiter stackBottom) {
      Arrays.fill(bottoms, stackBottom == null ? -1 : stackBottom.ordinal);
    }

    Delimiter openerOf(Delimiter closer) {
      if (closer.character == '~' && closer.originalLength > MAX_STRIKETHROUGH) {
        return null;
      }
      int key = closer.searchKey();
      contentDepth = 0;
      Node seen = closer.node;
      Delimiter opener = closer.previous;
      while (opener != null && opener.ordinal > bottoms[key]) {
        contentDepth = Math.max(contentDepth, depthBetween(opener.node, seen));
        seen = opener.node;
        if (contentDepth >= MAX_NESTING) {
          // It only grows: nothing further down can be an opener any more.
          break;
        }
        if (opener.canOpen && opener.character == closer.character && matches(opener, closer)) {
          return opener;
        }
        opener = opener.previous;
      }
      bottoms[key] = closer.ordinal - 1;
      return null;
    }

    private static boolean matches(Delimiter opener, Delimiter closer) {
      if (closer.kind != null) {
        return opener.kind == closer.kind
            && (closer.kind.mayHaveWhitespace() || closer.whitespace < opener.start);
      }
      if (closer.character == '~') {
        return opener.length() == closer.length();
      }
      // CommonMark 0.31 §6.2: "the sum of the lengths of the delimiter runs … must not be a
      // multiple of 3 unless both lengths are multiples of 3".
      return !(opener.canClose || closer.canOpen)
          || closer.originalLength % MULTIPLE == 0
          || (opener.originalLength + closer.originalLength) % MULTIPLE != 0;
    }

    private int depthBetween(Node from, Node to) {
      int depth = 0;
      for (Node node = from.getNext(); node != to; node = node.getNext()) {
        work.add(1);
        if (!(node instanceof Text)) {
          depth = Math.max(depth, depths.getOrDefault(node, 0));
        }
      }
      return depth;
    }
  }

  /** Makes one node of texts that are next to each other. */
  private void mergeTexts() {
    Node node = block.getFirstChild();
    while (node != null) {
      work.add(1);
      if (node instanceof Text first && first.getNext() instanceof Text) {
        merge(first);
      }
      node = following(node);
    }
  }

  private void merge(Text first) {
    StringBuilder literal = new StringBuilder(first.getLiteral());
    while (first.getNext() instanceof Text next) {
      literal.append(next.getLiteral());
      next.unlink();
    }
    work.add(literal.length());
    first.setLiteral(literal.toString());
  }

  /** Returns the next node of the block in the order of the text, or null. */
  private Node following(Node start) {
    return start.getFirstChild() == null ? behind(start) : start.getFirstChild();
  }

  /** Returns the next node of the block that is not within this one, or null. */
  private Node behind(Node start) {
    Node node = start;
    while (node != block && node.getNext() == null) {
      node = node.getParent();
    }
    return node == block ? null : node.getNext();
  }
}
