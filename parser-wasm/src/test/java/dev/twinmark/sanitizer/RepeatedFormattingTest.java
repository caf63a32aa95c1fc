package dev.twinmark.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bound on repeated formatting, on the cases that test the browser's, too. */
class RepeatedFormattingTest {

  private static final int DOCUMENTS = 5_000;

  private static final List<String> TAILS =
      List.of("<p>x", "<div>x</div>", "<td>x", "<li>x", "</p><p>y</p>", "<table>x", "</x>x");

  private static final String FORMATTING = "a, b, big, code, em, font, i, nobr, s, small, tt, u";

  private final HtmlSanitizer sanitizer = new HtmlSanitizer();

  @ParameterizedTest
  @MethodSource("cases")
  void countsAsInTheBrowser(Case one) {
    RepeatedFormatting formatting = read(one.html);
    assertEquals(one.added, formatting.added());
    assertEquals(one.open, !formatting.isNone());
  }

  /** The static tests hold the bound to a parser that follows the standard in all of it. */
  @Test
  void parserAddsNoMoreToGeneratedHtml() {
    var random = new Random(Seeds.next("the random formatting"));
    var generated = new GeneratedHtml(random);
    for (int i = 0; i < DOCUMENTS; i++) {
      String html = "<p>" + generated.next() + TAILS.get(random.nextInt(TAILS.size())).repeat(100);
      long units = 0;
      for (Element element : HtmlSanitizer.parse(html).select(FORMATTING)) {
        units += 8L + element.normalName().length();
        for (Attribute attribute : element.attributes()) {
          units += attribute.getKey().length() + attribute.getValue().length();
        }
      }
      // The elements that the tags themselves make weigh no more than this.
      assertTrue(units <= 4L * html.length() + read(html).added(), html);
    }
  }

  /** One request of 46 KB ended a server with a heap of 256 MB. */
  @Test
  void longTagIsNotOpenedInEachParagraph() {
    String html = "<p><b title=\"" + "a".repeat(30_000) + "\">" + "<p>x".repeat(4_000) + "\n";
    String text = html.replace("<", "&lt;").replace(">", "&gt;");
    assertEquals("<pre>" + text + "</pre>", sanitizer.sanitize(html));
    assertEquals("<pre>" + text + "</pre>", new TwinmarkRenderer().render(html));
  }

  @Test
  void blocksAroundAreWhatTheyAre() throws IOException {
    String open = "<p>" + tags(1000) + "\n";
    String closed = "<p>" + "x".repeat(100) + "</p>\n";
    List<String> blocks =
        Stream.of(
                Stream.of("<details>\n", closed),
                Stream.of(open, closed, closed, closed, closed),
                Stream.of(closed, "</details>\n"))
            .flatMap(part -> part)
            .toList();
    var html = new StringBuilder();
    sanitizer.sanitize(blocks, html);
    String start = "<details>\n" + closed + "<pre>&lt;p&gt;&lt;b id=0&gt;";
    String end = closed + "</details>\n";
    assertTrue(html.toString().startsWith(start), html::toString);
    assertTrue(html.toString().contains("\n</pre>" + closed), html::toString);
    assertTrue(html.toString().endsWith(end), html::toString);
  }

  private static String tags(int count) {
    var tags = new StringBuilder();
    for (int i = 0; i < count; i++) {
      tags.append("<b id=").append(i).append('>');
    }
    return tags.toString();
  }

  private static RepeatedFormatting read(String html) {
    var formatting = new RepeatedFormatting();
    formatting.read(html);
    return formatting;
  }

  static Stream<Case> cases() {
    try (var in =
        Objects.requireNonNull(
            RepeatedFormattingTest.class.getResourceAsStream("repeated-formatting.json"))) {
      return Stream.of(
          new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Case[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Case {
    private String html = "";
    private long added;
    private boolean open;

    @Override
    public String toString() {
      return html;
    }
  }
}
