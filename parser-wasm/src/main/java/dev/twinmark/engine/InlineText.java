package dev.twinmark.engine;

import java.util.function.Function;
import org.commonmark.ext.footnotes.InlineFootnote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The text of a heading without its formatting, images and footnotes. */
final class InlineText {

  private InlineText() {}

  /**
   * Appends the text of a node's inlines.
   *
   * @param emoji gives the text of an emoji
   * @param lineBreak the text of a line break
   */
  static void append(
      Node parent, Function<Emoji, String> emoji, String lineBreak, StringBuilder text) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text literal) {
        text.append(literal.getLiteral());
      } else if (node instanceof Code code) {
        text.append(code.getLiteral());
      } else if (node instanceof Emoji found) {
        text.append(emoji.apply(found));
      } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        text.append(lineBreak);
      } else if (!(node instanceof Image || node instanceof InlineFootnote)) {
        append(node, emoji, lineBreak, text);
      }
    }
  }
}
