package dev.twinmark.documents;

/** A publication with its text. */
public record Published(String document, Publication publication, String text) {}
