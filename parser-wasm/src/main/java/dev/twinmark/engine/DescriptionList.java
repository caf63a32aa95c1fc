package dev.twinmark.engine;

import org.commonmark.node.CustomBlock;

/**
 * A list of terms and what they mean, as PHP Markdown Extra and Pandoc have it: each line of a
 * paragraph is a {@link Term}, and a line that begins with a colon and a space begins their {@link
 * Details}, directly below or behind one blank line. HTML calls it a description list.
 */
final class DescriptionList extends CustomBlock {

  /** A term. */
  static final class Term extends CustomBlock {}

  /** A meaning of the terms before it. */
  static final class Details extends CustomBlock {

    /** False if a blank line is before it or between its blocks: then its paragraphs are such. */
    boolean isTight = true;
  }
}
