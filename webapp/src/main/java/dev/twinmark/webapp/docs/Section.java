package dev.twinmark.webapp.docs;

/**
 * A part of a page: some text, and the example that ends it.
 *
 * @param html sanitized
 * @param example null in the last section of a page that ends with text
 */
public record Section(String html, Example example) {}
