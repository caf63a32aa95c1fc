package dev.twinmark.engine;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Random documents made of what Markdown gives a meaning to and of what trips platforms up: tabs,
 * the three line endings, U+0000, characters outside the Basic Multilingual Plane, lone surrogates,
 * and labels whose case folds to several characters. The same seed gives the same documents.
 */
public final class GeneratedDocuments {

  private static final int MAX_LINES = 24;
  private static final int MAX_PIECES_IN_A_LINE = 9;

  private static final List<String> LINE_STARTS =
      List.of(
          "",
          "",
          "",
          "",
          " ",
          "  ",
          "   ",
          "    ",
          "\t",
          " \t",
          "> ",
          ">",
          "> > ",
          "- ",
          "* ",
          "+ ",
          "1. ",
          "2) ",
          "10. ",
          "-\t",
          "- [ ] ",
          "- [x] ",
          "1. [X] ",
          "# ",
          "### ",
          "#",
          "```",
          "```java",
          "~~~",
          "$$",
          "    ",
          "***",
          "---",
          "===",
          "| ",
          "|-|-|",
          "| :- | -: |",
          ":-:|-",
          "<div>",
          "</div>",
          "<!-- ",
          "-->",
          "<details>",
          "<pre>",
          "[a]: /u",
          "[\u1E9E]: <b> 'c'",
          "[TOC]",
          ": ",
          ":\t",
          "[ss]:",
          "[\uFB01]: #f");

  private static final List<String> PIECES =
      List.of(
          "*",
          "**",
          "***",
          "_",
          "__",
          "~",
          "~~",
          "`",
          "``",
          "==",
          "++",
          "^",
          "===",
          ":tada:",
          ":+1:",
          "$",
          "$$",
          "$`",
          "`$",
          "[",
          "]",
          "(",
          ")",
          "![",
          "^[",
          "](",
          "](/u)",
          "](<a b> \"t\")",
          "][a]",
          "[a]",
          "[\u1E9E]",
          "[SS]",
          "[\uFB01]",
          "[fi]",
          "[\u0130]",
          "[i\u0307]",
          "[\u0149]",
          "[\u01F0]",
          "[\u03A3\u03C2]",
          "[\uD801\uDC00]",
          "[a\uD801\uDC28]",
          "<a href=\"x\">",
          "</a>",
          "<b",
          "<!--x-->",
          "<?p?>",
          "<![CDATA[",
          "<http://a.b?c=d>",
          "<a@b.c>",
          "&amp;",
          "&copy;",
          "&ngE;",
          "&#0;",
          "&#xD800;",
          "&#x110000;",
          "&#9999999;",
          "&bogus;",
          "\\",
          "\\*",
          "\\\\",
          "|",
          "!",
          "\"",
          "'",
          "<",
          ">",
          "&",
          ":",
          "-",
          "=",
          "#",
          "a",
          "b",
          "word",
          "two words",
          "Stra\u00DFe",
          "\u00A0",
          "\u2003",
          "\u3000",
          "\t",
          " ",
          "  ",
          "\u0000",
          "\uFEFF",
          "\uFFFD",
          "\uD83D\uDE00",
          "\uD83D",
          "\uDE00",
          "\u2028",
          "\u0085",
          "\u000B",
          "\f",
          "\u4F60\u597D",
          "\u0645\u0631",
          "\u00AB",
          "\u2026",
          "\u20AC",
          "\uD834\uDD1E",
          "e\u0301",
          "%",
          "%20",
          "%zz",
          "http://x.y",
          "/u\u00E4",
          "1",
          "0.");

  private static final List<String> LINE_ENDS =
      List.of("\n", "\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "  \n", "\\\n", "");

  private GeneratedDocuments() {}

  /** An endless stream of documents. */
  public static Stream<String> from(long seed) {
    Random random = new Random(seed);
    Supplier<String> next = () -> next(random);
    return Stream.generate(next);
  }

  /** One document of the given source of randomness. */
  public static String next(Random random) {
    StringBuilder document = new StringBuilder();
    int lines = 1 + random.nextInt(MAX_LINES);
    for (int line = 0; line < lines; line++) {
      document.append(pick(random, LINE_STARTS));
      int pieces = random.nextInt(MAX_PIECES_IN_A_LINE);
      for (int piece = 0; piece < pieces; piece++) {
        document.append(pick(random, PIECES));
      }
      document.append(pick(random, LINE_ENDS));
    }
    return document.toString();
  }

  private static String pick(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
