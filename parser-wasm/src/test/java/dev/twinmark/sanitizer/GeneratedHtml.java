package dev.twinmark.sanitizer;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Random HTML of the kind that parsers disagree about: misnested, foreign, cut off, obfuscated. */
public final class GeneratedHtml {

  private static final List<String> ELEMENTS =
      List.of(
          "a",
          "b",
          "i",
          "p",
          "div",
          "span",
          "table",
          "tbody",
          "thead",
          "tr",
          "td",
          "th",
          "caption",
          "colgroup",
          "col",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "pre",
          "code",
          "blockquote",
          "h1",
          "h2",
          "details",
          "summary",
          "ruby",
          "rt",
          "rp",
          "button",
          "form",
          "input",
          "select",
          "option",
          "optgroup",
          "textarea",
          "svg",
          "math",
          "mtext",
          "mi",
          "mglyph",
          "malignmark",
          "annotation-xml",
          "foreignObject",
          "desc",
          "title",
          "style",
          "script",
          "noscript",
          "iframe",
          "template",
          "xmp",
          "plaintext",
          "listing",
          "noembed",
          "noframes",
          "object",
          "embed",
          "font",
          "nobr",
          "center",
          "image",
          "img",
          "br",
          "hr",
          "marquee",
          "applet",
          "body",
          "html",
          "head",
          "frameset",
          "video",
          "audio",
          "custom-element",
          "s",
          "em",
          "kbd",
          "\u212Abd",
          "mar\u212A",
          "deta\u0131ls",
          "no\u017Fcript");

  private static final List<String> ATTRIBUTES =
      List.of(
          "href='javascript:alert(1)'",
          "href=\"https://example.com/?a&b\"",
          "href=#x",
          "href='java\nscript:alert(1)'",
          "src=x onerror=alert(1)",
          "src='data:image/png;base64,AAAA'",
          "src='data:image/svg+xml,<svg onload=alert(1)>'",
          "id=x",
          "id='user-content-x'",
          "name=body",
          "class=language-java",
          "class='language-a b'",
          "style='background:url(//x)'",
          "align=CENTER",
          "align=middle",
          "type=checkbox",
          "type=text",
          "checked",
          "disabled",
          "open",
          "title='</style><img src=x onerror=alert(1)>'",
          "title='-->'",
          "title=\"a'b&lt;c&nbsp;d\"",
          "start=-3",
          "start=1e3",
          "rowspan=2",
          "rowspan=1000 colspan=100",
          "colspan=101",
          "type=chec\u212Abox",
          "chec\u212Aed",
          "align=ju\u017Ftify",
          "dir=rtl",
          "dir=up",
          "encoding='text/html'",
          "xlink:href='javascript:alert(1)'",
          "xmlns='http://www.w3.org/2000/svg'",
          "onclick=alert(1)",
          "formaction=javascript:alert(1)",
          "/",
          "=",
          "\"",
          "a\u0000b=c");

  private static final List<String> TEXTS =
      List.of(
          "text",
          " ",
          "\n",
          "\r\n",
          "\r",
          "&amp;",
          "&lt;script&gt;",
          "&#13;",
          "&#0;",
          "&nbsp;",
          "\u00A0",
          "\uFEFF",
          "\u0000",
          "\uD800",
          "\uD83D\uDE00",
          "<",
          ">",
          "</",
          "<!",
          "<?",
          "]]>",
          "<!-- c -->",
          "<!-->",
          "<!--x--!>",
          "<![CDATA[x]]>",
          "<?php x ?>",
          "<!DOCTYPE html>",
          "&notit;",
          "&ampx",
          "&#x110000;",
          "&#128;",
          "\\",
          "\u2028");

  private final Random random;

  GeneratedHtml(Random random) {
    this.random = random;
  }

  /** The same seed gives the same HTML. */
  public static Stream<String> from(long seed) {
    return Stream.generate(new GeneratedHtml(new Random(seed))::next);
  }

  String next() {
    var html = new StringBuilder();
    int parts = 1 + random.nextInt(25);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(7)) {
        case 0, 1, 2 -> html.append(startTag());
        case 3, 4 -> html.append("</").append(any(ELEMENTS)).append('>');
        default -> html.append(any(TEXTS));
      }
    }
    // One in ten ends in the middle of something.
    return random.nextInt(10) == 0
        ? html.substring(0, 1 + random.nextInt(html.length()))
        : html.toString();
  }

  private String startTag() {
    var tag = new StringBuilder("<").append(any(ELEMENTS));
    for (int i = random.nextInt(4); i > 0; i--) {
      tag.append(random.nextInt(12) == 0 ? "/" : " ").append(any(ATTRIBUTES));
    }
    return tag.append(random.nextInt(12) == 0 ? "/>" : ">").toString();
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
