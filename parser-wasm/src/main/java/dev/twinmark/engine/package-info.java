/**
 * The engine: CommonMark with tables, strikethrough and task list items, the same on the JVM and,
 * compiled to WebAssembly, in the browser. Start at {@link dev.twinmark.engine.Markdown} for a text
 * as it is, at {@link dev.twinmark.engine.LiveDocument} for one that is being written.
 */
package dev.twinmark.engine;
