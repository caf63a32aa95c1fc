package dev.twinmark.wasm.commonmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.commonmark.internal.inline.AutolinkInlineParser;
import org.junit.jupiter.api.Test;

/** The oracle is commonmark-java's expressions. */
class AutolinkTest {

  private static final Pattern URI =
      StockField.of(AutolinkInlineParser.class, "URI", Pattern.class);
  private static final Pattern EMAIL =
      StockField.of(AutolinkInlineParser.class, "EMAIL", Pattern.class);

  @Test
  void agreesOnRandomTexts() {
    new RandomTexts(
            "a",
            "Z",
            "0",
            "http",
            ":",
            ":",
            "/",
            ".",
            ".",
            "-",
            "+",
            "@",
            "@",
            "_",
            "!",
            "~",
            "(",
            "\\",
            " ",
            "\n",
            "\u0000",
            "\u001F",
            "\u007F",
            "<",
            ">",
            "\u00E4",
            "\u2028",
            "\uD83D",
            "\uDE00",
            "a".repeat(30),
            "b".repeat(31),
            "0".repeat(32),
            "c".repeat(61),
            "d".repeat(62),
            "e".repeat(63))
        .each(AutolinkTest::assertAgrees);
  }

  private static void assertAgrees(String text) {
    assertEquals(URI.matcher(text).matches(), Autolink.isUri(text), text);
    assertEquals(EMAIL.matcher(text).matches(), Autolink.isEmail(text), text);
  }
}
