package dev.twinmark.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.text.Characters;

/**
 * Parses inlines that are nothing but text and line breaks, as most headings, list items and table
 * cells are, and leaves all others to another parser. Where that one fails, they are text, too: a
 * block that cannot be parsed does not take the document with it.
 */
final class PlainTextParser implements InlineParser {

  /** The characters that may begin or end an inline other than text, the line endings aside. */
  private static final String SPECIAL = "\\`*_~&<[]";

  /** The characters of a bare address, of which {@link #WWW} has none. */
  private static final String IN_ADDRESSES = ":@";

  private static final String WWW = "www.";

  private final LinearInlineParser others;
  private final boolean hasAutolinks;
  private final boolean[] isSpecial;

  /**
   * @param extensions those of the other parser
   */
  PlainTextParser(LinearInlineParser others, Set<Extension> extensions) {
    this.others = others;
    hasAutolinks = extensions.contains(Extension.AUTOLINKS);
    isSpecial =
        Ascii.tableOf(
            SPECIAL + (hasAutolinks ? IN_ADDRESSES : "") + LinearInlineParser.marksOf(extensions));
  }

  @Override
  public void parse(SourceLines lines, Node block) {
    parse(join(lines.getLines()), block);
  }

  private static String join(List<SourceLine> lines) {
    if (lines.size() == 1) {
      return lines.get(0).getContent().toString();
    }
    int length = 0;
    for (SourceLine line : lines) {
      length += line.getContent().length() + 1;
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < lines.size(); i++) {
      text.append(i == 0 ? "" : "\n").append(lines.get(i).getContent().toString());
    }
    return text.toString();
  }

  /** Parses the inlines of a text, whose lines end with {@code \n} where others follow. */
  void parse(String text, Node block) {
    if (isPlain(text)) {
      parsePlain(text, block);
      return;
    }
    try {
      others.parse(text, block);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      while (block.getFirstChild() != null) {
        block.getFirstChild().unlink();
      }
      parsePlain(text, block);
    }
  }

  private boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < isSpecial.length && isSpecial[c]) {
        return false;
      }
    }
    return !hasAutolinks || !text.contains(WWW);
  }

  private static void parsePlain(String text, Node block) {
    int start = 0;
    int newline = text.indexOf('\n');
    while (newline >= 0) {
      int end = Characters.skipBackwards(' ', text, newline - 1, start) + 1;
      appendText(block, text, start, newline, end);
      // CommonMark 0.31 §6.7: "preceded by two or more spaces".
      block.appendChild(newline - end >= 2 ? new HardLineBreak() : new SoftLineBreak());
      start = newline + 1;
      newline = text.indexOf('\n', start);
    }
    int end = Characters.skipSpaceTabBackwards(text, text.length() - 1, start) + 1;
    appendText(block, text, start, text.length(), end);
  }

  private static void appendText(Node block, String text, int start, int lineEnd, int end) {
    if (start < lineEnd) {
      block.appendChild(new Text(text.substring(start, end)));
    }
  }
}
