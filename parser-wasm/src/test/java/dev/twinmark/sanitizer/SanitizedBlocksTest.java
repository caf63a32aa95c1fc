package dev.twinmark.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks that come one after the other give what they give at once. */
class SanitizedBlocksTest {

  private static final int DOCUMENTS = 3_000;
  private static final int MAX_BLOCKS = 6;

  private final HtmlSanitizer whole = new HtmlSanitizer();

  /** As if each block were long. */
  private final HtmlSanitizer blockwise = new HtmlSanitizer(4, 1);

  @Test
  void equalsTheWholeOnGeneratedHtml() throws IOException {
    var random = new Random(Seeds.next("the random blocks"));
    var html = new GeneratedHtml(random);
    int apart = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      List<String> blocks = new ArrayList<>();
      for (int count = 1 + random.nextInt(MAX_BLOCKS); count > 0; count--) {
        blocks.add(html.next().replace("\r", "") + "\n");
      }
      var formatting = new RepeatedFormatting();
      blocks.forEach(formatting::read);
      // Too much formatting that is opened again makes the whole text; of the blocks, some.
      if (formatting.added() <= RepeatedFormatting.MIN_ADDED) {
        apart += assertEqualsTheWhole(blocks) > 1 ? 1 : 0;
      }
    }
    int documents = apart;
    assertTrue(apart > DOCUMENTS / 20, () -> "Only " + documents + " came in more than one part");
  }

  @Test
  void goesApartWhereItMay() throws IOException {
    assertEquals(3, assertEqualsTheWhole(List.of("<p>a</p>\n", "<ul><li>b</ul>\n")));
    assertEquals(2, assertEqualsTheWhole(List.of("<details>\n", "<p>a</p>\n", "</details>\n")));
    assertEquals(1, assertEqualsTheWhole(List.of("<b>\n", "<p>a</p>\n")));
  }

  @Test
  void staysTogetherWhereRawHtmlDoes() throws IOException {
    for (List<String> blocks :
        List.of(
            List.of("<div>\n", "<p>a\n", "</div>\n"),
            List.of("<b>a</p>\n", "<p>b</p>\n", "c</b>\n"),
            List.of("<form>\n", "<p>a</p>\n", "<form><input></form>\n"),
            List.of("<table><tr>\n", "<p>a</p>\n", "<td>b</table>\n"),
            List.of("<!-- a\n", "<p>b</p>\n", "-->\n"),
            List.of("<a title=\"\n", "<p>b</p>\n", "\">c</a>\n"),
            List.of("<script>\n", "<p>b</p>\n", "</script>\n"),
            List.of("<plaintext>\n", "<p>b</p>\n"),
            List.of("<pre>\n", "\n\na</pre>\n"),
            List.of("</body>\n", "<p>a</p>\n"),
            List.of("</html><!-- a -->\n", "<p>a</p>\n"),
            List.of("<frameset>\n", "<p>a</p>\n", "<frameset>\n"),
            List.of("<p>a</p>\n", "<frameset>\n"),
            List.of("<template>\n", "<p>b</p>\n", "</template>\n"),
            List.of("<svg><p>\n", "<b>\n", "</svg>\n"),
            List.of("<select>\n", "<p>a</p>\n", "</select>\n"),
            // Looks like the mark.
            List.of("<!--end--><wbr id=end><form id=end></form></x a=\"\n", "<p>\">b</p>\n"))) {
      assertEqualsTheWhole(blocks);
    }
  }

  /** A block that no HTML expresses is text; those around it are what they are. */
  @Test
  void unstableHtmlIsTextByItself() throws IOException {
    String unstable = "<a href=\"x\">a<marquee><a href=\"y\">b</a></marquee></a>\n";
    var parts = new Parts();
    new HtmlSanitizer(1, 1).sanitize(List.of("<p>c</p>\n", unstable, "<p>d</p>\n"), parts);
    String text = unstable.replace("<", "&lt;").replace(">", "&gt;");
    assertEquals("<p>c</p>\n<pre>" + text + "</pre><p>d</p>\n", String.join("", parts.parts));
  }

  /** Looking for a name that the HTML does not have took 20 s for 790 KB. */
  @Test
  void namesOfMarksNeedNotBeLookedFor() throws IOException {
    var block = new StringBuilder("<details>end ");
    for (int i = 0; i < 300_000; i++) {
      block.append("end-").append(i).append(' ');
    }
    var html = new StringBuilder();
    whole.sanitize(List.of(block.append('\n').toString()), html);
    assertEquals(block + "</details>", html.toString());
  }

  /** Returns in how many parts they came. */
  private int assertEqualsTheWhole(List<String> blocks) throws IOException {
    var parts = new Parts();
    blockwise.sanitize(blocks, parts);
    String expected = whole.sanitize(String.join("", blocks));
    assertEquals(expected, String.join("", parts.parts), blocks::toString);
    return parts.parts.size();
  }

  private static final class Parts implements Appendable {

    private final List<String> parts = new ArrayList<>();

    @Override
    public Appendable append(CharSequence part) {
      parts.add(part.toString());
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) {
      return append(String.valueOf(c));
    }
  }
}
