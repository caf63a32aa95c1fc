package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.DocumentStore;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.documents.StoreException;
import dev.twinmark.webapp.TestServer;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page of an account's documents: what it shows, its forms, and the rights to them. */
class OwnerPageTest {

  private static final String PATH = "/documents";

  private final TestServer server = TestServer.withDocuments(new InMemoryDocumentStore());
  private final Visitor ann = new Visitor(server);

  @AfterEach
  void stop() {
    server.close();
  }

  private static HttpResponse<String> submit(Visitor visitor, String path, String form) {
    HttpRequest.Builder request =
        visitor
            .server()
            .request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (visitor.origin() != null) {
      request.header("Origin", visitor.origin());
    }
    if (visitor.cookie() != null) {
      request.header("Cookie", visitor.cookie());
    }
    return visitor.server().send(request);
  }

  private static Document page(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("no-store", response.headers().firstValue("Cache-Control").orElseThrow());
    return Jsoup.parse(response.body());
  }

  @Test
  void listHasTitlesRightsAndAddresses() {
    assertTrue(page(ann.get(PATH)).select("main .empty").text().contains("will appear here"));
    String id = ann.create("# <b>Bees</b> & \"more\"");
    String publication = "/api/documents/" + id + "/publication";
    String slug = Visitor.json(ann.send("PUT", publication, "{}")).get("slug").getAsString();
    Visitor ben = new Visitor(server).follow(ann.link(id, "read"));
    Document mine = page(ann.get(PATH));
    assertEquals("<b>Bees</b> & \"more\"", mine.select("tbody th a").text());
    assertEquals("/?document=" + id, mine.select("tbody th a").attr("href"));
    assertEquals("Owner", mine.select("td").get(0).text());
    assertEquals("1", mine.select("td.number").get(1).text());
    assertEquals("/p/" + slug, mine.select("td a[href^=/p/]").attr("href"));
    assertEquals(1, mine.select("a[href=/documents/" + id + "]").size());
    Document theirs = page(ben.get(PATH));
    assertEquals("Read", theirs.select("td").get(0).text());
    assertEquals(0, theirs.select("a[href=/documents/" + id + "]").size());
    assertEquals(0, page(new Visitor(server).get(PATH)).select("table").size());
  }

  @Test
  void longListsHavePages() {
    for (int i = 0; i < 51; i++) {
      ann.create("# Document " + i);
    }
    Document first = page(ann.get(PATH));
    assertEquals(50, first.select("tbody tr").size());
    assertEquals("/documents?page=2", first.select("a[rel=next]").attr("href"));
    Document last = page(ann.get(PATH + "?page=2"));
    assertEquals(1, last.select("tbody tr").size());
    assertEquals(0, last.select("a[rel=next]").size());
    for (String odd : new String[] {"0", "-1", "x", "999999", "99999999999"}) {
      page(ann.get(PATH + "?page=" + odd));
    }
  }

  @Test
  void expiryOfLinksChangesAndTheyAreRevoked() {
    String id = ann.create("text");
    var link = ann.link(id, "write");
    Visitor ben = new Visitor(server).follow(link);
    String path = PATH + "/" + id;
    String linkPath = path + "/links/" + link.get("id").getAsString();
    Document before = page(ann.get(path));
    assertTrue(before.select(".links li").text().contains("Followed by: 1"));
    assertTrue(before.select(".links li").text().contains("does not expire"));
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    HttpResponse<String> changed = submit(ann, linkPath, "act=expire&expires=" + today.plusDays(1));
    assertEquals(303, changed.statusCode(), changed.body());
    Document after = page(ann.get(changed.headers().firstValue("Location").orElseThrow()));
    assertEquals("The link’s expiry is changed.", after.select("[role=status]").text());
    assertEquals(today.plusDays(1).toString(), after.select("input[type=date]").val());
    for (String day : new String[] {"2020-01-01", "tomorrow", today.plusDays(500).toString()}) {
      assertEquals(400, submit(ann, linkPath, "act=expire&expires=" + day).statusCode());
    }
    assertEquals(303, submit(ann, linkPath, "act=expire&expires=").statusCode());
    assertTrue(page(ann.get(path)).select(".links li").text().contains("does not expire"));
    assertEquals(200, ben.get("/api/documents/" + id).statusCode());
    assertEquals(303, submit(ann, linkPath, "act=revoke").statusCode());
    assertEquals(404, ben.get("/api/documents/" + id).statusCode());
    Document revoked = page(ann.get(path));
    assertEquals(0, revoked.select(".links li").size());
    String acts = revoked.select(".acts").text();
    assertTrue(acts.contains("Link revoked") && acts.contains("Expiry of a link changed"), acts);
  }

  @Test
  void documentsAreUnpublishedAndDeleted() throws Exception {
    String id = ann.create("text");
    String publication = "/api/documents/" + id + "/publication";
    String slug = Visitor.json(ann.send("PUT", publication, "{}")).get("slug").getAsString();
    assertEquals(200, server.get("/p/" + slug).statusCode());
    String path = PATH + "/" + id;
    assertEquals(303, submit(ann, path, "act=unpublish").statusCode());
    assertEquals(404, server.get("/p/" + slug).statusCode());
    assertEquals(1, page(ann.get(path)).select("details form").size());
    try (LiveSocket socket = ann.open(id)) {
      HttpResponse<String> deleted = submit(ann, path, "act=delete");
      assertEquals(303, deleted.statusCode());
      assertEquals("/documents?done=deleted", deleted.headers().firstValue("Location").get());
      // Connected clients are told.
      assertTrue(socket.end().startsWith("closed "));
    }
    assertEquals(404, ann.get("/api/documents/" + id).statusCode());
    assertEquals(404, ann.get(path).statusCode());
    assertEquals(0, page(ann.get(PATH + "?done=%3Cb%3E")).select("[role=status]").size());
  }

  /** Each form, for all who may not submit it. */
  @Test
  void formsAreForOwnersOnPagesOfThisOrigin() {
    String id = ann.create("text");
    var link = ann.link(id, "write");
    Visitor writer = new Visitor(server).follow(link);
    String path = PATH + "/" + id;
    String linkPath = path + "/links/" + link.get("id").getAsString();
    Map<String, String> forms =
        Map.of("act=delete", path, "act=unpublish", path, "act=revoke", linkPath);
    forms.forEach(
        (form, address) -> {
          assertEquals(403, submit(writer, address, form).statusCode(), form);
          assertEquals(404, submit(new Visitor(server), address, form).statusCode(), form);
          for (String origin : new String[] {"https://evil.example", "null", null}) {
            assertEquals(403, submit(ann.from(origin), address, form).statusCode(), form);
          }
          assertEquals(415, ann.send("POST", address, "{}").statusCode());
        });
    assertEquals(403, submit(writer, linkPath, "act=expire&expires=").statusCode());
    assertEquals(403, writer.get(path).statusCode());
    assertEquals(404, new Visitor(server).get(path).statusCode());
    assertEquals(404, new Visitor(server).get(PATH + "/export").statusCode());
    assertEquals(400, submit(ann, path, "act=").statusCode());
    assertEquals(404, submit(ann, path + "/links/unknown", "act=revoke").statusCode());
    assertEquals(405, ann.send("DELETE", path, null).statusCode());
    assertEquals(200, ann.get("/api/documents/" + id).statusCode());
    // Without it, browsers leave the origin of forms out.
    assertEquals(
        "same-origin", ann.get(PATH).headers().firstValue("Referrer-Policy").orElseThrow());
  }

  @Test
  void exportsHaveAllDocumentsOfTheAccount() throws Exception {
    String mine = ann.create("# Mine");
    ann.send("POST", "/api/documents/" + mine + "/versions", "{\"label\":\"First\"}");
    Visitor ben = new Visitor(server);
    ann.follow(ben.link(ben.create("# Shared"), "read"));
    ben.create("# Secret");
    HttpResponse<byte[]> response =
        server
            .client()
            .send(
                server.request(PATH + "/export").header("Cookie", ann.cookie()).build(),
                BodyHandlers.ofByteArray());
    assertEquals(200, response.statusCode());
    assertTrue(
        response.headers().firstValue("Content-Disposition").orElseThrow().endsWith(".zip\""));
    Map<String, String> files = new TreeMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertEquals(
        Map.of("Mine.md", "# Mine", "Shared.md", "# Shared", "versions/Mine/0 First.md", "# Mine"),
        files);
  }

  @Test
  void exportsThatCannotBeginAreNoFiles() {
    var store = new InMemoryDocumentStore();
    var isUnreadable = new AtomicBoolean();
    var unreadable =
        (DocumentStore)
            Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("documentsOf") && isUnreadable.get()) {
                    throw new StoreException("The database is away");
                  }
                  return method.invoke(store, arguments);
                });
    try (var other = TestServer.withDocuments(unreadable)) {
      var visitor = new Visitor(other);
      visitor.create("text");
      isUnreadable.set(true);
      HttpResponse<String> response = visitor.get(PATH + "/export");
      assertEquals(503, response.statusCode());
      assertEquals(
          "text/html; charset=utf-8", response.headers().firstValue("Content-Type").orElse(""));
      assertEquals(Optional.empty(), response.headers().firstValue("Content-Disposition"));
    }
  }

  @Test
  void germanReadersGetGermanPages() {
    String id = ann.create("text");
    for (String path : new String[] {PATH, PATH + "/" + id}) {
      HttpResponse<String> response =
          server.get(path, "Accept-Language", "de", "Cookie", ann.cookie());
      assertTrue(response.body().contains("Deine Dokumente auf dem Server"), response.body());
      assertFalse(response.body().contains("??"), response.body());
    }
  }
}
