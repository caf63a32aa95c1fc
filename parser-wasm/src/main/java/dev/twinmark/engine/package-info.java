/**
 * The engine: CommonMark with tables, strikethrough and task list items, the same on the JVM and,
 * compiled to WebAssembly, in the browser. Start at {@link dev.twinmark.engine.Markdown}.
 */
package dev.twinmark.engine;
