package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExpansionTest {

  private static final int MEGABYTE = 1024 * 1024;

  @Test
  void referencesPastTheBoundAreText() {
    int references = 6_000;
    String url = "/" + "u".repeat(30_000);
    String text = "[a] ".repeat(references) + "\n\n[a]: " + url;
    String html = Markdown.renderMarkdown(text);
    int links = count(html, "<a href");
    assertEquals(allowed(text) / (url.length() + "<a href=\"\">".length()), links);
    assertEquals(references - links, count(html, "[a]"));
  }

  @Test
  void lengthsAreCountedAsTheyAreInTheHtml() {
    String title = "\"".repeat(100_000);
    String text = "[a]\n\n".repeat(1_000) + "[a]: /\u4F60 '" + title + "'";
    String html = Markdown.renderMarkdown(text);
    assertTrue(html.length() < allowed(text) + MEGABYTE, () -> "" + html.length());
    assertTrue(html.length() > allowed(text) - MEGABYTE, () -> "" + html.length());
  }

  @Test
  void booksAndImagesAreUnaffected() {
    String book =
        "A sentence of a book, which is as long as sentences are, and a [reference]. "
            .repeat(50_000);
    String html =
        Markdown.renderMarkdown(book + "\n\n[reference]: https://example.org/a/path/to/a/page 'A'");
    assertEquals(50_000, count(html, "<a href"));
    String image = "data:image/png;base64," + "A".repeat(500_000);
    assertEquals(8, count(Markdown.renderMarkdown("![a]\n\n".repeat(8) + "[a]: " + image), "<img"));
  }

  @Test
  void rowsPastTheBoundEndWhereTheyAreWritten() {
    int columns = 1_000;
    int rows = 1_000;
    String table = "|a".repeat(columns) + "\n" + "|-".repeat(columns) + "\n" + "|b\n".repeat(rows);
    String html = Markdown.renderMarkdown(table);
    assertEquals(rows, count(html, "<td>b</td>"));
    int free = table.length() - rows - 2;
    int missing = free + allowed(table) / Expansion.UNITS_PER_MISSING_CELL;
    int cells = count(html, "<td></td>");
    assertTrue(cells <= missing && cells > missing - columns, () -> "" + cells);
  }

  @Test
  void rowsOfSmallTablesAreFilledUp() {
    String table = "|a|b|c|d\n|-|-|-|-\n" + "|e\n".repeat(1_000);
    assertEquals(StockMarkdown.render(table), Markdown.renderMarkdown(table));
  }

  @Test
  void allowanceGrowsWithTheText() {
    Allowance allowance = new Allowance(100, 3, 1_000);
    assertEquals(100, allowance.units(0));
    assertEquals(100, allowance.units(33));
    assertEquals(102, allowance.units(34));
    assertEquals(999, allowance.units(333));
    assertEquals(1_000, allowance.units(334));
    assertEquals(1_000, allowance.units(3L << 32));
    assertEquals(5, new Allowance(5, 0, 5).units(3L << 32));
  }

  private static int allowed(String text) {
    return Allowance.OF_DOCUMENTS.units(text.length());
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
      count++;
    }
    return count;
  }
}
