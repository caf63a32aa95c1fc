package dev.twinmark.webapp.documents;

import static dev.twinmark.webapp.documents.Clients.FIRST;
import static dev.twinmark.webapp.documents.Clients.hello;
import static dev.twinmark.webapp.documents.Clients.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.Ids;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.documents.Link;
import dev.twinmark.documents.Role;
import dev.twinmark.webapp.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each role at each endpoint, and with each message. */
@Timeout(300)
class RightsTest {

  /**
   * An endpoint and its answers.
   *
   * @param path below the document's; LINK and VERSION stand for one of each
   * @param own the status for an owner, and so on; without rights it is 404
   */
  record Endpoint(String method, String path, String json, int own, int write, int read) {

    int status(Role role) {
      return switch (role) {
        case OWN -> own;
        case WRITE -> write;
        case READ -> read;
      };
    }

    boolean isSafe() {
      return method.equals("GET") || method.equals("HEAD");
    }
  }

  static List<Endpoint> endpoints() {
    return List.of(
        new Endpoint("GET", "", null, 200, 200, 200),
        new Endpoint("HEAD", "", null, 200, 200, 200),
        new Endpoint("PATCH", "", "{\"title\":\"a\"}", 200, 200, 403),
        new Endpoint("DELETE", "", null, 204, 403, 403),
        new Endpoint("GET", "/text", null, 200, 200, 200),
        new Endpoint("GET", "/live", null, 426, 426, 426),
        new Endpoint("HEAD", "/events?client=" + FIRST, null, 200, 200, 200),
        new Endpoint("POST", "/messages?client=" + FIRST, "{}", 409, 409, 409),
        new Endpoint("GET", "/links", null, 200, 403, 403),
        new Endpoint("POST", "/links", "{\"role\":\"read\"}", 201, 403, 403),
        new Endpoint("DELETE", "/links/LINK", null, 204, 403, 403),
        new Endpoint("GET", "/versions", null, 200, 200, 200),
        new Endpoint("POST", "/versions", "{\"label\":\"a\"}", 201, 201, 403),
        new Endpoint("GET", "/versions/VERSION", null, 200, 200, 200),
        // No picture: read after the right is checked.
        new Endpoint("POST", "/images", "{}", 400, 400, 403),
        new Endpoint("PUT", "/publication", "{\"index\":false}", 200, 403, 403),
        new Endpoint("DELETE", "/publication", null, 204, 403, 403));
  }

  private static final InMemoryDocumentStore STORE = new InMemoryDocumentStore();

  private static TestServer server;
  private Visitor owner;
  private String id;

  @BeforeAll
  static void start() {
    server = TestServer.withDocuments(STORE);
  }

  @BeforeEach
  void create() {
    owner = new Visitor(server);
    id = owner.create("Hello");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void eachRoleMayWhatTheTableSays(Endpoint endpoint) {
    for (Role role : Role.values()) {
      Visitor visitor = visitor(role);
      String path = prepared(endpoint);
      HttpResponse<String> response = visitor.send(endpoint.method, path, endpoint.json);
      assertEquals(endpoint.status(role), response.statusCode(), role + " " + response.body());
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void withoutRightsADocumentIsLikeNone(Endpoint endpoint) {
    Visitor stranger = new Visitor(server);
    stranger.create("Another");
    for (Visitor visitor : List.of(stranger, new Visitor(server))) {
      String path = prepared(endpoint);
      HttpResponse<String> there = visitor.send(endpoint.method, path, endpoint.json);
      HttpResponse<String> nowhere =
          visitor.send(endpoint.method, path.replace(id, Ids.document()), endpoint.json);
      HttpResponse<String> noId =
          visitor.send(endpoint.method, path.replace(id, "x'--"), endpoint.json);
      assertEquals(404, there.statusCode(), there.body());
      assertEquals(there.statusCode(), nowhere.statusCode());
      assertEquals(there.body(), nowhere.body());
      assertEquals(there.body(), noId.body());
      assertTrue(there.headers().firstValue("Set-Cookie").isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void pagesOfOtherOriginsMayNothingUnsafe(Endpoint endpoint) {
    boolean isStream = endpoint.path.startsWith("/events") || endpoint.path.equals("/live");
    for (String origin : new String[] {"https://evil.example", "null", null}) {
      String path = prepared(endpoint);
      Visitor other = owner.from(origin);
      int status = other.send(endpoint.method, path, endpoint.json).statusCode();
      if (!endpoint.isSafe() || (isStream && origin != null)) {
        assertEquals(403, status, origin);
      }
    }
  }

  @Test
  void unsafeRequestsWithoutADocumentNeedTheOrigin() {
    assertEquals(
        403, owner.from("https://evil.example").send("POST", "/api/documents", "{}").statusCode());
    assertEquals(403, owner.from(null).send("POST", "/api/documents", "{}").statusCode());
  }

  @Test
  void listsHaveTheAccountsDocumentsAlone() {
    assertTrue(owner.get("/api/documents").body().contains(id));
    Visitor reader = visitor(Role.READ);
    assertTrue(reader.get("/api/documents").body().contains("\"role\":\"read\""));
    assertEquals("{\"documents\":[]}", new Visitor(server).get("/api/documents").body());
  }

  @Test
  void guessedLinksMakeNoAccounts() {
    try (var guessed = TestServer.withDocuments(new InMemoryDocumentStore())) {
      // More than the accounts that one address gets.
      for (int i = 0; i < 301; i++) {
        assertEquals(404, new Visitor(guessed).get("/s/" + Ids.token()).statusCode());
      }
      new Visitor(guessed).create("Hello");
    }
  }

  @Test
  void expiryEndsSessions() {
    String token = Ids.token();
    Instant now = Instant.now();
    STORE.addLink(
        id,
        new Link(Ids.link(), Role.WRITE, "", now, now.plus(Duration.ofSeconds(5))),
        Ids.hash(token));
    Visitor visitor = new Visitor(server);
    assertEquals(303, visitor.get("/s/" + token).statusCode());
    try (LiveSocket socket = visitor.open(id)) {
      socket.send(hello(FIRST, "null"));
      assertTrue(socket.end().startsWith("closed 4403 "));
    }
  }

  @Test
  void messagesOfOtherAccountsDoNotReachAStream() {
    var line = new EventsLine(owner, id);
    var client = new LiveClient(FIRST);
    line.hello(client);
    line.next();
    HttpResponse<String> response =
        visitor(Role.OWN)
            .send(
                "POST",
                "/api/documents/" + id + "/messages?client=" + FIRST,
                push(1, 0, ChangeSet.replace(5, 0, 0, "a")));
    assertEquals(409, response.statusCode(), response.body());
    line.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 201", "400, 201", "0, 400", "401, 400", "-1, 400", "1.5, 400"})
  void linksExpireAfterDays(String days, int status) {
    String json = "{\"role\":\"read\",\"label\":\"x\",\"expiresInDays\":" + days + "}";
    assertEquals(status, owner.send("POST", "/api/documents/" + id + "/links", json).statusCode());
  }

  @Test
  void linksLeadToTheDocumentWithACookieOfScriptsNone() {
    JsonObject link = owner.link(id, "read");
    HttpResponse<String> response = new Visitor(server).get(link.get("url").getAsString());
    assertEquals("/?document=" + id, response.headers().firstValue("Location").orElse(""));
    assertEquals("no-referrer", response.headers().firstValue("Referrer-Policy").orElse(""));
    String cookie = response.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(
        cookie.matches(
            "twinmark-session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"),
        cookie);
    String listed = owner.get("/api/documents/" + id + "/links").body();
    assertFalse(listed.contains("url"), listed);
    assertEquals(404, new Visitor(server).get("/s/" + Ids.token()).statusCode());
    assertEquals("", new Visitor(server).get("/s/x").headers().firstValue("Set-Cookie").orElse(""));
  }

  @Test
  void cookiesThatTheServerHasNotMadeAreNotTakenOver() {
    String planted = "twinmark-session=" + Ids.session();
    HttpResponse<String> response =
        server.send(
            server
                .request("/api/documents")
                .header("Origin", owner.origin())
                .header("Content-Type", "application/json")
                .header("Cookie", planted)
                .POST(BodyPublishers.ofString("{}")));
    assertEquals(201, response.statusCode());
    assertFalse(response.headers().firstValue("Set-Cookie").orElseThrow().startsWith(planted));
    String known = owner.cookie();
    owner.create("Another");
    assertEquals(known, owner.cookie());
  }

  private Visitor visitor(Role role) {
    return new Visitor(server).follow(owner.link(id, role.name().toLowerCase(Locale.ROOT)));
  }

  /** Returns the path of an endpoint; what it needs is there. */
  private String prepared(Endpoint endpoint) {
    if (owner.get("/api/documents/" + id).statusCode() == 404) {
      id = owner.create("Hello");
    }
    String path = "/api/documents/" + id;
    owner.send("POST", path + "/versions", "{\"label\":\"kept\"}");
    owner.send("PUT", path + "/publication", "{}");
    return path
        + endpoint
            .path
            .replace("LINK", owner.link(id, "read").get("id").getAsString())
            .replace("VERSION", "0");
  }
}
