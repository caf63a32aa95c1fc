package dev.twinmark.engine;

import java.util.List;
import java.util.Set;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;

/**
 * A footnote.
 *
 * @param label the normalized label; null for one within the text
 * @param name the label as it is written, which is part of the footnote's {@code id}; null, too
 * @param content the content of its list item
 */
record Footnote(String label, String name, Template content) {

  /**
   * Begins the keys of footnotes among those of link reference definitions: in no label of a link
   * is a bracket that is not escaped.
   */
  private static final String KEY_PREFIX = "[^";

  /** Returns a footnote within the text. */
  static Footnote inline(Template content) {
    return new Footnote(null, null, content);
  }

  /** Returns the key by which {@link References} know a footnote. */
  static String key(String normalizedLabel) {
    return KEY_PREFIX + normalizedLabel;
  }

  /** Returns the definition that stands for a footnote where references are looked up. */
  static Definition definition(String normalizedLabel) {
    return new Definition(key(normalizedLabel), "", null);
  }

  /**
   * Adds the definitions that a block is or holds, in their order. Those within other footnotes are
   * not shown, as commonmark-java has it.
   *
   * @param extensions those to render them with
   */
  static void collect(Node block, Set<Extension> extensions, List<Footnote> footnotes) {
    if (!extensions.contains(Extension.FOOTNOTES)) {
      return;
    }
    if (block instanceof FootnoteDefinition definition) {
      footnotes.add(
          new Footnote(
              LabelNormalization.normalize(definition.getLabel()),
              definition.getLabel(),
              DirectRenderer.footnote(definition, extensions)));
    } else if (block instanceof BlockQuote
        || block instanceof ListBlock
        || block instanceof ListItem
        || block instanceof DescriptionList
        || block instanceof DescriptionList.Details) {
      for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
        collect(child, extensions, footnotes);
      }
    }
  }
}
