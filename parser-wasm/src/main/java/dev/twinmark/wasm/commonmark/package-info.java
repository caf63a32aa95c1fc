/**
 * Stand-ins in the Wasm module for the classes of commonmark-java that use {@code java.util.regex},
 * each with hand-written scanners in place of its expressions.
 *
 * <p>TeaVM matches a repetition by recursion, one frame a character: a 6 KB attribute overflows the
 * stack of the browser, which Java cannot catch, where the JVM renders 1 MB. The JVM keeps the
 * stock classes, which are the oracle of these; see {@code
 * dev.twinmark.wasm.compiler.StockMethods}.
 */
package dev.twinmark.wasm.commonmark;
