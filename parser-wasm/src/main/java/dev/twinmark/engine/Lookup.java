package dev.twinmark.engine;

/**
 * A link label that a block's inlines refer to.
 *
 * @param label the normalized label
 * @param answer the definition that the block was rendered with; null where there was none
 */
record Lookup(String label, Definition answer) {}
