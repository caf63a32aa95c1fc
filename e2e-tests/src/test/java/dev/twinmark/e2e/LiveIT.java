package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.HtmlParsers;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.engine.Extension;
import dev.twinmark.engine.GeneratedEdits;
import dev.twinmark.engine.RandomExtensions;
import dev.twinmark.engine.StructuredDocuments;
import dev.twinmark.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The preview follows the text change by change, and after each is what the server makes of the
 * whole text: another parser of HTML, another sanitizer, and nothing incremental.
 */
@Essential
@ExtendWith(BrowserExtension.class)
final class LiveIT {

  private static final int DOCUMENTS = Integer.getInteger("twinmark.documents", 40);
  private static final int EDITS = 25;
  private static final int MAX_GROWTH = 2_000;

  /**
   * The share of documents on which jsoup may part from the browser: 1 was met in some thousands.
   */
  private static final double MAX_PARSER_DIFFERENCES = 0.03;

  /** UTF-8, in which the server is asked, has none. */
  private static final Pattern LONE_SURROGATES = Pattern.compile("\\p{Cs}");

  /** HTML that opens in one block and closes in another, or never. */
  private static final List<String> RAW_HTML =
      List.of(
          "<details>\n\n",
          "</details>\n\n",
          "<b>",
          "</b>",
          "<table>",
          "</table>\n\n",
          "<div>\n\n",
          "</div>\n\n",
          "<p>",
          "</p>",
          "<form>",
          "</form>",
          "<!--",
          "-->\n\n",
          "<a href=\"x\">",
          "</a>",
          "<pre>\n",
          "</pre>\n\n",
          "<ul>\n",
          "<li>",
          "</ul>",
          "<select>",
          "</select>",
          "<h1>",
          "</h1>",
          "<kbd>",
          "<pre><b>q</b>\nz</pre>\n\n",
          "<pre>\n\n<i>q</i>\n</pre>\n\n",
          "<pre><!-- c -->\nz</pre>\n\n",
          "<details><summary>s</summary>t</details>\n\n",
          "<ol><li>a<li>b</ol>\n\n",
          "<table><caption>c</caption><tr><td>a<td>b</table>\n\n",
          "<td rowspan=1000>",
          "<tr><td rowspan=1000 colspan=9>a</tr>",
          "<dl><dt>a<dd>b</dl>\n\n",
          "<ruby>a<rt>b</ruby>");

  /** More than is given to the engine as it is. */
  private static final int LONG_URL_UNITS = 8 * 1024 + 100;

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/++";

  /**
   * Places in which a URL is a destination, and others, in which its characters may have a meaning.
   */
  private static final List<String> LONG_URL_CONTEXTS =
      List.of(
          "![p](§)",
          "![p](§)",
          "![p](<§> 'title')",
          "[![p](§)](/there)",
          "[l](§)",
          "\n\n[a]: §\n\n",
          "\n\n[a]: <§> \"t\"\n\n",
          "![p][a]",
          "\n\n# ![p](§) h\n\n",
          "\n\n- ![p](§)\n- i\n\n",
          "\n\n| a | b |\n| - | - |\n| ![p](§) | c |\n\n",
          "<img src=\"§\" alt=\"p\">",
          "<img src='§'>",
          "<textarea><img src=\"§\" alt=\"p\"></textarea>",
          "<i title='<img src=\"§\"'>",
          "<b x=\"§\">",
          "<!-- <img src=\"§\" -->",
          "`§`",
          "\n\n```\n§\n```\n\n",
          "\n\n``` §\nc\n```\n\n",
          " § ",
          "\n\n## § \n\n",
          "<§>",
          "[§]",
          "![ §](/p.png)",
          "[t](/u '§')",
          "\n[^a]: §\n\n",
          "---\nk: §\n---\n",
          "---\nk: v\n---\n\n![p](§)\n",
          "---\nk: v\n\n![p](§)\n\n---\n");

  /** A tag with the text behind it, or a text between two tags: what an author deletes at once. */
  private static final Pattern TAG_OR_TEXT = Pattern.compile("<[^<>]*>[^<>\n]?|(?<=>)[^<>]+(?=<)");

  private final Browser browser;
  private final TwinmarkServer server;

  LiveIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    // Parsing the server's HTML is against the policy of the page.
    browser.bypassCsp(true);
    // The documents' images lead nowhere.
    browser.allowProblem("Failed to load resource");
    browser.openEditor(server);
    browser.run("e2e.editor().setAttribute('debounce', '0');");
  }

  @Test
  void everyEditEqualsTheServersRender() {
    Random random = new Random(Seeds.next("the random sessions"));
    compareSessions(random, DOCUMENTS, List.of());
  }

  /** Long URLs of pictures are kept from the engine and the sanitizer, wherever they are. */
  @Test
  void everyEditBesideLongUrlsEqualsTheServersRender() {
    // The data of the pictures is no picture.
    browser.allowProblem("ERR_INVALID_URL|data:");
    Random random = new Random(Seeds.next("the random sessions with long URLs"));
    compareSessions(random, (DOCUMENTS + 7) / 8, longUrls(random));
    assertEquals(
        true,
        browser.run(
            "return performance.getEntriesByType('resource').some(({ name }) => name.includes('stand-ins'));"));
  }

  private static List<String> longUrls(Random random) {
    List<String> urls = new ArrayList<>();
    for (String type : List.of("png", "svg+xml", "jpeg")) {
      StringBuilder url = new StringBuilder("data:image/" + type + ";base64,");
      while (url.length() < LONG_URL_UNITS) {
        url.append(BASE64.charAt(random.nextInt(BASE64.length())));
      }
      urls.add(url.append("=".repeat(random.nextInt(3))).toString());
    }
    return LONG_URL_CONTEXTS.stream()
        .map(context -> context.replace("§", urls.get(random.nextInt(urls.size()))))
        .toList();
  }

  /**
   * @param snippets parts of which some are put into each document
   */
  private void compareSessions(Random random, int documents, List<String> snippets) {
    int compared = 0;
    int parserDifferences = 0;
    for (int document = 0; document < documents; document++) {
      List<String> texts = edited(random, snippets);
      Set<Extension> extensions = RandomExtensions.next(random);
      browser.run(
          "e2e.editor().setAttribute('extensions', arguments[0]);",
          extensions.stream().map(Extension::key).collect(Collectors.joining(" ")));
      String found =
          (String)
              browser.async(
                  """
                  let before = '';
                  for (const [index, encoded] of args[0].entries()) {
                    const text = e2e.decode(encoded);
                    if (e2e.editor().value === text) continue;
                    const html = e2e.serverHtml(text);
                    const preview = await e2e.show(text);
                    const parsed = e2e.parse(await html);
                    if (!e2e.sameContent(preview, parsed)) {
                      return JSON.stringify({ index, before, text, browser: preview.innerHTML, server: parsed.innerHTML });
                    }
                    before = text;
                  }
                  return '';
                  """,
                  texts.stream().map(Units::encode).toList());
      if (!found.isEmpty()) {
        int index = JsonParser.parseString(found).getAsJsonObject().get("index").getAsInt();
        assertFalse(HtmlParsers.agreeOn(texts.get(index), extensions, browser), found);
        parserDifferences++;
        compared += index;
      } else {
        compared += texts.size();
      }
    }
    System.out.println("Live edits compared with the server: " + compared);
    assertTrue(
        parserDifferences <= Math.ceil(documents * MAX_PARSER_DIFFERENCES),
        parserDifferences + " documents on which the parsers of HTML differ");
  }

  /**
   * A parser drops a line feed at the beginning of a {@code pre}, and the sanitizer every other one
   * there, so that a text that becomes the first child changes.
   */
  @Test
  void lineFeedThatBecomesFirstInPreIsDropped() {
    for (List<String> steps :
        List.of(
            List.of("<pre><b>q</b>\nz</pre>\n", "<pre></b>\nz</pre>\n"),
            List.of("<pre>q<b>\nz</b></pre>\n", "<pre><b>\nz</b></pre>\n"),
            List.of("<pre><b>q</b><i>r</i>\nz</pre>\n", "<pre></b></i>\nz</pre>\n"),
            List.of("<div><pre><b>q</b>\n\nz</pre></div>\n", "<div><pre></b>\n\nz</pre></div>\n"),
            List.of("<pre><b>q</b>\nz</pre>\n", "<pre></b>\nz</pre>\n", "<pre></b>\ny</pre>\n"),
            List.of("<pre>a<b>q</b>\nz</pre>\n", "<pre>a\nz</pre>\n", "<pre>\nz</pre>\n"))) {
      assertShowsWhatTheServerRenders(steps);
    }
  }

  @Test
  void rowSpansCountForTheWholeTable() {
    String rows = "<tr><td rowspan=1000>a</td></tr>".repeat(10);
    String table = "<table><tr><td>%s</td></tr>%s</table>\n";
    assertShowsWhatTheServerRenders(
        List.of(
            table.formatted("a", rows),
            table.formatted("b", rows),
            table.formatted("b", rows + "<tr><td rowspan=2>a</td></tr>"),
            table.formatted("b", rows + "<tr><td>a</td></tr>"),
            table.formatted("b", rows.replaceFirst("=1000", "=1000 colspan=2"))));
  }

  private void assertShowsWhatTheServerRenders(List<String> steps) {
    assertEquals(
        "",
        browser.async(
            """
            for (const encoded of args[0]) {
              const text = e2e.decode(encoded);
              const preview = await e2e.show(text);
              const parsed = e2e.parse(await e2e.serverHtml(text));
              if (!e2e.sameContent(preview, parsed)) {
                return JSON.stringify({ text, browser: preview.innerHTML, server: parsed.innerHTML });
              }
            }
            return '';
            """,
            steps.stream().map(Units::encode).toList()));
  }

  @Test
  void whatTheReaderSeesStays() {
    show(
        "First.\n\n<details>\n<summary>S</summary>\n\nHidden *text*.\n\n</details>\n\n![i](i.png) a\n");
    browser.run(
        """
        const { preview } = e2e.editor();
        preview.querySelector('details').open = true;
        window.kept = [...preview.querySelectorAll('details, summary, img, em')];
        """);
    show(
        "First, changed.\n\n<details>\n<summary>S</summary>\n\nHidden *text*!\n\n</details>\n\n![i](i.png) b\n");
    assertEquals(
        true,
        browser.run(
            """
            const { preview } = e2e.editor();
            const now = [...preview.querySelectorAll('details, summary, img, em')];
            return preview.querySelector('details').open && now.length === 4
                && now.every((node, index) => node === kept[index]);
            """));
    assertTrue(browser.previewHtml().contains("First, changed."), browser::previewHtml);
  }

  @Test
  void aLongDocumentIsShownWhole() {
    String text = "# Heading\n\nA paragraph with a [link].\n\n".repeat(6_000) + "[link]: /target\n";
    show(text);
    assertEquals(
        List.of(6_000L, 6_000L),
        browser.run(
            """
            const { preview } = e2e.editor();
            return [preview.querySelectorAll('h1').length, preview.querySelectorAll('a[href="/target"]').length];
            """));
  }

  private static List<String> edited(Random random, List<String> snippets) {
    StringBuilder raw = new StringBuilder(StructuredDocuments.next(random));
    for (int i = snippets.isEmpty() ? 0 : 1 + random.nextInt(4); i > 0; i--) {
      String snippet = snippets.get(random.nextInt(snippets.size()));
      raw.insert(snippet.startsWith("---") ? 0 : random.nextInt(raw.length() + 1), snippet);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      raw.insert(random.nextInt(raw.length() + 1), RAW_HTML.get(random.nextInt(RAW_HTML.size())));
    }
    String text = raw.toString();
    GeneratedEdits edits = null;
    List<String> texts = new ArrayList<>(List.of(plain(text)));
    for (int i = 0; i < EDITS; i++) {
      List<MatchResult> deletable = TAG_OR_TEXT.matcher(text).results().toList();
      if (!deletable.isEmpty() && random.nextInt(3) == 0) {
        MatchResult match = deletable.get(random.nextInt(deletable.size()));
        text = text.substring(0, match.start()) + text.substring(match.end());
        edits = null;
      } else if (random.nextInt(4) == 0) {
        int at = random.nextInt(text.length() + 1);
        List<String> pasted = random.nextBoolean() || snippets.isEmpty() ? RAW_HTML : snippets;
        String html = pasted.get(random.nextInt(pasted.size()));
        text = text.substring(0, at) + html + text.substring(at);
        edits = null;
      } else {
        if (edits == null) {
          edits = new GeneratedEdits(random, 2 * text.length() + MAX_GROWTH);
        }
        text = GeneratedEdits.apply(text, edits.next(text));
      }
      texts.add(plain(text));
    }
    return texts;
  }

  /** As a text area has it, and UTF-8. */
  private static String plain(String text) {
    String lineFeeds = text.replace("\r\n", "\n").replace('\r', '\n');
    return LONE_SURROGATES.matcher(lineFeeds).replaceAll("\uFFFD");
  }

  private void show(String text) {
    browser.async("await e2e.show(e2e.decode(args[0]));", Units.encode(text));
  }
}
