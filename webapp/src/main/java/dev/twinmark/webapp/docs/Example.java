package dev.twinmark.webapp.docs;

/**
 * An example that runs: a fenced code block of HTML whose info string is {@code html live}.
 *
 * @param number the first of its page being 1
 * @param source what is shown, and what the body of the example's page consists of
 */
public record Example(int number, String source) {}
