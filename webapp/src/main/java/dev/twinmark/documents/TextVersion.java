package dev.twinmark.documents;

/** A version and its text. */
public record TextVersion(long version, String text) {}
