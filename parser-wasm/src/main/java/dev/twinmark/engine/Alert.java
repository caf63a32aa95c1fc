package dev.twinmark.engine;

import java.util.List;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.SourceLine;

/**
 * A quote that begins with a line such as {@code [!NOTE]}, in any case, and has something behind
 * it. As on GitHub, which describes <a
 * href="https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts">alerts</a>,
 * it cannot be within other blocks.
 */
final class Alert extends BlockQuote {

  /** The kinds of alerts. */
  enum Kind {
    NOTE("note", "Note"),
    TIP("tip", "Tip"),
    IMPORTANT("important", "Important"),
    WARNING("warning", "Warning"),
    CAUTION("caution", "Caution");

    private static final Kind[] ALL = values();

    /** The name as it is part of a class of HTML. */
    final String name;

    final String title;

    Kind(String name, String title) {
      this.name = name;
      this.title = title;
    }
  }

  private static final String OPENING = "[!";

  final Kind kind;

  private Alert(Kind kind) {
    this.kind = kind;
  }

  /**
   * Makes an alert of the quote whose first block is the paragraph, if it is one, and removes the
   * marker from the paragraph's lines.
   */
  static void mark(Paragraph paragraph, List<SourceLine> lines) {
    if (!(paragraph.getParent() instanceof BlockQuote quote)
        || paragraph.getPrevious() != null
        || !(quote.getParent() instanceof Document)
        || (lines.size() == 1 && paragraph.getNext() == null)) {
      return;
    }
    Kind kind = kindOf(lines.get(0).getContent().toString());
    if (kind == null) {
      return;
    }
    lines.remove(0);
    Alert alert = new Alert(kind);
    alert.setSourceSpans(quote.getSourceSpans());
    quote.insertAfter(alert);
    Node child = quote.getFirstChild();
    while (child != null) {
      Node next = child.getNext();
      alert.appendChild(child);
      child = next;
    }
    quote.unlink();
  }

  private static Kind kindOf(String line) {
    if (!line.startsWith(OPENING)) {
      return null;
    }
    for (Kind kind : Kind.ALL) {
      int end = OPENING.length() + kind.name.length();
      if (Ascii.matchesIgnoringCase(line, OPENING.length(), kind.name)
          && line.startsWith("]", end)
          && Ascii.skipWhitespace(line, end + 1) == line.length()) {
        return kind;
      }
    }
    return null;
  }
}
