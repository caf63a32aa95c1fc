package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinmark.testing.Seeds;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtensionTest {

  private static final int DOCUMENTS = Integer.getInteger("twinmark.fuzz.texts", 10_000);

  @Test
  void readsNamesBetweenSpacesAndCommas() {
    assertEquals(
        EnumSet.of(Extension.ALERTS, Extension.HEADING_IDS),
        Extension.parse(" alerts,heading-ids\n"));
    assertEquals(Extension.GITHUB, Extension.parse("github"));
    assertEquals(
        EnumSet.complementOf(
            EnumSet.of(
                Extension.MARKS,
                Extension.INSERTS,
                Extension.SUPERSCRIPT,
                Extension.SUBSCRIPT,
                Extension.INLINE_FOOTNOTES,
                Extension.TABLE_OF_CONTENTS,
                Extension.DEFINITION_LISTS)),
        Extension.GITHUB);
    assertEquals(Set.of(), Extension.parse(" "));
    assertEquals(Extension.GITHUB, Extension.parse(Extension.format(Extension.GITHUB)));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Extension.parse("alerts alert"));
    assertEquals(
        "\"alert\" is not an extension of Markdown. Known are: github, autolinks, alerts,"
            + " footnotes, inline-footnotes, front-matter, heading-ids, formulas, emoji, marks,"
            + " inserts, superscript, subscript, table-of-contents, definition-lists.",
        thrown.getMessage());
  }

  @Test
  void alertsHaveTheTitleOfTheirKind() {
    assertAlert(
        "> [!NOTE]\n> a\n>\n> - b",
        """
        <div class="markdown-alert markdown-alert-note">
        <p class="markdown-alert-title">Note</p>
        <p>a</p>
        <ul>
        <li>b</li>
        </ul>
        </div>
        """);
    assertAlert(
        ">[!Caution]\t\n>\n># a",
        """
        <div class="markdown-alert markdown-alert-caution">
        <p class="markdown-alert-title">Caution</p>
        <h1>a</h1>
        </div>
        """);
  }

  @Test
  void quotesThatAreNoAlertsStay() {
    for (String quote :
        new String[] {
          "> [!NOTE]",
          "> [!NOTE] a\n> b",
          "> [!NOTES]\n> b",
          "> \\[!NOTE]\n> b",
          "> a\n> [!NOTE]\n> b",
          "> > [!NOTE]\n> > b",
          "- > [!NOTE]\n  > b",
          "[!NOTE]\nb",
          "> # [!NOTE]\n> b",
        }) {
      assertAlert(quote, Markdown.renderMarkdown(quote));
    }
  }

  private static void assertAlert(String source, String html) {
    assertEquals(html, Markdown.renderMarkdown(source, Set.of(Extension.ALERTS)), source);
  }

  @Test
  void frontMatterIsATableOfProperties() {
    assertEquals(
        "<details class=\"front-matter\">\n<summary>title, tags, list, text, empty</summary>\n"
            + "<table>\n<tbody>\n"
            + row("title", "A &lt;b&gt;: c")
            + row("tags", "a, b c")
            + row("list", "x, y")
            + row("text", "one\ntwo")
            + row("empty", "")
            + "</tbody>\n</table>\n</details>\n<h1>h</h1>\n",
        frontMatter(
            "---\ntitle: 'A <b>: c'\n# a comment\ntags: [a, \"b c\"]\nlist:\n  - x\n  - y\n"
                + "text: |\n  one\n  two\nempty:\n---\n# h"));
    assertEquals(
        "<details class=\"front-matter\">\n<summary>a</summary>\n<table>\n<tbody>\n"
            + row("a", "b\uFFFD")
            + "</tbody>\n</table>\n</details>\n",
        frontMatter("\uFEFF---  \r\n\r\na: b\0\r\n..."));
  }

  @Test
  void frontMatterGivesPropertiesOfThePage() {
    assertEquals(
        new DocumentProperties("A title", "de-CH-1996", "rtl"),
        properties(
            "\uFEFF---\ntitle: |\n  A\n  title\nlang: de-CH-1996\ndir: RTL\ntitle: b\n---\n"));
    assertEquals(
        new DocumentProperties("<b>&\uFFFD", "", ""),
        properties("---\ntitle: '<b>&\0'\nlang: de_CH\ndir: up\n---"));
    for (String source :
        new String[] {
          "",
          "# a",
          "---\ntitle: a",
          "a\n---\ntitle: a\n---",
          "---\ntitle: [a, b]\nlang: \"\"\n---",
          "---\nlang: abcdefghi\n---",
          "---\nlang: 1a\n---",
          "---\nlang: a-\n---",
          "---\nlang: " + "a-".repeat(20) + "a\n---",
        }) {
      assertEquals(new DocumentProperties("", "", ""), properties(source), source);
    }
    assertEquals(
        new DocumentProperties("", "", ""),
        DocumentProperties.of("---\ntitle: a\n---", Set.of(Extension.ALERTS)));
  }

  @Test
  void propertiesOfLiveDocumentsFollow() {
    String longest = "---\ntitle: a\n#" + "x".repeat(FrontMatter.MAX_UNITS - 18) + "\n---";
    assertEquals(FrontMatter.MAX_UNITS, longest.length());
    LiveDocument document = LiveDocument.open(longest, Extension.GITHUB, LiveDocument.WHOLE_TEXT);
    assertEquals("a", document.properties().title());
    document.edit(0, 0, "\uFEFF");
    assertEquals("a", document.properties().title());
    document.edit(longest.length(), longest.length(), "\n");
    assertEquals("", document.properties().title());
    document.edit(0, document.text().length(), "---\ntitle: b\n---");
    assertEquals("b", document.properties().title());
  }

  private static DocumentProperties properties(String source) {
    return DocumentProperties.of(source, Set.of(Extension.FRONT_MATTER));
  }

  @Test
  void documentsThatBeginWithAThematicBreakStay() {
    for (String document :
        new String[] {
          "---\na: b",
          "---\nSome text: a\n---\n",
          "---\n---\n",
          "---\n- a: b\n---\n",
          " ---\na: b\n---\n",
          "a\n---\na: b\n---\n",
          "---\na: " + "b".repeat(FrontMatter.MAX_UNITS) + "\n---\n",
        }) {
      assertEquals(Markdown.renderMarkdown(document), frontMatter(document), document);
    }
  }

  private static String row(String key, String value) {
    return "<tr>\n<th scope=\"row\">" + key + "</th>\n<td>" + value + "</td>\n</tr>\n";
  }

  private static String frontMatter(String source) {
    return Markdown.renderMarkdown(source, Set.of(Extension.FRONT_MATTER));
  }

  @Test
  void namesOfHeadingsAreThoseOfGitHub() {
    assertEquals(
        """
        <h1 id="getting-started">Getting <em>started</em></h1>
        <h2 id="getting-started-1">Getting started!</h2>
        <h2 id="getting-started-1-1">Getting started-1</h2>
        <h1 id="straße_2-über--c">Straße_2: Über &amp; <code>C++</code></h1>
        <h1>&quot;</h1>
        """,
        Markdown.renderMarkdown(
            "# Getting *started*\n\nGetting started!\n---\n\n## Getting started-1\n\n"
                + "# Straße_2: Über & `C++`\n\n# \"",
            Set.of(Extension.HEADING_IDS)));
  }

  @Test
  void tableOfContentsListsHeadings() {
    assertEquals(
        """
        <ul class="table-of-contents">
        <li><a href="#deep">Deep</a></li>
        <li><a href="#%C3%BCber-c">Über C&lt;</a>
        <ul>
        <li><a href="#a-b">a b</a></li>
        <li><a href="#b">b</a>
        <ul>
        <li><a href="#b-1">b</a></li>
        </ul>
        </li>
        </ul>
        </li>
        <li><a href="#end">end</a></li>
        </ul>
        <h3 id="deep">Deep</h3>
        <h1 id="über-c"><em>Über</em> <code>C&lt;</code></h1>
        <h4 id="a-b">a <a href="/u">b</a></h4>
        <blockquote>
        <h2 id="b">b</h2>
        <h3 id="b-1">b</h3>
        </blockquote>
        <h1>!</h1>
        <p>[TOC]</p>
        <h1 id="end">end</h1>
        """,
        contents(
            "[toc] \n### Deep\n# *Über* `C<`\n#### a [b](/u)\n> ## b\n> ### b\n\n# !\n\n"
                + "[TOC]\n\n# end"));
    assertEquals(
        "<ul class=\"table-of-contents\">\n<li><a href=\"#a\">a</a></li>\n</ul>\n<h1 id=\"a\">a</h1>\n",
        contents("[[_TOC_]]\n\na\n="));
  }

  @Test
  void tablesOfContentsThatListNothingStay() {
    for (String source :
        new String[] {
          "[TOC]", "[TOC]\na", "a\n[TOC]", "- [TOC]", "> [TOC]", "\\[TOC]", "    [TOC]", "[TOC ]"
        }) {
      assertEquals(Markdown.renderMarkdown(source), contents(source), source);
    }
    String headings = "# a\n".repeat(TableOfContents.MAX_ENTRIES + 1);
    assertEquals(
        TableOfContents.MAX_ENTRIES, contents("[TOC]\n\n" + headings).split("<li>", -1).length - 1);
  }

  private static String contents(String source) {
    return Markdown.renderMarkdown(source, Set.of(Extension.TABLE_OF_CONTENTS));
  }

  @Test
  void termsHaveDetails() {
    assertDescriptions(
        "Apple\n: Fruit\n:   *Company*\n\nOrange\nMandarin\n: Citrus\nlazy",
        """
        <dl>
        <dt>Apple</dt>
        <dd>Fruit</dd>
        <dd><em>Company</em></dd>
        <dt>Orange</dt>
        <dt>Mandarin</dt>
        <dd>Citrus
        lazy</dd>
        </dl>
        """);
    assertDescriptions(
        "Apple\n\n: Fruit\n\n  - red\n\n        code\n: tight\n\n: [a]: /u\n  [a]",
        """
        <dl>
        <dt>Apple</dt>
        <dd>
        <p>Fruit</p>
        <ul>
        <li>
        <p>red</p>
        <pre><code>code
        </code></pre>
        </li>
        </ul>
        </dd>
        <dd>tight</dd>
        <dd>
        <p><a href="/u">a</a></p>
        </dd>
        </dl>
        """);
    assertDescriptions(
        "> - A\n>   : b\n>\n>     c\n\n[a]: /u\n[a]\n:     code",
        """
        <blockquote>
        <ul>
        <li>
        <dl>
        <dt>A</dt>
        <dd>
        <p>b</p>
        <p>c</p>
        </dd>
        </dl>
        </li>
        </ul>
        </blockquote>
        <dl>
        <dt><a href="/u">a</a></dt>
        <dd>
        <pre><code>code
        </code></pre>
        </dd>
        </dl>
        """);
  }

  @Test
  void colonsThatFollowNoTermStay() {
    for (String source :
        new String[] {
          ": x",
          "a\n:x",
          "a\n:",
          "a\n: ",
          "a\n\n\n: x",
          "a\n    : x",
          "a\n\n    : x",
          "# a\n: x",
          "***\n\n: x",
          "[a]: /u\n: x",
          "> a\n\n: x",
          "a\n\\: x",
          "a\n:-:\nb",
        }) {
      assertDescriptions(source, Markdown.renderMarkdown(source));
    }
  }

  private static void assertDescriptions(String source, String html) {
    assertEquals(html, Markdown.renderMarkdown(source, Set.of(Extension.DEFINITION_LISTS)), source);
  }

  @Test
  void footnotesAreThoseOfCommonmarkJava() {
    Random random = new Random(Seeds.next("the footnotes"));
    int notes = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String source = footnotes(random);
      String html =
          Markdown.renderMarkdown(source, Set.of(Extension.FOOTNOTES, Extension.INLINE_FOOTNOTES));
      assertEquals(StockMarkdown.renderWithFootnotes(source), html, source);
      notes += html.contains("<section") ? 1 : 0;
    }
    System.out.println("Documents with footnotes compared with commonmark-java: " + notes);
  }

  /**
   * Lines of references and definitions, without lists, whose looseness is a fault of its own, and
   * those in the text of an image in a footnote, to which commonmark-java links back though they
   * are not shown. Nor is there a note in the text of a link, in which commonmark-java makes
   * another link of it.
   */
  private static String footnotes(Random random) {
    String[] starts = {
      "", "", "[^a]: ", "[^b]:", "[^C]: ", "  [^a&]: ", "    ", "     ", "> ", "> [^b]: ", "# "
    };
    String[] pieces = {
      "[^a]",
      "![^a]",
      "[^b]",
      "[^c]",
      "[^A&]",
      "[^none]",
      "[x](/u)",
      "[[^a]](/u)",
      "*[^b]*",
      "*a",
      "b*",
      "[^a][b]",
      "[^a](/u)",
      "[b]",
      "word",
      " ",
      "[^",
      "]",
      "^[n]",
      "^[*n* [^a] ^[m]]",
      "^["
    };
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "[b]: /b\n\n" : "");
    for (int lines = 1 + random.nextInt(8); lines > 0; lines--) {
      text.append(starts[random.nextInt(starts.length)]);
      for (int count = random.nextInt(4); count > 0; count--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      text.append(random.nextInt(3) == 0 ? "\n\n" : "\n");
    }
    return text.toString();
  }

  @Test
  void footnotesWithinContainersTakeTheirIndentedBlocks() {
    assertEquals(
        "<blockquote>\n<p>x<sup class=\"footnote-ref\"><a href=\"#fn-a\" id=\"fnref-a\""
            + " data-footnote-ref>1</a></sup></p>\n</blockquote>\n"
            + "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-a\">\n<p>b</p>\n"
            + "<p>c <a href=\"#fnref-a\" class=\"footnote-backref\" data-footnote-backref"
            + " data-footnote-backref-idx=\"1\" aria-label=\"Back to reference 1\">↩</a></p>\n"
            + "</li>\n</ol>\n</section>\n",
        Markdown.renderMarkdown("> x[^a]\n>\n> [^a]: b\n>\n>     c", Set.of(Extension.FOOTNOTES)));
  }

  @Test
  void notesWithinTheTextAreNoLinksWithinLinks() {
    assertEquals(
        "<p>[a<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\" data-footnote-ref>1</a></sup>]"
            + "(/u)</p>\n"
            + "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn1\">\n"
            + "<p><a href=\"/v\">b</a> www.c.d <a href=\"#fnref1\""
            + " class=\"footnote-backref\" data-footnote-backref data-footnote-backref-idx=\"1\""
            + " aria-label=\"Back to reference 1\">↩</a></p>\n</li>\n</ol>\n</section>\n",
        Markdown.renderMarkdown(
            "[a^[[b](/v) www.c.d]](/u)", Set.of(Extension.AUTOLINKS, Extension.INLINE_FOOTNOTES)));
    assertEquals(
        Markdown.renderMarkdown("\\^[a] ^[a ^ [b]"),
        Markdown.renderMarkdown("\\^[a] ^[a ^ [b]", Set.of(Extension.INLINE_FOOTNOTES)));
  }

  @Test
  void definitionsOfLinksPrecedeFootnotes() {
    assertEquals(
        "<p><a href=\"/u\">^a</a></p>\n",
        Markdown.renderMarkdown("[^a][b]\n\n[b]: /u\n[^a]: note", Set.of(Extension.FOOTNOTES)));
  }
}
