package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The oracle is commonmark-java's expressions, but for two faults: a declaration begins with a
 * letter in either case, and {@code $} is the end, whatever Unicode calls a line terminator.
 */
class HtmlBlockKindTest {

  /** For each kind, its number being the index: the start condition and the end condition. */
  private static final Pattern[][] EXPRESSIONS =
      StockField.of(
          org.commonmark.internal.HtmlBlockParser.class, "BLOCK_PATTERNS", Pattern[][].class);

  private static final String DECLARATION_START = "^<![A-Z]";

  private static final List<HtmlBlockKind> KINDS = List.of(HtmlBlockKind.values());

  private static final RandomTexts TEXTS =
      new RandomTexts(
          "<",
          "<",
          "</",
          "<",
          "/",
          "/>",
          ">",
          ">",
          "-->",
          "--",
          "!",
          "<!",
          "<!--",
          "?",
          "?>",
          "<![CDATA[",
          "]]>",
          "]",
          "script",
          "SCRIPT>",
          "pre",
          "style",
          "TextArea>",
          "</Pre>",
          "\u017Fcript",
          "lin\u212A",
          "H1",
          "div",
          "section",
          "blockquote",
          "figcaptions",
          "a",
          "Z-",
          "x1",
          " ",
          " ",
          "\t",
          "\f",
          "\u000B",
          "\u001F",
          "\u0085",
          "\u00A0",
          "\u2028",
          "\u2029",
          "=",
          "=",
          " = ",
          "\"",
          "\"",
          "'",
          "`",
          ":",
          "_",
          ".",
          " b",
          " c=d",
          " e='f'",
          "\u0000",
          "\uFFFD",
          "\u00E4",
          "\uD83D",
          "\uDE00");

  @Test
  void agreesOnRandomLines() {
    TEXTS.each(line -> assertAgrees("<" + line));
  }

  @Test
  void agreesOnMutatedExamples() {
    TEXTS.eachMutatedExample(
        text ->
            text.lines()
                .map(String::stripLeading)
                .filter(line -> line.startsWith("<"))
                .forEach(HtmlBlockKindTest::assertAgrees));
  }

  @Test
  void agreesOnEveryTagName() {
    Pattern.compile("[A-Za-z][A-Za-z0-9]*")
        .matcher(EXPRESSIONS[6][0].pattern() + String.join(" ", Spec.exampleSources()))
        .results()
        .map(MatchResult::group)
        .distinct()
        .forEach(
            name -> {
              assertAgrees("<" + name + ">");
              assertAgrees("</" + name);
              assertAgrees("<" + name + "/>x");
              assertAgrees("<" + name + "s x");
            });
  }

  private static void assertAgrees(String line) {
    assertEquals(stockKind(line), ownKind(line), line);
    for (HtmlBlockKind kind : KINDS) {
      Pattern end = EXPRESSIONS[number(kind)][1];
      assertEquals(end == null, kind.endsBeforeBlankLine());
      assertEquals(end != null && end.matcher(line).find(), kind.endsWith(line), line);
    }
  }

  private static int stockKind(String line) {
    for (int kind = 1; kind < EXPRESSIONS.length; kind++) {
      Pattern start = EXPRESSIONS[kind][0];
      int flags = start.flags() | Pattern.UNIX_LINES;
      flags |= start.pattern().equals(DECLARATION_START) ? Pattern.CASE_INSENSITIVE : 0;
      if (Pattern.compile(start.pattern(), flags).matcher(line).find()) {
        return kind;
      }
    }
    return 0;
  }

  private static int ownKind(String line) {
    HtmlBlockKind kind = HtmlBlockKind.startingAt(" " + line, 1);
    return kind == null ? 0 : number(kind);
  }

  private static int number(HtmlBlockKind kind) {
    return KINDS.indexOf(kind) + 1;
  }
}
