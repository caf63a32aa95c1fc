package dev.twinmark.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Checks what the sanitizer keeps and removes, rule by rule. */
class HtmlSanitizerTest {

  private final HtmlSanitizer sanitizer = new HtmlSanitizer();

  @Test
  void keepsWhatTheTableNames() {
    unchanged("<h1 align=\"center\">x</h1>");
    unchanged("<p><kbd>Ctrl</kbd>, H<sub>2</sub>O, x<sup>2</sup>, <mark>y</mark><br>z</p>");
    unchanged("<details open=\"open\"><summary>s</summary><p>x</p></details>");
    unchanged("<ol start=\"3\" reversed=\"\" type=\"a\"><li value=\"-4\">x</li></ol>");
    unchanged("<table><tbody><tr><td colspan=\"2\" align=\"right\">x</td></tr></tbody></table>");
    unchanged("<p dir=\"rtl\" lang=\"he\" title=\"&quot;t&quot;\">x</p>");
    unchanged("<p>a&nbsp;b &amp; c &lt; d</p>");
  }

  @Test
  void unwrapsOtherElements() {
    becomes("<p>x <b>y</b></p>", "<article><p>x <font size=7><b>y</b></font></p></article>");
    becomes("x", "<form action=/x><button>x</button></form>");
    becomes("ab", "a<!-- c --><?php d ?><![CDATA[e]]>b");
  }

  @Test
  void removesSomeWithTheirContent() {
    for (String element :
        "script style iframe object svg math template textarea select title xmp".split(" ", -1)) {
      becomes("ab", "a<" + element + ">c</" + element + ">b");
    }
    becomes("ab", "a<svg><desc><b>c</b></desc><foreignObject><p>d</p></foreignObject></svg>b");
    becomes("a", "a<plaintext><b>c</b></plaintext>b");
  }

  @Test
  void linksKeepSafeSchemesOnly() {
    String rel = " rel=\"noopener noreferrer nofollow\"";
    for (String url :
        new String[] {
          "https://x/?a=b", "HTTP://x", "mailto:x@y", "tel:1", "/x", "x", "?x", "//x", "./a:b", ""
        }) {
      becomes("<a href=\"" + url + "\"" + rel + ">x</a>", "<a href=\"" + url + "\">x</a>");
    }
    for (String url :
        new String[] {
          "javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          " javascript:alert(1)",
          "&#1;javascript:alert(1)",
          "java&#9;script:alert(1)",
          "java&#10;script:alert(1)",
          "&#106;avascript&colon;alert(1)",
          "java&#x3000;script:x",
          "vbscript:x",
          "data:text/html,x",
          "data:image/png;base64,AAAA",
          "blob:x",
          "file:///x",
          "view-source:x",
          "x-custom+a.b:x"
        }) {
      becomes("<a>x</a>", "<a href=\"" + url + "\">x</a>");
    }
    becomes("<a href=\"/x\"" + rel + ">x</a>", "<a href=/x rel=opener target=_blank ping=/p>x</a>");
  }

  @Test
  void imagesMayBeRasterData() {
    unchanged(
        "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"x\" width=\"1\" loading=\"lazy\">");
    unchanged("<img src=\"https://example.com/x.svg\" loading=\"lazy\">");
    becomes("<img>", "<img src='data:image/svg+xml;base64,AAAA' onerror=alert(1)>");
    becomes("<img>", "<img src='data:text/html;base64,AAAA' srcset='//x' style='x'>");
    becomes("<img src=\"x\" loading=\"lazy\">", "<image src=x>");
    becomes("<img src=\"x\" loading=\"lazy\">", "<img loading=eager src=x>");
  }

  @Test
  void namesGetAPrefixAndLinksFollow() {
    becomes("<p id=\"user-content-x\">y</p>", "<p id=x>y</p>");
    unchanged("<p id=\"user-content-x\">y</p>");
    becomes("<a name=\"user-content-body\">y</a>", "<a name=body>y</a>");
    String rel = " rel=\"noopener noreferrer nofollow\"";
    becomes("<a href=\"#user-content-x\"" + rel + ">y</a>", "<a href=#x>y</a>");
    becomes("<a href=\"#user-content-x\"" + rel + ">y</a>", "<a href=#user-content-x>y</a>");
    becomes("<a href=\"#\"" + rel + ">y</a>", "<a href=#>y</a>");
    becomes("<p>y</p>", "<p id=''>y</p>");
  }

  @Test
  void inputsAreDisabledCheckboxesOrNothing() {
    unchanged("<input type=\"checkbox\" disabled=\"\" checked=\"\">");
    becomes("<input type=\"checkbox\" disabled=\"\">", "<input type=checkbox name=x value=y>");
    for (String type : new String[] {"", "type=text", "type=image src=x", "type='checkbox '"}) {
      becomes("", "<input " + type + ">");
    }
  }

  @Test
  void languagesAreOneWord() {
    unchanged("<pre><code class=\"language-c++\">x</code></pre>");
    unchanged("<code class=\"language-math math-inline\">x</code>");
    becomes("<code>x</code>", "<code class='language-a b'>x</code>");
    // JavaScript's \s, which the browser's sanitizer uses, has more spaces in it than Java's.
    becomes("<code>x</code>", "<code class='language-a&nbsp;b'>x</code>");
    becomes("<code>x</code>", "<code class='language-a&#xFEFF;b'>x</code>");
    becomes("<p>x</p>", "<p class=language-a>x</p>");
    unchanged("<code class=\"language-" + "\uD83D\uDE00".repeat(50) + "\">x</code>");
    becomes("<code>x</code>", "<code class='language-" + "\uD83D\uDE00".repeat(51) + "'>x</code>");
  }

  @Test
  void numbersThatAreSizesHaveLimits() {
    unchanged("<img width=\"10000\" height=\"0\">");
    becomes("<img>", "<img width=10001 height=-1>");
    unchanged("<ol start=\"999999999\"><li value=\"-999999999\">x</li></ol>");
    String cell = "<table><tbody><tr><td%s>x</td></tr></tbody></table>";
    unchanged(cell.formatted(" rowspan=\"100\" colspan=\"100\""));
    becomes(cell.formatted(""), cell.formatted(" rowspan=0 colspan=101"));
    becomes(cell.formatted(""), cell.formatted(" rowspan=65534 colspan=1000"));
  }

  /** Although each span is within its own limit. */
  @Test
  void rowSpansThatCoverTooManyCellsGo() {
    String row = "<tr><td rowspan=\"1000\">x</td></tr>";
    String ten = "<table><tbody>" + row.repeat(10) + "</tbody></table>";
    String eleven = "<table><tbody>" + row.repeat(11) + "</tbody></table>";
    unchanged(ten);
    becomes(eleven.replace(" rowspan=\"1000\"", ""), eleven);
    // Each table has a limit of its own, also within another one.
    unchanged(ten.replaceFirst("x", ten));
    becomes(
        ten.replaceFirst("x", eleven.replace(" rowspan=\"1000\"", "")),
        ten.replaceFirst("x", eleven));
  }

  @Test
  void runsOfCombiningMarksAreShortened() {
    String hundred = "\u0300\u20D0".repeat(50);
    unchanged("<p>a" + hundred + "b" + hundred + "</p>");
    becomes("<p>a" + hundred + "b</p>", "<p>a" + hundred + "\u0301".repeat(50_000) + "b</p>");
    becomes(
        "<p>a<b>" + hundred + "</b><i></i>b</p>",
        "<p>a<b>" + hundred + "</b><i>" + hundred + "</i>b</p>");
    // One outside of the Basic Multilingual Plane is one.
    unchanged("<p>a" + "\uD834\uDD67".repeat(100) + "</p>");
    becomes("<pre><b>a" + hundred + "</b>z</pre>", "<pre><b>a" + hundred + "</b>\u0301z</pre>");
  }

  @Test
  void valuesThatLookLikeMarkupGo() {
    becomes("<p>x</p>", "<p title='--&gt;'>x</p>");
    becomes("<p>x</p>", "<p title='a</STYLE>b'>x</p>");
    unchanged("<p title=\"a &lt;b&gt;\">x</p>");
    becomes("<ol><li>x</li></ol>", "<ol start='1&#10;'><li>x</li></ol>");
  }

  @Test
  void readsCharactersAsABrowserDoes() {
    becomes("<p>a\nb\nc</p>", "<p>a\r\nb\rc</p>");
    becomes("<p>a\nb</p>", "<p>a&#13;b</p>");
    becomes("\uFEFFa", "\uFEFFa");
    becomes("a\uFFFDb", "a\uD800b");
    becomes("<b title=\"\uFFFD\">\uD83D\uDE00</b>", "<b title='\uDC00'>\uD83D\uDE00</b>");
  }

  @Test
  void preformattedTextDoesNotLoseALineFeedAtEachParse() {
    becomes("<pre>a\n\nb</pre>", "<pre>" + "\n".repeat(20) + "a\n\nb</pre>");
    becomes("<pre></pre>", "<pre>\n\n\n</pre>");
    unchanged("<pre><code>\n\na</code></pre>");
  }

  @Test
  void whatNoHtmlExpressesSettlesOrIsShownAsText() {
    // A marquee may hold a link within a link, and is taken away.
    String linkInLink = "<a href=\"x\">a<marquee><a href=\"y\">b</a></marquee></a>";
    String rel = " rel=\"noopener noreferrer nofollow\"";
    becomes("<a href=\"x\"" + rel + ">a</a><a href=\"y\"" + rel + ">b</a>", linkInLink);
    assertEquals(
        "<pre>" + linkInLink.replace("<", "&lt;").replace(">", "&gt;") + "</pre>",
        new HtmlSanitizer(1, Integer.MAX_VALUE).sanitize(linkInLink));
  }

  private void unchanged(String html) {
    becomes(html, html);
  }

  private void becomes(String expected, String html) {
    assertEquals(expected, sanitizer.sanitize(html), html);
  }
}
