package dev.twinmark.wasm;

import dev.twinmark.engine.Markdown;
import org.teavm.jso.JSExport;

/** The functions that the Wasm module exports to JavaScript, under their Java names. */
final class MarkdownModule {

  private MarkdownModule() {}

  /** See {@link Markdown#renderMarkdown(String)}. */
  @JSExport
  public static String renderMarkdown(String source) {
    return Markdown.renderMarkdown(source);
  }
}
