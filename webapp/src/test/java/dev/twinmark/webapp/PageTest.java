package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.engine.Extension;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

  private static final int LIMIT = 100_000;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(LIMIT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void greetsWithARenderedDocument() {
    var response = server.get("/");
    assertEquals(200, response.statusCode());
    assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
    Document page = page(response);
    String source = source(page);
    assertTrue(source.startsWith("# Welcome to Twinmark\n"), source);
    assertEquals(preview(source), preview(page));
    for (String shown :
        new String[] {
          "h1",
          "td[align=left]",
          "input[type=checkbox][checked]",
          "del",
          "details summary",
          "kbd",
          "code.language-java",
          "a[href$=first-steps]",
          "blockquote",
          "sub"
        }) {
      assertNotNull(page.selectFirst("[data-twinmark-preview] " + shown), shown);
    }
    assertEquals(0, page.select("img").size());
  }

  @Test
  void tablesOfTheGreetingAreStraightInTheirSource() {
    for (String language : new String[] {"en", "de", "fr", "pl"}) {
      String source = source(page(server.get("/", "Accept-Language", language)));
      long widths =
          source
              .lines()
              .filter(line -> line.startsWith("|"))
              .mapToInt(String::length)
              .distinct()
              .count();
      assertEquals(1, widths, source);
    }
  }

  @Test
  void hasTheMarkupThatTheElementAdopts() {
    Document page = page(server.get("/"));
    Element editor = page.selectFirst("main > twinmark-editor");
    Element form = editor.selectFirst("> form[method=post][action=/][accept-charset=utf-8]");
    assertEquals(
        "twinmark-source", form.selectFirst("> label").attr("for"), "the label of the text");
    assertNotNull(
        form.selectFirst("> textarea#twinmark-source[name=markdown][data-twinmark-source]"));
    assertNotNull(form.selectFirst("> noscript button[type=submit]"));
    assertNotNull(form.selectFirst("> p[role=status][data-twinmark-status]"));
    assertNotNull(
        editor.selectFirst("> section[aria-label=Preview][data-twinmark-preview][tabindex=0]"));
  }

  @Test
  void everythingItLinksToIsThere() {
    Document page = page(server.get("/"));
    var links = page.select("link[href], script[src]");
    assertTrue(links.size() >= 7, links::toString);
    for (Element link : links) {
      String path = link.attr(link.hasAttr("href") ? "href" : "src");
      assertEquals(200, server.get(path).statusCode(), path);
    }
    assertEquals(
        page.selectFirst("link[rel=modulepreload]").attr("href"),
        page.selectFirst("script[type=module]").attr("src"));
    assertTrue(
        page.selectFirst("link[rel=preload][as=fetch][crossorigin]")
            .attr("href")
            .endsWith(".wasm"));
    assertEquals(0, page.select("style, [style], script:not([src])").size());
  }

  @Test
  void speaksTheReadersLanguage() {
    for (String[] wanted :
        new String[][] {
          {"de-AT, en;q=0.5", "", "de"},
          {"fr-CA, de;q=0.9", "", "fr"},
          {"pl-PL, pl;q=0.9, en;q=0.8", "", "pl"},
          {"nl, de;q=0.5, en;q=0.4", "", "de"},
          {"nl", "", "en"},
          {"not a header;;", "", "en"},
          {"en", "language=de", "de"},
          {"de", "language=en; other=x", "en"},
          {"de", "language=tlh", "de"},
          {"de", "language=pl", "pl"},
        }) {
      var response = server.get("/", "Accept-Language", wanted[0], "Cookie", wanted[1]);
      Element root = page(response).selectFirst("html");
      assertEquals(wanted[2], root.attr("lang"), String.join(" | ", wanted));
      assertEquals("ltr", root.attr("dir"));
      assertTrue(header(response, "Vary").contains("Accept-Language"), header(response, "Vary"));
    }
  }

  @Test
  void pagesHaveTheTextsOfEachLanguage() {
    for (String[] texts :
        new String[][] {
          {"de", "# Willkommen", "Vorschau", "Hier ist nichts", "Den Editor öffnen"},
          {"fr", "# Bienvenue", "Aperçu", "Il n’y a rien ici", "Ouvrir l’éditeur"},
          {"pl", "# Witamy", "Podgląd", "Nic tu nie ma", "Otwórz edytor"},
        }) {
      Document page = page(server.get("/", "Accept-Language", texts[0]));
      assertTrue(source(page).startsWith(texts[1]), source(page));
      assertEquals(preview(source(page)), preview(page));
      assertEquals(texts[2], page.selectFirst("[data-twinmark-preview]").attr("aria-label"));
      String first = page.selectFirst("[data-twinmark-preview] a[href^=#]").attr("href");
      assertNotNull(page.getElementById(first.substring(1)), first);
      Document missing = page(server.get("/nothing", "Accept-Language", texts[0]));
      assertEquals(texts[0], missing.selectFirst("html").attr("lang"));
      assertEquals(texts[3], missing.selectFirst("h1").text());
      assertEquals(texts[4], missing.selectFirst("a").text());
    }
  }

  @Test
  void worksAsAForm() {
    for (String source :
        new String[] {
          "# Hi\n\n<b>&amp; \"x\" 'y' +%41 &#13;",
          "\n\n    indented, after two line feeds\n",
          "</textarea><script>alert(1)</script>",
          "a\u00A0b \uD83D\uDE00 \uFEFF \u2028",
          "[[${7*7}]] th:text=\"${x}\" [(${x})]",
          ""
        }) {
      // A browser submits line breaks as CRLF.
      Document page = page(server.submit(form(source.replace("\n", "\r\n"))));
      assertEquals(source, source(page));
      assertEquals(preview(source), preview(page));
      assertEquals(0, page.select(".page-error").size());
    }
  }

  @Test
  void previewHasLanguageAndDirectionOfFrontMatter() {
    Element preview =
        page(server.submit(form("---\nlang: he\ndir: rtl\n---\n")))
            .selectFirst("[data-twinmark-preview]");
    assertEquals("he", preview.attr("lang"));
    assertEquals("rtl", preview.attr("dir"));
    Element plain = page(server.submit(form("a"))).selectFirst("[data-twinmark-preview]");
    assertFalse(plain.hasAttr("lang") || plain.hasAttr("dir"));
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin, true",
    "Sec-Fetch-Site, none, true",
    "Sec-Fetch-Site, same-site, false",
    "Sec-Fetch-Site, cross-site, false",
    "Sec-Fetch-Site, nonsense, false",
    "Origin, http://127.0.0.1:PORT, true",
    "Origin, https://127.0.0.1:PORT, true",
    "Origin, http://127.0.0.1:PORT.example, false",
    "Origin, http://127.0.0.1, false",
    "Origin, https://attacker.example, false",
    "Origin, null, false",
    "X-Nothing, x, false"
  })
  void formsOfOtherSitesAreMarked(String header, String value, boolean own) {
    var response =
        server.send(
            server
                .request("/")
                .header(header, value.replace("PORT", "" + server.port()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("markdown=*x*")));
    Document page = page(response);
    assertEquals("*x*", source(page));
    assertEquals(own ? 0 : 1, page.select("body[data-foreign]").size());
    assertEquals(0, page(server.get("/")).select("body[data-foreign]").size());
  }

  @Test
  void readsUnescapedAndOddForms() {
    assertEquals("a b%zz%", source(page(server.submit("x=y&&markdown=a+b%zz%&markdown=c"))));
  }

  @Test
  void keepsATextThatIsTooLong() {
    String source = "x".repeat(LIMIT + 1);
    var response = server.submit(form(source));
    assertEquals(413, response.statusCode());
    assertEquals(source, source(page(response)));
    assertError(response, LIMIT + " bytes");
    assertEquals(200, server.submit(form("é".repeat(LIMIT / 2))).statusCode());
    // Line feeds are sent as %0D%0A, six bytes for one.
    assertEquals(200, server.submit(form("a\r\n".repeat(LIMIT / 2))).statusCode());
    assertEquals(413, server.submit(form("é".repeat(5 * LIMIT))).statusCode());
  }

  @Test
  void saysWhatIsWrongWithAForm() {
    var notUtf8 = server.submit("markdown=%FF");
    assertEquals(400, notUtf8.statusCode());
    assertError(notUtf8, "UTF-8");
    var noField = server.submit("text=x");
    assertEquals(400, noField.statusCode());
    assertError(noField, "markdown");
    var json =
        server.send(
            server
                .request("/")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertEquals(415, json.statusCode());
    assertError(json, "application/x-www-form-urlencoded");
  }

  @Test
  void saysWhatIsWrongInTheReadersLanguage() {
    var response =
        server.send(
            server
                .request("/")
                .header("Accept-Language", "de")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("markdown=%FF")));
    assertEquals(400, response.statusCode());
    assertError(response, "Die Anfrage ist ungültig");
    Document missing = page(server.get("/missing", "Accept-Language", "de"));
    assertEquals("Unter dieser Adresse ist nichts.", missing.selectFirst("h1 + p").text());
    assertEquals("", missing.selectFirst("h1 + p").attr("lang"));
  }

  private static void assertError(HttpResponse<String> response, String saying) {
    Element error = page(response).selectFirst("p.page-error[role=alert]");
    assertNotNull(error);
    assertTrue(error.text().contains(saying), error.text());
  }

  private static String form(String markdown) {
    return "markdown=" + URLEncoder.encode(markdown, StandardCharsets.UTF_8);
  }

  private static Document page(HttpResponse<String> response) {
    Document page = Jsoup.parse(response.body());
    page.outputSettings().prettyPrint(false);
    return page;
  }

  private static String source(Document page) {
    return page.selectFirst("textarea").wholeText();
  }

  private static String preview(Document page) {
    return page.selectFirst("[data-twinmark-preview]").html();
  }

  private static String preview(String markdown) {
    var renderer = TwinmarkRenderer.builder().extensions(Extension.GITHUB).build();
    var body = Jsoup.parseBodyFragment(renderer.render(markdown));
    body.outputSettings().prettyPrint(false);
    return body.body().html();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
