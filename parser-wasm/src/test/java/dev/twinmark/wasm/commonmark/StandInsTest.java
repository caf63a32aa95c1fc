package dev.twinmark.wasm.commonmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;

/** Parsers with the stand-ins in the place of the stock classes, which are the oracle. */
class StandInsTest {

  private static final List<Extension> EXTENSIONS = List.of(TaskListItemsExtension.create());
  private static final Parser STOCK = Parser.builder().extensions(EXTENSIONS).build();

  /** All but HTML blocks, in the order in which they are tried. */
  private static final Set<Class<? extends Block>> BLOCK_TYPES =
      new LinkedHashSet<>(
          List.of(
              BlockQuote.class,
              Heading.class,
              FencedCodeBlock.class,
              ThematicBreak.class,
              ListBlock.class,
              IndentedCodeBlock.class));

  private static final Parser OWN =
      Parser.builder()
          .enabledBlockTypes(BLOCK_TYPES)
          .customBlockParserFactory(new HtmlBlockParser.Factory())
          .postProcessor(new TaskListItems())
          .build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  private static final RandomTexts TEXTS =
      new RandomTexts(
          "<", "</", ">", "<a>", "<b c", "<div>", "<!-- ", "-->", "<?", "<pre>", "</pre>",
          "<x@y.z>", "<h:a>", "\\", "\\", "*", "\n", "\n", "\n\n", "> ", "- ", "- [x] ", "1. [ ] ",
          "[x]\t", "&#10;", "    ", " ", "\t", "a", "=", "`");

  @Test
  void agreeOnRandomTexts() {
    TEXTS.each(StandInsTest::assertAgrees);
  }

  @Test
  void agreeOnMutatedExamples() {
    TEXTS.eachMutatedExample(StandInsTest::assertAgrees);
  }

  private static void assertAgrees(String text) {
    assertEquals(RENDERER.render(STOCK.parse(text)), RENDERER.render(OWN.parse(text)), text);
  }
}
