/**
 * Changes of a text as values: {@link dev.twinmark.changes.ChangeSet} applies, composes and maps
 * them as CodeMirror does in the browser, with the same JSON. Texts are strings of UTF-16 code
 * units, lone surrogates and NUL included, whose lines end in {@code \n}.
 */
package dev.twinmark.changes;
