package dev.twinmark.documents;

import java.time.Instant;

/**
 * A version that everyone can read.
 *
 * @param slug the last part of its address
 * @param index true if search engines may list it
 */
public record Publication(String slug, long version, String title, boolean index, Instant at) {}
