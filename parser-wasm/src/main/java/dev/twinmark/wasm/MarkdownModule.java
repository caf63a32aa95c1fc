package dev.twinmark.wasm;

import dev.twinmark.engine.DetachedParse;
import dev.twinmark.engine.Extension;
import dev.twinmark.engine.LiveDocument;
import dev.twinmark.engine.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.teavm.jso.JSExport;
import org.teavm.jso.core.JSString;

/** The functions that the Wasm module exports to JavaScript, under their Java names. */
final class MarkdownModule {

  /** The open documents, under the numbers that JavaScript knows them by. */
  private static final List<LiveDocument> DOCUMENTS = new ArrayList<>();

  private MarkdownModule() {}

  /** See {@link Markdown#renderMarkdown(String)}. */
  @JSExport
  public static JSString renderMarkdown(String source) {
    return render(source, Set.of());
  }

  /**
   * See {@link Markdown#renderMarkdown(String, Set)}.
   *
   * @param extensions a list that {@link Extension#parse} reads
   */
  @JSExport
  public static JSString renderWithExtensions(String source, String extensions) {
    return render(source, Extension.parse(extensions));
  }

  private static JSString render(String source, Set<Extension> extensions) {
    return join(Markdown.renderParts(source, extensions));
  }

  /** Lets JavaScript concatenate strings, which copies none of them. */
  private static JSString join(List<String> parts) {
    JSString joined = JSString.valueOf("");
    for (String part : parts) {
      joined = joined.concat(JSString.valueOf(part));
    }
    return joined;
  }

  /**
   * Opens a document and returns its number; see {@link LiveDocument#open(String, Set, int,
   * String)}.
   *
   * @param extensions a list that {@link Extension#parse} reads
   */
  @JSExport
  public static int openDocument(
      String source, String extensions, int longestParse, String standInMark) {
    LiveDocument document =
        LiveDocument.open(source, Extension.parse(extensions), longestParse, standInMark);
    int free = DOCUMENTS.indexOf(null);
    if (free < 0) {
      DOCUMENTS.add(document);
      return DOCUMENTS.size() - 1;
    }
    DOCUMENTS.set(free, document);
    return free;
  }

  /** See {@link LiveDocument#edit(List, int)} and {@link Wire}. */
  @JSExport
  public static String editDocument(int document, String changes, int budget) {
    return Wire.writePatch(DOCUMENTS.get(document).edit(Wire.readChanges(changes), budget));
  }

  /** See {@link LiveDocument#advance(int, int)} and {@link Wire}. */
  @JSExport
  public static String advanceDocument(int document, int budget, int block) {
    return Wire.writePatch(DOCUMENTS.get(document).advance(budget, block));
  }

  /** See {@link LiveDocument#outstandingParse()}; empty where that is null. */
  @JSExport
  public static String outstandingParse(int document) {
    String request = DOCUMENTS.get(document).outstandingParse();
    return request == null ? "" : request;
  }

  /** See {@link DetachedParse#run(String)}. */
  @JSExport
  public static String runDetachedParse(String request) {
    return DetachedParse.run(request);
  }

  /** See {@link LiveDocument#adopt(String)} and {@link Wire}. */
  @JSExport
  public static String adoptParse(int document, String answer) {
    return Wire.writePatch(DOCUMENTS.get(document).adopt(answer));
  }

  /** See {@link LiveDocument#html()}. */
  @JSExport
  public static JSString documentHtml(int document) {
    return join(DOCUMENTS.get(document).htmlParts());
  }

  /** See {@link LiveDocument#properties()} and {@link Wire}. */
  @JSExport
  public static String documentProperties(int document) {
    return Wire.writeProperties(DOCUMENTS.get(document).properties());
  }

  /** Forgets a document; its number may be given to another one. */
  @JSExport
  public static void closeDocument(int document) {
    DOCUMENTS.set(document, null);
  }
}
