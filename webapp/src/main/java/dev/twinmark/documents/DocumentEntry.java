package dev.twinmark.documents;

import java.time.Instant;

/**
 * A document without its text.
 *
 * @param named true if a writer chose the title, false if it is the text's own
 * @param head the version of its text
 * @param length of its text, in UTF-16 code units
 * @param publication null if it is not published
 */
public record DocumentEntry(
    String id,
    String title,
    boolean named,
    long head,
    int length,
    Instant createdAt,
    Instant updatedAt,
    Publication publication) {}
