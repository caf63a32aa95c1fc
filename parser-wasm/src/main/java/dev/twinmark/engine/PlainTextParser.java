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

  private final InlineParser others;
  private final boolean hasAutolinks;
  private final boolean[] isSpecial;

  /**
   * @param extensions those of the other parser
   */
  PlainTextParser(InlineParser others, Set<Extension> extensions) {
    this.others = others;
    hasAutolinks = extensions.contains(Extension.AUTOLINKS);
    isSpecial =
        Ascii.tableOf(
            SPECIAL + (hasAutolinks ? IN_ADDRESSES : "") + LinearInlineParser.marksOf(extensions));
  }

  @Override
  public void parse(SourceLines lines, Node block) {
    if (isPlain(lines)) {
      parsePlain(lines.getLines(), block);
      return;
    }
    try {
      others.parse(lines, block);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      while (block.getFirstChild() != null) {
        block.getFirstChild().unlink();
      }
      parsePlain(lines.getLines(), block);
    }
  }

  private boolean isPlain(SourceLines lines) {
    for (SourceLine line : lines.getLines()) {
      String content = line.getContent().toString();
      for (int i = 0; i < content.length(); i++) {
        char c = content.charAt(i);
        if (c < isSpecial.length && isSpecial[c]) {
          return false;
        }
      }
      if (hasAutolinks && content.contains(WWW)) {
        return false;
      }
    }
    return true;
  }

  private static void parsePlain(List<SourceLine> lines, Node block) {
    int last = lines.size() - 1;
    for (int i = 0; i <= last; i++) {
      String content = lines.get(i).getContent().toString();
      if (i == last) {
        appendText(
            block, content, Characters.skipSpaceTabBackwards(content, content.length() - 1, 0) + 1);
      } else {
        int end = Characters.skipBackwards(' ', content, content.length() - 1, 0) + 1;
        appendText(block, content, end);
        // CommonMark 0.31 §6.7: "preceded by two or more spaces".
        block.appendChild(content.length() - end >= 2 ? new HardLineBreak() : new SoftLineBreak());
      }
    }
  }

  private static void appendText(Node block, String content, int end) {
    if (!content.isEmpty()) {
      block.appendChild(new Text(content.substring(0, end)));
    }
  }
}
