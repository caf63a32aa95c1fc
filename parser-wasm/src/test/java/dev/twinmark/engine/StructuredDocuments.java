package dev.twinmark.engine;

import java.util.List;
import java.util.Random;

/**
 * Random documents as people write them, only denser: references and their definitions, in
 * containers too, fences, lists that are tight or loose, tables, raw HTML, with all line endings.
 */
public final class StructuredDocuments {

  private static final List<String> BLOCKS =
      List.of(
          "A paragraph with [a], [b][], [x][c] and ![i][d].",
          "Two lines\nof a paragraph [a]",
          "[a]: /a",
          "[a]: /other 'title'",
          "[b]: <b b> \"b\"",
          "[c]:\n/c\n'c\nc'",
          "[d]: /d\n[e]: /e\nand a paragraph [e]",
          "[e]: /x 'no title\nx | y\n- | -",
          "[e]: /x\n'no title\n===",
          "> [a]: /quoted\n> [b]",
          "- [c]: /in-a-list\n\n- [c]",
          "# Heading [a]",
          "Heading [b]\n===",
          "Two lines of a\nheading\n---",
          "***",
          "---\ntitle: T\ntags: [a, b]\n---",
          "Notes [^a], [^b][^a] and ![^c].",
          "[^a]: A note\nlazy",
          "Inline^[a note, [b] ^[in a note]] and [^[x]](/u) ![^[y]][a].",
          "# Noted^[*a* www.a.org [^a]]",
          "[^b]: ^[within [^b]",
          "[^b]: First\n\n    > second [^a]",
          "> [^c]: quoted [^d]",
          "- [^d]: in a list\n\n      # h\n- [^c]",
          "[^e]: [^e] and [^f]: none\n[^f]: # heading",
          "> [!NOTE]\n> A note [^e].",
          "> [!warning] \n>\n> # h",
          "> [!tip]\n- no item",
          "> [!CAUTION]",
          "See www.example.org/a_b_c, (http://example.org/?q=(a)). *a@example.org*",
          "[http://example.org www.a.org] ![www.a.org](http://b.c) <http://d.e>",
          "# Same\n\n# Same\n\n## same 1",
          "$$\nx = 1\n\n- y\n$$",
          "$$\nunclosed",
          "$$a\n$$\nand $x_1$, $5, $`y`$",
          "> $$\n> [a]\n$$",
          "- $$\n\n  x $$\n- $$[a]$$ ![$z$][d]",
          "# $x$ and $y",
          "# :rocket: [:x:][a]",
          "==a [b]== ++*c*++ x^2^ H~2~O ~~d~~",
          "==a\n==",
          "^a[^a]^ x^2 + y^2 ![^c^][d]",
          ":tada::+1: :nope: ![:de:][d] `:x:`",
          "[TOC]",
          "Term [a]\n: Its *meaning*",
          "Term\nTerm [^a]\n:   One\nlazy\n:   Two\n\n    # h\n\n        code",
          "Term\n\n: Loose [b]",
          "A term, perhaps",
          ": A meaning, perhaps",
          ":  \t[b]: /in-details\n\n     > q\n   : [b]",
          "[a]: /u\nTerm\n: x",
          "[a]: /u\n'open\n\n: x",
          "> Term\n> : x\n>\n> : y\n: z",
          "- Term\n  : x\n\n  : y\n\n- Term\n\n  : z",
          "Term\n: Term\n  : nested\n\n    : loose\n  ===",
          "[^e]: Term\n    : [^e]",
          "Term\n: ```\n  code\n\n: y\n:",
          "[[_TOC_]]  ",
          "[toc]\nand text",
          "[TOC]\na\n|-|",
          "> [TOC]\n>\n> ### in a quote",
          "#### Deep `code` *and* ![i](/i) [^a]\n\n## Less\n\n### More\\\nlines",
          "- a\n- b\n- c",
          "- a\n\n- b\n\n- c",
          "- a\n  - b\n    - c\n\n  d",
          "1. one\n2. two [d]\n10. ten",
          "* [ ] open\n* [x] done",
          "-\n- \n- x",
          "> quote\n> - list\n>   in it\nlazy",
          "> ```\n> code\n\n> more",
          "```java\nint i; // [a]\n\n\n```",
          "~~~\n# no heading\n- no list\n~~~",
          "```\nunclosed",
          "    indented\n\n    code",
          "| a | b |\n|---|:-:|\n| [a] | `x|y` |\n| ~~c~~ | d |",
          "a | b\n-- | -\nrow\n|",
          "> |a|\n> |-|\n> |b|\nno row",
          "- |a|\n  |-|\nno row",
          "> |a|\n|-|\n> |-|",
          "|a|\n|-|\n- b | c\n\n> |a|\n> |-|\n> ```\n> |b|",
          "a\n:-:\nb\n    c",
          "[x]: /box\n\n- [x] [x]\n- [ ] b",
          "- [x]: /in\n  [x] b",
          "[a]: /u [b]: /v",
          "[c]: /c\n'open [c]",
          "[d]: /d\n2) [d]",
          "- x\n\n\t```js\n\tlet y;\n\t```",
          ">\t<pre>\n>\tx\n>\t</pre>",
          "-\t```\n\t\tx\n  y",
          "- # h\n\n  p",
          "> - a\n>\n>   > q\n>\n> - b",
          "- a\n  - b\n\n    c\n  > d",
          "- ```\n\n- <!--\n\n  -->\n- c",
          "``x `a` and `b` [a](foo(bar \"t\")",
          "<!doctype html>\n<?a??> <!A>",
          "~~~`~\n~~~",
          "<div>\n*raw*\n</div>",
          "<details>\n<summary>[a]</summary>",
          "</details>",
          "<!-- comment\n\nover blank lines -->",
          "<pre>\n\n</pre>\ntext",
          "<a>\nno block in a paragraph",
          "text\n<a>",
          "<?php\n\n?>",
          "\tindented by a tab",
          " \t- x\n\n\ty",
          "\u1E9E [SS] [\u00DF]\n\n[\u1E9E]: /sharp",
          "|",
          "===",
          "2. two");

  private static final List<String> SEPARATORS =
      List.of("\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n");

  private StructuredDocuments() {}

  /** One document of the given source of randomness. */
  public static String next(Random random) {
    StringBuilder document = new StringBuilder();
    if (random.nextInt(16) == 0) {
      document.append('\uFEFF');
    }
    if (random.nextInt(8) == 0) {
      document.append("\n \n");
    }
    int blocks = random.nextInt(24);
    for (int i = 0; i < blocks; i++) {
      document.append(BLOCKS.get(random.nextInt(BLOCKS.size())));
      document.append(SEPARATORS.get(random.nextInt(SEPARATORS.size())));
    }
    String text = document.toString();
    if (random.nextInt(4) == 0) {
      text = text.stripTrailing();
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> text.replace("\n", "\r\n");
      case 2 -> text.replace("\n", "\r");
      default -> text;
    };
  }
}
