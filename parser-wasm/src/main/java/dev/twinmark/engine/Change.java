package dev.twinmark.engine;

/**
 * A stretch of a text and what takes its place.
 *
 * @param from where the replaced stretch begins, in UTF-16 code units, from 0 to the text's length
 * @param to where it ends, from {@code from} to the text's length; equal to {@code from} where
 *     nothing is taken out
 * @param insert what takes its place; may be empty
 */
public record Change(int from, int to, String insert) {}
