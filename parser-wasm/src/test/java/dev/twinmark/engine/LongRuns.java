package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts with a long run of one thing in one construct: every class of character, and what inlines
 * and lines are made of, in every construct of Markdown. A matcher or renderer that recurses for
 * each character overflows the stack on some of them.
 */
public final class LongRuns {

  /**
   * One construct around a run.
   *
   * @param before what the text begins with
   * @param unit what is repeated
   * @param after what the text ends with
   */
  public record Run(String before, String unit, String after) {

    /** Returns the text whose run has about the given length, in UTF-16 code units. */
    public String text(int length) {
      return before + unit.repeat(repetitions(length)) + after;
    }

    public int repetitions(int length) {
      return Math.max(1, length / unit.length());
    }
  }

  /** The run is where the ellipsis is. */
  private static final List<String> CONSTRUCTS =
      List.of(
          "…",
          "a …\nb",
          "> …",
          "- …",
          "1. …\n\n   b",
          "….",
          "…. a",
          "- [x]…a",
          "- [x] …",
          "- […] a",
          "# …",
          "# a …",
          "…\n===",
          "a\n…",
          "a\n…\n---",
          "    …",
          "```…\na\n```",
          "``` a…\na\n```",
          "~~~ …\n",
          "```\n…\n```",
          "`…`",
          "``…`",
          "*…*",
          "**a…",
          "~~…~~",
          "_…_",
          "\\…",
          "&…;",
          "&#…;",
          "&#x…;",
          "[…](/u)",
          "![…](/u)",
          "[a](…)",
          "[a](/…)",
          "[a](<…>)",
          "[a](/u \"…\")",
          "[a](/u '…')",
          "[a](/u (…))",
          "[a](/u…)",
          "[a][…]",
          "[…]",
          "[…]: /u\n\n[a]",
          "[a]: …\n\n[a]",
          "[a]: <…>\n\n[a]",
          "[a]: /u \"…\"\n\n[a]",
          "[a]:…/u\n\n[a]",
          "<http:…>",
          "<…:a>",
          "<…@b.c>",
          "<a@…>",
          "<a@b.…>",
          "<…",
          "<…>",
          "</…>",
          "<a …>",
          "<a …=b>",
          "<a b…=c>",
          "<a b=…>",
          "<a b=\"…\">",
          "<a b='…'>",
          "<div…>\na",
          "<!--…-->",
          "<?…?>",
          "<!A …>",
          "<![CDATA[…]]>",
          "<pre>…</pre>",
          "<script>\n…\n</script>",
          "|…|\n|-|\n|b|",
          "|a|\n|-|\n|…|",
          "|a|\n|…|\n|b|",
          "a|b\n-|-\n…");

  /** The start of constructs that may be others at the start of a line than behind text. */
  private static final String HTML_START = "<";

  private static final List<String> UNITS =
      List.of(
          "\t",
          "\n",
          "\r\n",
          "\u0000",
          "\u00A0",
          "\u00DF",
          "\u20AC",
          "\u2028",
          "\uD83D\uDE00",
          "\uD800",
          "\u0301",
          "&amp;",
          "&a;",
          "&#65;",
          "\\*",
          "\\\\",
          "%20",
          "a ",
          " a",
          "a.",
          "a-",
          "a,",
          "aB0",
          "a=b ",
          " a=\"b\"",
          " a='b'",
          "a\n",
          "a  \n",
          "\n\n",
          "- ",
          "- a\n",
          "1. ",
          "> ",
          "[x] ",
          "|a",
          "-|",
          "a|b\n",
          "<a>",
          "<a",
          "<a b=c>",
          "<!--",
          "-->",
          "]]>",
          "*a*",
          "**a ",
          "`a",
          "[a](b)",
          "![](",
          "[a]",
          "x@y.z ",
          "http://a ",
          "&",
          "~~a~~");

  private LongRuns() {}

  /** Returns every unit in every construct, printable ASCII characters among the units. */
  public static List<Run> all() {
    List<String> units = new ArrayList<>(UNITS);
    for (char c = ' '; c <= '~'; c++) {
      // One letter of each case and one digit speak for all.
      if (!Character.isLetterOrDigit(c) || c == 'a' || c == 'x' || c == 'Z' || c == '0') {
        units.add(String.valueOf(c));
      }
    }
    List<Run> runs = new ArrayList<>();
    for (String construct : CONSTRUCTS) {
      int at = construct.indexOf('…');
      String before = construct.substring(0, at);
      String after = construct.substring(at + 1);
      for (String unit : units) {
        runs.add(new Run(before, unit, after));
        if (construct.startsWith(HTML_START)) {
          runs.add(new Run("b " + before, unit, after));
        }
      }
    }
    return runs;
  }
}
