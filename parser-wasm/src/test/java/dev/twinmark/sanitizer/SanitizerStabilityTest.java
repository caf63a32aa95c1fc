package dev.twinmark.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Properties that must hold for any HTML at all. */
class SanitizerStabilityTest {

  private static final int DOCUMENTS = 2_000;

  private final AllowList allowList = AllowList.load();
  private final HtmlSanitizer sanitizer = new HtmlSanitizer();

  @Test
  void resultIsItsOwnReparseAndHoldsOnlyWhatTheTableNames() {
    long seed = Seeds.next("the HTML of random nodes");
    var html = new GeneratedHtml(new Random(seed));
    for (int i = 0; i < DOCUMENTS; i++) {
      assertSafe(html.next());
    }
  }

  /** Trees that no HTML expresses: they come out as something else or as text, never unstable. */
  @Test
  void misnestingNeverGetsThrough() {
    for (String html :
        new String[] {
          "<a href=1><table><tr><td><a href=2>x</a></td></tr></table></a>",
          "<a><custom-a><p><a>x",
          "<p><object></object><button><p>x",
          "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1"
              + " onerror=alert(1)&gt;\">",
          "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
          "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
          "<table><caption><table><tr><td><caption>x",
          "<ruby><rt><rt><rp><ruby><rt>x",
          "<dl><dd><dl><dt><dd><li><dd>x",
          "<h1><custom><h2><h1>x</h2></h1>",
          "<li><custom><li><ul><li></custom><li>x",
          "<a>".repeat(40) + "<p>".repeat(40) + "x",
          "<b><p>".repeat(60) + "x",
          "<table><td>".repeat(30) + "x" + "</table>".repeat(15) + "y",
          "<pre>\n\n\nx</pre><pre>\r\n\r\nx</pre><pre>&#10;x</pre><pre>&#13;&#10;x</pre>"
        }) {
      assertSafe(html);
    }
  }

  /** The limit is for a sanitizer that would take quadratic time. */
  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void sizeNeitherOverflowsTheStackNorTakesQuadraticTime() {
    for (String html :
        new String[] {
          "<blockquote>".repeat(5_000) + "x",
          "<b>".repeat(20_000) + "x",
          "<b><i><u><s>".repeat(2_000) + "<p>x</b>",
          "<div><span>".repeat(10_000),
          "<table><tr><td>".repeat(2_000),
          "<font>".repeat(5_000) + "<p>".repeat(500),
          "</p>".repeat(20_000),
          "<ul><li>".repeat(5_000),
          "<script></script>".repeat(60_000),
          "<input>".repeat(150_000),
          "<input type=checkbox>".repeat(50_000),
          "<font>x</font>".repeat(70_000),
          "<p title='" + "x".repeat(1_000_000) + "'>",
          "<img src='data:image/png;base64," + "A".repeat(1_000_000) + "'>",
          "<code class='language-" + "x".repeat(1_000_000) + "'>",
          "&".repeat(1_000_000),
          "<".repeat(1_000_000)
        }) {
      assertSafe(html);
    }
  }

  private void assertSafe(String html) {
    String clean = sanitizer.sanitize(html);
    Element body = HtmlSanitizer.parse(clean);
    assertEquals(clean, HtmlSerializer.contentOf(body), () -> "Not its own re-parse: " + html);
    assertEquals(clean, sanitizer.sanitize(clean), () -> "Not sanitized yet: " + html);
    body.childNodes().forEach(node -> assertAllowed(node, html));
  }

  private void assertAllowed(Node node, String html) {
    node.nodeStream()
        .forEach(
            descendant -> {
              if (descendant instanceof Element element) {
                String name = element.tagName();
                assertTrue(allowList.allowsElement(name), () -> name + " from " + html);
                for (Attribute attribute : element.attributes()) {
                  assertTrue(
                      isAllowed(name, attribute), () -> name + " " + attribute + " from " + html);
                }
              } else {
                assertTrue(descendant instanceof TextNode, () -> descendant + " from " + html);
              }
            });
  }

  private boolean isAllowed(String element, Attribute attribute) {
    return allowList.allowsAttribute(element, attribute.getKey(), attribute.getValue())
        || allowList.addedAttributes().entrySet().stream()
            .filter(added -> added.getKey().startsWith(element + "["))
            .anyMatch(
                added -> attribute.getValue().equals(added.getValue().get(attribute.getKey())));
  }
}
