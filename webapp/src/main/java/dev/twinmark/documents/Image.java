package dev.twinmark.documents;

/**
 * An image of a document, without its content.
 *
 * @param name as {@link Images#name} makes it
 * @param length in bytes
 * @param published true if the published text shows it
 */
public record Image(String name, int length, boolean published) {}
