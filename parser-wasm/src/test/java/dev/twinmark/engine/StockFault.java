package dev.twinmark.engine;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A fault of commonmark-java that the engine does not have: {@code
 * docs/upstream/commonmark-java/NAME.md} reports it.
 *
 * @param name the name of the report
 * @param example a document that shows the fault
 * @param html its HTML by the specification
 * @param shape found in every shortest document on which the engine differs for this fault
 */
record StockFault(String name, String example, String html, Pattern shape) {

  static final List<StockFault> ALL =
      List.of(
          fault(
              "backtick-positions",
              "Use `` for x. Then `a` and `b`.",
              "<p>Use `` for x. Then <code>a</code> and <code>b</code>.</p>\n",
              "`[^`]+`+[^`]+`"),
          fault(
              "half-used-tabs",
              "- a\n\n\t```js\n\tlet x;\n\t```",
              """
              <ul>
              <li>
              <p>a</p>
              <pre><code class="language-js">let x;
              </code></pre>
              </li>
              </ul>
              """,
              "\t"),
          fault(
              "task-boxes-as-links",
              "[X]: https://x.com/me\n\n- [x] done",
              "<ul>\n<li><input type=\"checkbox\" disabled=\"\" checked=\"\"> done</li>\n</ul>\n",
              "\\[[ xX]|[ xX]\\]|&#"),
          fault(
              "lazy-table-rows",
              "> |a|\n> |-|\n> |b|\nText after",
              """
              <blockquote>
              <table>
              <thead>
              <tr>
              <th>a</th>
              </tr>
              </thead>
              <tbody>
              <tr>
              <td>b</td>
              </tr>
              </tbody>
              </table>
              </blockquote>
              <p>Text after</p>
              """,
              "-.*[\n\r]"),
          fault(
              "table-rows-as-other-blocks",
              "|a|\n|-|\n- b | c",
              """
              <table>
              <thead>
              <tr>
              <th>a</th>
              </tr>
              </thead>
              </table>
              <ul>
              <li>b | c</li>
              </ul>
              """,
              "-.*[\n\r]"),
          fault(
              "space-behind-rows",
              "a|b| \n-|-|",
              """
              <table>
              <thead>
              <tr>
              <th>a</th>
              <th>b</th>
              </tr>
              </thead>
              </table>
              """,
              "\\|[ \t]"),
          fault("delimiter-rows", "a | b\n- | -", "<p>a | b</p>\n<ul>\n<li>| -</li>\n</ul>\n", "-"),
          fault(
              "unbalanced-destinations",
              "[a](foo(bar \"t\")",
              "<p>[a](foo(bar &quot;t&quot;)</p>\n",
              "\\]\\(|\\]:"),
          fault("byte-order-mark", "\uFEFF# a", "<h1>a</h1>\n", "^\uFEFF"),
          fault("processing-instructions", "a <?b??>", "<p>a <?b??></p>\n", "<\\?"),
          fault("declarations", "a <!B>", "<p>a <!B></p>\n", "<![A-Za-z]"),
          fault("html-block-declarations", "<!doctype html>", "<!doctype html>\n", "<![a-z]"),
          fault(
              "html-block-line-terminators",
              "<a>\u2028",
              "<p><a>\u2028</p>\n",
              "[\u0085\u2028\u2029]"),
          fault("definitions-on-one-line", "[a]: /u [b]: /v", "<p>[a]: /u [b]: /v</p>\n", "\\]:"),
          fault(
              "unfinished-titles", "[a]: /u\n\"[a]", "<p>&quot;<a href=\"/u\">a</a></p>\n", "\\]:"),
          fault("lists-behind-definitions", "[a]: /u\n2) b", "<p>2) b</p>\n", "\\]:"),
          fault(
              "loose-lists",
              "- # a\n\n  b",
              "<ul>\n<li>\n<h1>a</h1>\n<p>b</p>\n</li>\n</ul>\n",
              "[\n\r].*[\n\r]"),
          fault(
              "tilde-fences",
              "~~~`\na",
              "<pre><code class=\"language-`\">a\n</code></pre>\n",
              "~~~.*`|```.*~"),
          fault(
              "info-strings",
              "```a\tb",
              "<pre><code class=\"language-a\"></code></pre>\n",
              "(```|~~~).*[\t\u000B\f]"),
          fault("lost-opener-bottom", "~a b~~~~ d~", "<p><del>a b~~~~ d</del></p>\n", "~"));

  private static StockFault fault(String name, String example, String html, String shape) {
    return new StockFault(name, example, html, Pattern.compile(shape));
  }

  /** Returns whether the engine differs from commonmark-java for a fault that is known. */
  static boolean explains(String source) {
    String shortest = shorten(source);
    return ALL.stream().anyMatch(fault -> fault.shape.matcher(shortest).find());
  }

  /** Takes away whatever can go while the two differ. */
  static String shorten(String source) {
    String shortest = source;
    for (int size = source.length(); size > 0; size /= 2) {
      for (int i = 0; i + size <= shortest.length(); ) {
        String candidate = shortest.substring(0, i) + shortest.substring(i + size);
        if (differs(candidate)) {
          shortest = candidate;
        } else {
          i += size;
        }
      }
    }
    return shortest;
  }

  private static boolean differs(String source) {
    return !StockMarkdown.render(source).equals(Markdown.renderMarkdown(source));
  }
}
