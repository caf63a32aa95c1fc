package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.commonmark.internal.util.Escaping;
import org.junit.jupiter.api.Test;

/** The oracle is commonmark-java's own unescaping. */
class UnescapingTest {

  private static final RandomTexts TEXTS =
      new RandomTexts(
          "\\",
          "\\",
          "&",
          "&",
          "#",
          "&#",
          "&#x",
          "&#X",
          ";",
          ";",
          "0",
          "9",
          "a",
          "f",
          "G",
          "Z",
          "amp",
          "lt;",
          "&copy;",
          "copy",
          "&CounterClockwiseContourIntegral;",
          "12345",
          "1114111",
          "10FFFF",
          "D800",
          "\u212A",
          "\u017F",
          "a".repeat(29),
          "\u0000",
          "\uD83D",
          " ",
          "\n");

  @Test
  void agreesOnEveryCharacterBehindABackslash() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      assertAgrees("a\\" + (char) c + "b");
    }
  }

  @Test
  void agreesOnRandomTexts() {
    TEXTS.each(UnescapingTest::assertAgrees);
  }

  @Test
  void agreesOnMutatedExamples() {
    TEXTS.eachMutatedExample(UnescapingTest::assertAgrees);
  }

  private static void assertAgrees(String text) {
    assertEquals(Escaping.unescapeString(text), Unescaping.unescape(text), text);
  }
}
