package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  /** Every second one is shortened, as the two differ, which takes some milliseconds. */
  private static final int GENERATED_DOCUMENTS =
      Integer.getInteger("twinmark.fuzz.documents", 4_000);

  private static final Path REPORTS = Path.of("../docs/upstream/commonmark-java");

  @Test
  void equalsTheStockRendererOnWholeTexts() {
    Spec.wholeTexts().forEach(MarkdownTest::assertStock);
    assertStock(Spec.entities());
  }

  @Test
  void equalsTheStockRendererOnEveryPrefixOfTheExamples() {
    for (String source : Spec.exampleSources()) {
      for (int end = 0; end <= source.length(); end++) {
        assertStock(source.substring(0, end));
      }
    }
  }

  @Test
  void equalsTheStockRendererOnGeneratedDocuments() {
    long seed = Seeds.next("the generated documents");
    GeneratedDocuments.from(seed).limit(GENERATED_DOCUMENTS).forEach(MarkdownTest::assertStock);
    Random random = new Random(seed);
    for (int i = 0; i < GENERATED_DOCUMENTS; i++) {
      assertStock(StructuredDocuments.next(random));
    }
  }

  @Test
  void encodesEveryCharacterOfAUrlAsTheStockRendererDoes() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      assertStock("[a](</" + (char) c + "%>) ![" + (char) c + "](/a" + (char) c + ")");
    }
    assertStock("[a](/\uD83D\uDE00%2%41%4g%)");
  }

  @Test
  void replacesEveryNamedEntity() {
    assertTrue(Spec.entities().length() > 10_000);
    String html = Markdown.renderMarkdown(Spec.entities());
    // Only the entities that name a character which HTML escapes may still begin with an ampersand.
    assertEquals("", html.replaceAll("&(amp|lt|gt|quot);", "").replaceAll("[^&]", ""));
  }

  @Test
  void blocksAreTheWhole() {
    Random random = new Random(1);
    Stream.concat(
            Spec.wholeTexts().stream(),
            Stream.generate(() -> MixedDocuments.next(random)).limit(GENERATED_DOCUMENTS / 2))
        .forEach(
            source -> {
              List<String> blocks = new ArrayList<>();
              Set<Extension> extensions = RandomExtensions.next(random);
              Markdown.renderBlocks(source, extensions).forEach(blocks::add);
              assertEquals(Markdown.renderMarkdown(source, extensions), String.join("", blocks));
              assertTrue(
                  blocks.stream().allMatch(html -> html.isEmpty() || html.endsWith("\n")),
                  blocks::toString);
            });
  }

  @Test
  void rendersAnEmptyText() {
    assertEquals("", Markdown.renderMarkdown(""));
  }

  @Test
  void tablesOfMoreCellsThanCommonmarkJavaTakesAreRendered() {
    int columns = 1_000;
    int rows = TablesExtension.DEFAULT_MAX_CELLS / columns + 1;
    String table =
        ("|a".repeat(columns) + "\n" + "|-".repeat(columns) + "\n")
            + ("|b".repeat(columns) + "\n").repeat(rows);
    String html = Markdown.renderMarkdown(table);
    assertEquals(columns * rows, html.split("<td>b</td>", -1).length - 1);
  }

  @Test
  void interruptedThreadsStopRendering() {
    String text = "*a* ".repeat(100_000);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> Markdown.renderMarkdown(text));
    assertTrue(Thread.interrupted());
    Iterator<String> blocks = Markdown.renderBlocks("a", Set.of()).iterator();
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, blocks::next);
    assertTrue(Thread.interrupted());
  }

  @Test
  void hasNoneOfTheFaultsThatCommonmarkJavaStillHas() {
    for (StockFault fault : StockFault.ALL) {
      assertEquals(fault.html(), Markdown.renderMarkdown(fault.example()), fault.name());
      assertNotEquals(
          fault.html(),
          StockMarkdown.render(fault.example()),
          () -> "commonmark-java has mended " + fault.name() + ": use its parser again");
      assertTrue(Files.exists(REPORTS.resolve(fault.name() + ".md")), fault.name());
    }
  }

  private static void assertStock(String source) {
    String html = Markdown.renderMarkdown(source);
    String stock = StockMarkdown.render(source);
    if (!stock.equals(html) && !StockFault.explains(source)) {
      assertEquals(stock, html, () -> StockFault.shorten(source));
    }
  }
}
