package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelimitedTextTest {

  private static final Set<Extension> DELIMITED =
      EnumSet.range(Extension.MARKS, Extension.SUBSCRIPT);

  @Test
  void runsOfDelimitersEncloseText() {
    assertInline("==a b==", "<mark>a b</mark>");
    assertInline("a==b==c", "a<mark>b</mark>c");
    assertInline("++a *b*++", "<ins>a <em>b</em></ins>");
    assertInline("x^2^ H~2~O", "x<sup>2</sup> H<sub>2</sub>O");
    assertInline("x^(n+1)^ x~*i*~", "x<sup>(n+1)</sup> x<sub><em>i</em></sub>");
    assertInline("==a ++b^c~d~^++==", "<mark>a <ins>b<sup>c<sub>d</sub></sup></ins></mark>");
    assertInline("**==a==** *==c==*", "<strong><mark>a</mark></strong> <em><mark>c</mark></em>");
    assertInline(
        "[==a==](/u) ![^b^](/v)", "<a href=\"/u\"><mark>a</mark></a> <img src=\"/v\" alt=\"b\" />");
    assertInline("==a\nb==", "<mark>a\nb</mark>");
    assertInline("==a\\==b==", "<mark>a==b</mark>");
    assertInline("==`a==`==", "<mark><code>a==</code></mark>");
  }

  @Test
  void otherRunsStay() {
    for (String text :
        new String[] {
          "a == b == c",
          "===a===",
          "=a=",
          "==a=",
          "====",
          "c++ and ++i",
          "+++a+++",
          "+a+",
          "x^2 + y^2",
          "^^a^^",
          "^a b^",
          "^a\nb^",
          "~a b~",
          "^ a^",
          "^a ^",
          "^",
        }) {
      assertInline(text, text);
    }
    assertInline("\\==a\\== \\^b\\^", "==a== ^b^");
  }

  @Test
  void twoTildesStrikeThroughBesideSubscript() {
    assertInline("~~a b~~ ~c~", "<del>a b</del> <sub>c</sub>");
    assertInline("~~a~b~c~~", "<del>a<sub>b</sub>c</del>");
    assertInline("a ~~~b~~~", "a ~~~b~~~");
    assertEquals("<p><del>a b</del> <del>c</del></p>\n", Markdown.renderMarkdown("~a b~ ~~c~~"));
  }

  @Test
  void superscriptLeavesReferencesToFootnotes() {
    Set<Extension> extensions = Set.of(Extension.SUPERSCRIPT, Extension.FOOTNOTES);
    String[] html =
        Markdown.renderMarkdown("a^[^b]^ [^c]^d^\n\n[^b]: ^x^", extensions).split("<section", -1);
    assertEquals(
        "<p>a<sup><sup class=\"footnote-ref\"><a href=\"#fn-b\" id=\"fnref-b\""
            + " data-footnote-ref>1</a></sup></sup> [^c]<sup>d</sup></p>\n",
        html[0]);
    assertEquals(
        "<sup>x</sup>", html[1].substring(html[1].indexOf("<p>") + 3, html[1].indexOf(" <a")));
  }

  @Test
  void underlinesOfHeadingsPrecedeMarks() {
    assertHtml("a\n==", "<h1>a</h1>\n");
    assertHtml("==a\n==", "<h1>==a</h1>\n");
    assertHtml("==a==\n==", "<h1><mark>a</mark></h1>\n");
    assertHtml("a\n==b==", "<p>a\n<mark>b</mark></p>\n");
    assertHtml("++a\n++", "<p>++a\n++</p>\n");
  }

  @Test
  void headingsAndCellsHaveDelimitedText() {
    assertHtml(
        "|==a==|\n|-|\n|^b^|",
        """
        <table>
        <thead>
        <tr>
        <th><mark>a</mark></th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td><sup>b</sup></td>
        </tr>
        </tbody>
        </table>
        """);
    assertEquals(
        "<h1 id=\"h2o-a\">H<sub>2</sub>O <mark>a</mark></h1>\n",
        Markdown.renderMarkdown(
            "# H~2~O ==a==", Set.of(Extension.SUBSCRIPT, Extension.MARKS, Extension.HEADING_IDS)));
  }

  @Test
  void eachExtensionHasItsDelimiter() {
    String text = "==a== ++b++ ^c^ ~d~";
    String[] with = {"<mark>a</mark>", "<ins>b</ins>", "<sup>c</sup>", "<sub>d</sub>"};
    String[] without = {"==a==", "++b++", "^c^", "<del>d</del>"};
    int index = 0;
    for (Extension extension : DELIMITED) {
      String[] words = without.clone();
      words[index] = with[index];
      assertEquals(
          "<p>" + String.join(" ", words) + "</p>\n",
          Markdown.renderMarkdown(text, Set.of(extension)));
      index++;
    }
  }

  private static void assertInline(String source, String html) {
    assertHtml(source, "<p>" + html + "</p>\n");
  }

  private static void assertHtml(String source, String html) {
    assertEquals(html, Markdown.renderMarkdown(source, DELIMITED), source);
  }
}
