package dev.twinmark.engine;

import org.commonmark.node.LinkReferenceDefinition;

/**
 * The content of a link reference definition, without the tree that it was found in.
 *
 * @param label the normalized label
 * @param destination as {@link LinkReferenceDefinition#getDestination()}
 * @param title as {@link LinkReferenceDefinition#getTitle()}; may be null
 */
record Definition(String label, String destination, String title) {

  static Definition of(LinkReferenceDefinition node) {
    return new Definition(
        LabelNormalization.normalize(node.getLabel()), node.getDestination(), node.getTitle());
  }

  LinkReferenceDefinition toNode() {
    return new LinkReferenceDefinition(label, destination, title);
  }
}
