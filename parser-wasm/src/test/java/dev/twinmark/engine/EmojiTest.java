package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class EmojiTest {

  /** GitHub has more, of which some are images. */
  private static final int MIN_NAMES = 1_900;

  @Test
  void shortcodesAreEmoji() {
    assertInline(":tada:", "\uD83C\uDF89");
    assertInline("a:+1::-1:b", "a\uD83D\uDC4D\uD83D\uDC4Eb");
    assertInline(":::tada::", "::\uD83C\uDF89:");
    assertInline(":a:tada:", "\uD83C\uDD70\uFE0Ftada:");
    assertInline(":100: :1234:", "\uD83D\uDCAF \uD83D\uDD22");
    assertInline("*:de:*", "<em>\uD83C\uDDE9\uD83C\uDDEA</em>");
    assertInline("[:tada:](/u)", "<a href=\"/u\">\uD83C\uDF89</a>");
    assertInline("![a :tada:](/u)", "<img src=\"/u\" alt=\"a \uD83C\uDF89\" />");
  }

  @Test
  void allNamesOfTheTableAreKnown() {
    int names = 0;
    for (String line : EmojiNames.TABLE.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        assertInline(":" + words[i] + ":", words[0]);
        names++;
      }
    }
    assertTrue(names > MIN_NAMES, "only " + names);
  }

  @Test
  void otherColonsStay() {
    for (String text :
        new String[] {
          ":tad:",
          ":tada",
          "tada:",
          ":Tada:",
          ": tada:",
          ":tada :",
          "::",
          ":",
          "10:30:45",
          "std::string::npos",
          ":" + "a".repeat(EmojiTable.MAX_NAME_UNITS + 1) + ":",
        }) {
      assertInline(text, text);
    }
    assertInline("\\:tada:", ":tada:");
    assertInline(":tada\\:", ":tada:");
    assertInline(":t&#97;da:", ":tada:");
  }

  @Test
  void codeHtmlAndAddressesHaveNoEmoji() {
    assertInline("`:tada:`", "<code>:tada:</code>");
    assertInline("a <b title=\":tada:\">", "a <b title=\":tada:\">");
    assertInline("<http://a:tada:b>", "<a href=\"http://a:tada:b\">http://a:tada:b</a>");
    assertInline("[a](/:tada: \":tada:\")", "<a href=\"/:tada:\" title=\":tada:\">a</a>");
    assertEquals(
        "<p><a href=\"http://a.bc/:tada:d\">http://a.bc/:tada:d</a></p>\n",
        Markdown.renderMarkdown("http://a.bc/:tada:d", Extension.GITHUB));
    assertEquals(
        "<p><code class=\"language-math math-inline\">:tada:</code></p>\n",
        Markdown.renderMarkdown("$:tada:$", Extension.GITHUB));
    assertEquals(
        "<pre><code>:tada:\n</code></pre>\n",
        Markdown.renderMarkdown("    :tada:", Extension.GITHUB));
  }

  @Test
  void namesOfHeadingsHaveThoseOfShortcodes() {
    assertEquals(
        """
        <h1 id="rocket-start">\uD83D\uDE80 Start</h1>
        <h1 id="-start">\uD83D\uDE80 Start</h1>
        """,
        Markdown.renderMarkdown("# :rocket: Start\n\n# \uD83D\uDE80 Start", Extension.GITHUB));
  }

  private static void assertInline(String source, String html) {
    assertEquals(
        "<p>" + html + "</p>\n", Markdown.renderMarkdown(source, Set.of(Extension.EMOJI)), source);
  }
}
