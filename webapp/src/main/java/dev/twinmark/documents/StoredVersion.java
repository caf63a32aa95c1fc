package dev.twinmark.documents;

import java.time.Instant;

/**
 * A version whose text is kept.
 *
 * @param label null if the server kept it by itself
 * @param length of the text, in UTF-16 code units
 */
public record StoredVersion(long version, String label, String author, Instant at, int length) {}
