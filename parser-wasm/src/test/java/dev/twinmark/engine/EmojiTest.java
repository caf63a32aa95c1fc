package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
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
  void sequencesAreComplete() {
    assertInline(":seven:", "7\uFE0F\u20E3");
    assertInline(":heart:", "\u2764\uFE0F");
    assertInline(":england:", "\uD83C\uDFF4" + tags("gbeng"));
    assertInline(":running_woman:", "\uD83C\uDFC3\u200D\u2640\uFE0F");
    assertInline(":weight_lifting_man:", "\uD83C\uDFCB\uFE0F\u200D\u2642\uFE0F");
    assertInline(":man_astronaut:", "\uD83D\uDC68\u200D\uD83D\uDE80");
    assertInline(":rainbow_flag:", "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08");
  }

  @Test
  void allNamesOfTheTableAreKnown() {
    Map<String, String> emoji = NameTable.read(EmojiNames.TABLE);
    emoji.forEach((name, text) -> assertInline(":" + name + ":", text));
    assertTrue(emoji.size() > MIN_NAMES, "only " + emoji.size());
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

  private static String tags(String letters) {
    var text = new StringBuilder();
    letters.chars().forEach(letter -> text.appendCodePoint(0xE0000 + letter));
    return text.appendCodePoint(0xE007F).toString();
  }

  private static void assertInline(String source, String html) {
    assertEquals(
        "<p>" + html + "</p>\n", Markdown.renderMarkdown(source, Set.of(Extension.EMOJI)), source);
  }
}
