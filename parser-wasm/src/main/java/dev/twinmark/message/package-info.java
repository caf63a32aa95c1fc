/**
 * Messages: numbers and texts in one string, in which they cross between JavaScript and Wasm in one
 * copy. An array or an object would take a call for each element.
 *
 * <p>A message is its numbers, in decimal and each with a space behind it; a line feed; and its
 * texts, one after the other. For each text its length in UTF-16 code units is among the numbers,
 * -1 for null. A list is the number of its elements, and then these.
 *
 * <p>For the engine alone: the form may change with every version.
 */
package dev.twinmark.message;
