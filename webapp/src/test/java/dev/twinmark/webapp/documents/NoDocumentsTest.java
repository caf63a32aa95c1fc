package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.Ids;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.webapp.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers without documents, and what the page is told of them. */
@Timeout(300)
class NoDocumentsTest {

  @Test
  void serversWithoutDocumentsHaveNothingOfThem() {
    try (var server = new TestServer()) {
      String id = Ids.document();
      var visitor = new Visitor(server);
      for (String path :
          new String[] {
            "/api/documents",
            "/api/documents/" + id,
            "/api/documents/" + id + "/live",
            "/api/documents/" + id + "/events",
            "/s/" + Ids.token(),
            "/p/" + Ids.slug(),
            "/p/" + Ids.slug() + ".md"
          }) {
        assertEquals(404, visitor.get(path).statusCode(), path);
        assertEquals(404, visitor.send("POST", path, "{}").statusCode(), path);
      }
      String page = visitor.get("/").body();
      assertFalse(page.contains("data-documents"), page);
      assertFalse(page.contains("data-creates"), page);
      assertFalse(server.metrics().contains("twinmark_open_documents"));
    }
  }

  @Test
  void pagesAreToldOfDocuments() {
    try (var server = TestServer.withDocuments(new InMemoryDocumentStore())) {
      var visitor = new Visitor(server);
      String page = visitor.get("/").body();
      assertTrue(page.contains("data-documents=\"api/documents\""), page);
      assertTrue(page.contains("data-creates=\"true\""), page);
      assertEquals("", visitor.get("/").headers().firstValue("Set-Cookie").orElse(""));
      assertEquals("", visitor.get("/api/documents").headers().firstValue("Set-Cookie").orElse(""));
    }
  }

  @Test
  void serversMayLetNobodyCreate() {
    try (var server = TestServer.withoutCreators(new InMemoryDocumentStore())) {
      var visitor = new Visitor(server);
      assertFalse(visitor.get("/").body().contains("data-creates"));
      assertEquals(403, visitor.send("POST", "/api/documents", "{\"text\":\"a\"}").statusCode());
    }
  }
}
