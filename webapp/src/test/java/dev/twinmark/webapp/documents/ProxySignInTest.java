package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.webapp.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People whom a proxy names in a header. */
@Timeout(120)
class ProxySignInTest {

  private static final String HEADER = "X-Remote-User";

  private final InMemoryDocumentStore store = new InMemoryDocumentStore();

  private static HttpResponse<String> create(TestServer server, String... headers) {
    return server.send(
        server
            .request("/api/documents")
            .header("Origin", "http://127.0.0.1:" + server.port())
            .header("Content-Type", "application/json")
            .headers(headers)
            .POST(BodyPublishers.ofString("{\"text\":\"a\"}")));
  }

  @Test
  void aListedProxyNamesThePerson() {
    try (var server = TestServer.withProxy(store, "127.0.0.1", Creators.SIGNED_IN)) {
      HttpResponse<String> created = create(server, HEADER, "ann");
      assertEquals(201, created.statusCode());
      // The proxy has the session.
      assertTrue(created.headers().firstValue("Set-Cookie").isEmpty());
      String id = Visitor.json(created).get("id").getAsString();
      assertEquals(200, server.get("/api/documents/" + id, HEADER, "ann").statusCode());
      assertEquals(404, server.get("/api/documents/" + id, HEADER, "bob").statusCode());
      assertEquals(401, server.get("/api/documents/" + id).statusCode());
      assertEquals(
          "{\"signedIn\":true,\"name\":\"ann\",\"canSignIn\":false,\"canSignOut\":false,"
              + "\"canCreate\":true}",
          server.get("/api/session", HEADER, "ann").body());
    }
  }

  @Test
  void theHeaderOfOthersIsIgnored() {
    try (var server = TestServer.withProxy(store, "10.0.0.1", Creators.SIGNED_IN)) {
      assertEquals(401, create(server, HEADER, "ann").statusCode());
      assertEquals(
          401,
          create(server, HEADER, "ann", "X-Forwarded-For", "10.0.0.1", "Forwarded", "for=10.0.0.1")
              .statusCode());
    }
  }

  @Test
  void valuesThatAreNoNameAreIgnored() {
    try (var server = TestServer.withProxy(store, "127.0.0.1", Creators.SIGNED_IN)) {
      // The client may have sent one of two.
      assertEquals(401, create(server, HEADER, "ann", HEADER, "bob").statusCode());
      assertEquals(401, create(server, HEADER, "").statusCode());
      assertEquals(401, create(server, HEADER, "a".repeat(256)).statusCode());
    }
  }

  @Test
  void whatTheBrowserHadBecomesThePersons() {
    try (var server = TestServer.withProxy(store, "127.0.0.1", Creators.EVERYONE)) {
      var visitor = new Visitor(server);
      String id = visitor.create("own");
      String cookie = visitor.cookie();
      assertEquals(
          200, server.get("/api/documents/" + id, HEADER, "ann", "Cookie", cookie).statusCode());
      assertEquals(200, server.get("/api/documents/" + id, HEADER, "ann").statusCode());
      assertEquals(401, visitor.get("/api/documents/" + id).statusCode());
    }
  }
}
