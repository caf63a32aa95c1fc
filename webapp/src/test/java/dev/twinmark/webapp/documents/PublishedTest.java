package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.Ids;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.webapp.TestServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages of documents that everyone may read. */
@Timeout(300)
class PublishedTest {

  private static final String BASE = "/notes/";

  private static final String TEXT =
      """
      # Bees & <b>flowers</b>

      They like "borage" <script>alert(1)</script> & more. ![A bee](https://example.org/bee.png)

      ## In *spring*

      - [x] Look

      ## In summer

      `code`[^1]

      [^1]: A note
      """;

  private static TestServer server;
  private Visitor owner;
  private String id;

  @BeforeAll
  static void start() {
    server = TestServer.withDocuments(new InMemoryDocumentStore(), BASE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void create() {
    owner = new Visitor(server);
    id = owner.create(TEXT);
  }

  @Test
  void pagesHaveTitleDescriptionAndOutlineOfTheText() {
    HttpResponse<String> response = new Visitor(server).get(page(publish(false)));
    assertEquals(200, response.statusCode());
    Document page = Jsoup.parse(response.body());
    assertEquals("Bees & flowers", page.title().replace("<b>", "").replace("</b>", ""));
    assertEquals(page.title(), property(page, "og:title"));
    assertEquals("article", property(page, "og:type"));
    assertEquals("https://example.org/bee.png", property(page, "og:image"));
    String description = page.selectFirst("meta[name=description]").attr("content");
    assertTrue(description.startsWith("They like \"borage\""), description);
    assertEquals(description, property(page, "og:description"));
    assertEquals(3, page.select("nav li a").size());
    for (var link : page.select("nav li a")) {
      String heading = link.attr("href").substring(1);
      assertEquals(link.text(), page.getElementById(heading).text());
    }
    assertEquals(0, page.select("main script").size());
    assertEquals(2, page.select("script").size());
    assertEquals("noindex", page.selectFirst("meta[name=robots]").attr("content"));
    assertTrue(page.selectFirst("footer").text().startsWith("Updated on "), page.text());
    assertFalse(page.selectFirst("footer time").attr("datetime").isEmpty());
  }

  @Test
  void documentsAreRenderedByTheSameEngineAsThePreview() {
    String page = new Visitor(server).get(page(publish(false))).body();
    String rendered =
        server
            .send(
                server
                    .request("/api/render?extensions=github")
                    .header("Content-Type", "text/markdown")
                    .POST(BodyPublishers.ofString(TEXT)))
            .body();
    assertTrue(page.contains(rendered), page);
  }

  @Test
  void pagesAreInTheReadersLanguage() {
    String path = page(publish(false));
    for (String[] expected :
        new String[][] {
          {"en", "Updated on [A-Z][a-z]+ \\d+, \\d{4}"},
          {"de", "Aktualisiert am \\d+\\. \\p{Lu}\\p{Ll}+ \\d{4}"},
          {"fr-CA", "Mis à jour le \\d+ \\p{Ll}+ \\d{4}"},
          {"pl-PL", "Zaktualizowano \\d+ \\p{Ll}+ \\d{4}"},
        }) {
      Element page =
          Jsoup.parse(server.get(path, "Accept-Language", expected[0]).body()).selectFirst("html");
      assertEquals(expected[0].substring(0, 2), page.attr("lang"));
      String footer = page.selectFirst("footer").text();
      assertTrue(Pattern.compile(expected[1]).matcher(footer).find(), footer);
    }
  }

  @Test
  void indexingIsWanted() {
    String slug = publish(true);
    HttpResponse<String> response = server.get(page(slug));
    assertFalse(response.body().contains("noindex"), response.body());
    assertTrue(response.headers().firstValue("X-Robots-Tag").isEmpty());
    assertTrue(
        Jsoup.parse(response.body())
            .selectFirst("link[rel=canonical]")
            .attr("href")
            .equals(BASE + "p/" + slug));
    assertEquals(
        "noindex",
        server.get(page(publish(false)) + ".md").headers().firstValue("X-Robots-Tag").orElse(""));
  }

  @Test
  void pagesNameTheHostOfThePublicAddress() {
    Document own = Jsoup.parse(server.get(page(publish(true))).body());
    assertEquals(0, own.select("meta[property=og:url]").size());
    try (var other =
        TestServer.withPublicAddress(
            new InMemoryDocumentStore(), BASE, "HTTPS://Notes.example:443")) {
      var writer = new Visitor(other);
      String json = "{\"text\":\"# Bees\"}";
      String path =
          BASE
              + "api/documents/"
              + Visitor.json(writer.send("POST", BASE + "api/documents", json))
                  .get("id")
                  .getAsString();
      String slug =
          Visitor.json(writer.send("PUT", path + "/publication", "{}")).get("slug").getAsString();
      Document page = Jsoup.parse(other.get(BASE + "p/" + slug).body());
      String address = "https://notes.example" + BASE + "p/" + slug;
      assertEquals(address, page.selectFirst("link[rel=canonical]").attr("href"));
      assertEquals(address, property(page, "og:url"));
    }
  }

  /** 5 MiB is the limit of {@code --max-document-bytes}. */
  @Test
  void pagesThatWouldNeedTooMuchMemoryAreNotPublished() {
    String json = "{\"text\":\"" + "\u8702".repeat(1_800_000) + "\"}";
    HttpResponse<String> created = owner.send("POST", BASE + "api/documents", json);
    assertEquals(201, created.statusCode(), created.body());
    String longId = Visitor.json(created).get("id").getAsString();
    HttpResponse<String> response =
        owner.send("PUT", BASE + "api/documents/" + longId + "/publication", "{}");
    assertEquals(413, response.statusCode(), response.body());
  }

  @Test
  void outlinesOfLongPagesAreCut() {
    String paragraphs = "a\n\n".repeat(150_000);
    id = owner.create("# First\n\n## Second\n\n" + paragraphs + "## Last\n");
    Document page = Jsoup.parse(server.get(page(publish(false))).body());
    assertEquals(List.of("First", "Second"), page.select("nav li a").eachText());
    assertEquals("Last", page.select("main h2").last().text());
  }

  @Test
  void theSourceIsByteEqual() {
    HttpResponse<String> source = server.get(page(publish(false)) + ".md");
    assertEquals(TEXT, source.body());
    assertEquals(
        "text/markdown; charset=utf-8", source.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void pagesAreThoseOfThePublishedVersion() {
    String slug = publish(false);
    String path = page(slug);
    String tag = server.get(path).headers().firstValue("ETag").orElseThrow();
    assertEquals(304, server.get(path, "If-None-Match", tag).statusCode());
    try (LiveSocket socket = openBelowBase()) {
      socket.send(Clients.hello(Clients.FIRST, "null"));
      socket.next("text");
      socket.send(Clients.push(1, 0, ChangeSet.replace(TEXT.length(), 0, 0, "NEW\n\n")));
      socket.next("changes");
    }
    assertFalse(server.get(path).body().contains("NEW"));
    assertEquals(slug, publish(false));
    HttpResponse<String> after = server.get(path, "If-None-Match", tag);
    assertEquals(200, after.statusCode());
    assertTrue(after.body().contains("NEW"));
    assertNotEquals(tag, after.headers().firstValue("ETag").orElseThrow());
  }

  @Test
  void pagesAreCompressedForThoseWhoTakeIt() {
    String path = page(publish(false));
    HttpResponse<String> gzip = server.get(path, "Accept-Encoding", "gzip");
    assertEquals("gzip", gzip.headers().firstValue("Content-Encoding").orElse(""));
    assertTrue(gzip.headers().firstValue("ETag").orElse("").endsWith("-gzip\""));
    assertTrue(String.join(", ", gzip.headers().allValues("Vary")).contains("Accept-Encoding"));
    assertEquals("", server.method("HEAD", path).body());
  }

  @Test
  void unpublishedAndDeletedPagesAreGoneAtOnce() {
    String path = page(publish(false));
    assertEquals(200, server.get(path).statusCode());
    String publication = BASE + "api/documents/" + id + "/publication";
    assertEquals(204, owner.send("DELETE", publication, null).statusCode());
    assertEquals(404, server.get(path).statusCode());
    assertEquals(404, owner.send("DELETE", publication, null).statusCode());
    String again = page(publish(false));
    assertEquals(200, server.get(again).statusCode());
    owner.send("DELETE", BASE + "api/documents/" + id, null);
    assertEquals(404, server.get(again).statusCode());
    assertEquals(404, server.get(again + ".md").statusCode());
  }

  @Test
  void unknownPagesAreNotFound() {
    for (String slug : new String[] {Ids.slug(), "x", "", ".md", Ids.slug() + "/x"}) {
      assertEquals(404, server.get(BASE + "p/" + slug).statusCode(), slug);
    }
  }

  private LiveSocket openBelowBase() {
    return LiveSocket.open(
        server.client(),
        URI.create("ws://127.0.0.1:" + server.port() + BASE + "api/documents/" + id + "/live"),
        owner.origin(),
        owner.cookie());
  }

  private String publish(boolean index) {
    HttpResponse<String> response =
        owner.send(
            "PUT", BASE + "api/documents/" + id + "/publication", "{\"index\":" + index + "}");
    assertEquals(200, response.statusCode(), response.body());
    return Visitor.json(response).get("slug").getAsString();
  }

  private static String page(String slug) {
    return BASE + "p/" + slug;
  }

  private static String property(Document page, String name) {
    return page.selectFirst("meta[property=" + name + "]").attr("content");
  }
}
