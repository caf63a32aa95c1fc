package dev.twinmark.engine;

import java.util.Map;
import org.commonmark.node.Node;

/** Answers what the link labels of a text that is parsed refer to. */
@FunctionalInterface
interface References {

  /** The definitions of the text itself, and no others. */
  References OF_THE_TEXT = (label, found) -> found.get(label);

  /**
   * Returns the definition of a label, or null.
   *
   * @param label the normalized label
   * @param found the first definition of each label in the text that is parsed
   */
  Definition find(String label, Map<String, Definition> found);

  /** Is told that the inlines of a block have been parsed. */
  default void parsed(Node block) {}
}
