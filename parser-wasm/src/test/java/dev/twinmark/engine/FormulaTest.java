package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FormulaTest {

  @Test
  void dollarsEncloseTeX() {
    assertInline("$x$", inline("x"));
    assertInline(
        "a ($x_1 * y_1$), $n$-th", "a (" + inline("x_1 * y_1") + "), " + inline("n") + "-th");
    assertInline("公式$x$是", "公式" + inline("x") + "是");
    assertInline("$\\alpha\\_&amp; <b> [a](b)$", inline("\\alpha\\_&amp;amp; &lt;b&gt; [a](b)"));
    assertInline("$a\nb$", inline("a\nb"));
    assertInline("$\\$1$ $a\\\\$", inline("\\$1") + " " + inline("a\\\\"));
    assertInline("*$x$*", "<em>" + inline("x") + "</em>");
    assertInline("*a $*$ b*", "<em>a " + inline("*") + " b</em>");
  }

  @Test
  void dollarsAndBackticksEncloseTeX() {
    assertInline("$`x`$", inline("x"));
    assertInline("-$`a$b``c` d`$e", "-" + inline("a$b``c` d") + "e");
    assertInline("$`a\\`$", inline("a\\"));
  }

  @Test
  void twoDollarsEncloseDisplayedTeX() {
    assertInline("$$x$$", display("x"));
    assertInline("a$$ x $$b", "a" + display(" x ") + "b");
    assertInline("$$\\text{if $x$}$$", display("\\text{if $x$}"));
    assertInline("$$a\nb\n$$", display("a\nb\n"));
    assertInline("$$a\\$$ b$$", display("a\\$$ b"));
  }

  @Test
  void otherDollarsStay() {
    for (String text :
        new String[] {
          "$5 and $10",
          "$5, $6; $7.",
          "US$5 and A$6 and 5$ (6$)",
          "$HOME/bin:$PATH",
          "$x",
          "x$",
          "$",
          "$$$",
          "$$$x$$$",
          "$x$$",
          "$$x$",
          "$x$$y",
          "$ x$",
          "$x $",
          "a$x$",
          "1$x$",
          "$x$a",
          "$x$1",
          "$$ $$",
          "$$x",
          "a $$ b",
        }) {
      assertInline(text, text);
    }
    assertInline("\\$x$ $x\\$", "$x$ $x$");
    assertInline("\\$\\$x\\$\\$", "$$x$$");
    assertInline("<span>$</span>5 is $5$", "<span>$</span>5 is " + inline("5"));
  }

  @Test
  void dollarsInCodeEndNoFormula() {
    assertInline("$5 `a$`.", "$5 <code>a$</code>.");
    assertInline("`$x$` $5 `$`", "<code>$x$</code> $5 <code>$</code>");
    assertInline("$$5 `$$`", "$$5 <code>$$</code>");
    assertInline("$``x`` `$ y", "$<code>x</code> `$ y");
    assertInline("a$`x`$", "a$<code>x</code>$");
    assertInline("$`x` $`", "$<code>x</code> $`");
    assertInline("$``$", "$``$");
    assertInline("$` `$ `", "$<code> </code>$ `");
  }

  @Test
  void dollarsInAddressesStay() {
    Set<Extension> extensions = Set.of(Extension.FORMULAS, Extension.AUTOLINKS);
    assertEquals(
        "<p><a href=\"http://a.bc/$x$\">http://a.bc/$x$</a> <a href=\"/$x$\" title=\"$y$\">b</a> <a"
            + " href=\"http://c/$x$\">http://c/$x$</a></p>\n",
        Markdown.renderMarkdown("http://a.bc/$x$ [b](/$x$ \"$y$\") <http://c/$x$>", extensions));
  }

  @Test
  void formulasAreInHeadingsCellsLinksAndImages() {
    assertFormulas("# $x$", "<h1>" + inline("x") + "</h1>\n");
    assertFormulas("[$a]b$](/u)", "<p><a href=\"/u\">" + inline("a]b") + "</a></p>\n");
    assertFormulas("![a $x$](/u)", "<p><img src=\"/u\" alt=\"a x\" /></p>\n");
    assertFormulas(
        "|$x$|\n|-|\n|$a\\|b$|\n|$a|b$|",
        "<table>\n<thead>\n<tr>\n<th>"
            + inline("x")
            + "</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>"
            + inline("a|b")
            + "</td>\n</tr>\n<tr>\n<td>$a</td>\n</tr>\n</tbody>\n</table>\n");
    assertEquals(
        "<h1 id=\"the-x_1-\">The " + inline("x_1") + " $</h1>\n",
        Markdown.renderMarkdown(
            "# The $x_1$ $", Set.of(Extension.FORMULAS, Extension.HEADING_IDS)));
  }

  @Test
  void linesOfTwoDollarsEncloseBlocks() {
    assertFormulas("$$\nx\n$$", block("x\n"));
    assertFormulas("  $$ \n  a\n\n    - b\n=\n$$\t\nc", block("a\n\n  - b\n=\n") + "<p>c</p>\n");
    assertFormulas("a\n$$\nx\n$$\nb", "<p>a</p>\n" + block("x\n") + "<p>b</p>\n");
    assertFormulas("$$\nx $$\nb", block("x \n") + "<p>b</p>\n");
    assertFormulas("$$\nx \\\\$$\nb", block("x \\\\\n") + "<p>b</p>\n");
    assertFormulas("$$\n\\$$\n$$$\n$$", block("\\$$\n$$$\n"));
    assertFormulas("$$\n$$", block(""));
    assertFormulas("$$\nx", block("x\n"));
    assertFormulas("- $$\n  x\nb", "<ul>\n<li>\n" + block("x\n") + "</li>\n</ul>\n<p>b</p>\n");
    assertFormulas("> $$\n> x\nb", "<blockquote>\n" + block("x\n") + "</blockquote>\n<p>b</p>\n");
    assertFormulas("```math\nx\n```", "<pre><code class=\"language-math\">x\n</code></pre>\n");
  }

  @Test
  void linesOfTwoDollarsEndWhatALineBegan() {
    assertInline("$$a\n= b\n$$\nc", display("a\n= b\n") + "\nc");
    assertFormulas("$$a\n$$\n$$\nx\n$$", "<p>" + display("a\n") + "</p>\n" + block("x\n"));
    assertFormulas("\\$$a\n$$\nx", "<p>$$a</p>\n" + block("x\n"));
    assertFormulas("    $$\n    x", "<pre><code>$$\nx\n</code></pre>\n");
  }

  private static String inline(String tex) {
    return "<code class=\"language-math math-inline\">" + tex + "</code>";
  }

  private static String display(String tex) {
    return "<code class=\"language-math math-display\">" + tex + "</code>";
  }

  private static String block(String tex) {
    return "<pre>" + display(tex) + "</pre>\n";
  }

  private static void assertInline(String source, String html) {
    assertFormulas(source, "<p>" + html + "</p>\n");
  }

  private static void assertFormulas(String source, String html) {
    assertEquals(html, Markdown.renderMarkdown(source, Set.of(Extension.FORMULAS)), source);
  }
}
