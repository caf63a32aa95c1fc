package dev.twinmark.engine;

import java.util.List;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** commonmark-java as it comes, with the extensions that the engine has: the oracle. */
final class StockMarkdown {

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          TaskListItemsExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).percentEncodeUrls(true).build();

  private static final List<Extension> EXTENSIONS_AND_FOOTNOTES =
      Stream.concat(
              EXTENSIONS.stream(),
              Stream.of(FootnotesExtension.builder().inlineFootnotes(true).build()))
          .toList();
  private static final Parser PARSER_WITH_FOOTNOTES =
      Parser.builder().extensions(EXTENSIONS_AND_FOOTNOTES).build();
  private static final HtmlRenderer RENDERER_WITH_FOOTNOTES =
      HtmlRenderer.builder().extensions(EXTENSIONS_AND_FOOTNOTES).percentEncodeUrls(true).build();

  private StockMarkdown() {}

  static String render(String source) {
    return RENDERER.render(PARSER.parse(source));
  }

  /** Renders footnotes as well, and those within the text. */
  static String renderWithFootnotes(String source) {
    return RENDERER_WITH_FOOTNOTES.render(PARSER_WITH_FOOTNOTES.parse(source));
  }
}
