package dev.twinmark.documents;

/** A document that an account has rights to. */
public record Membership(DocumentEntry document, Role role) {}
