package dev.twinmark.webapp.documents;

import static dev.twinmark.webapp.documents.Clients.FIRST;
import static dev.twinmark.webapp.documents.Clients.SECOND;
import static dev.twinmark.webapp.documents.Clients.hello;
import static dev.twinmark.webapp.documents.Clients.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.Ids;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.testing.TestProvider;
import dev.twinmark.testing.TestProvider.Signing;
import dev.twinmark.webapp.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by a provider, with one that checks and one that lies. */
@Timeout(300)
class SignInTest extends ProviderTestBase {

  private static final String SESSION = "twinmark-sign-in";
  private static final String ATTEMPT = "twinmark-sign-in-attempt";

  private Visitor ann() {
    return new Visitor(server).signIn(provider, "ann", "Ann");
  }

  @Test
  void aPersonHasTheSameDocumentsInEveryBrowser() {
    String id = ann().create("Hello");
    Visitor elsewhere = ann();
    assertTrue(elsewhere.get("/api/documents").body().contains(id));
    assertEquals(204, elsewhere.send("DELETE", "/api/documents/" + id, null).statusCode());
    Visitor bob = new Visitor(server).signIn(provider, "bob", "Ann");
    assertEquals("{\"documents\":[]}", bob.get("/api/documents").body());
  }

  @Test
  void listOfDocumentsLeadsToTheSignIn() {
    var visitor = new Visitor(server);
    String link = "href=\"/sign-in?return=%2Fdocuments\"";
    String page = visitor.get("/documents").body();
    assertTrue(page.contains(link), page);
    assertEquals(401, visitor.get("/documents/0123456789abcdefghjkmnpqrs").statusCode());
    visitor.signIn(provider, "ann", "Ann");
    assertFalse(visitor.get("/documents").body().contains("/sign-in"));
    try (var open = TestServer.withDocuments(new InMemoryDocumentStore())) {
      assertFalse(new Visitor(open).get("/documents").body().contains("/sign-in"));
    }
  }

  @Test
  void redirectsCarryNoSecret() {
    var visitor = new Visitor(server);
    HttpResponse<String> begun = visitor.get("/sign-in?return=/?document%3Dabc");
    String address = begun.headers().firstValue("Location").orElseThrow();
    assertTrue(address.startsWith(provider.issuer() + "/authorize?"), address);
    assertTrue(address.contains("code_challenge_method=S256"), address);
    assertFalse(address.contains(TestProvider.SECRET), address);
    assertEquals("no-referrer", begun.headers().firstValue("Referrer-Policy").orElse(""));
    assertEquals("no-store", begun.headers().firstValue("Cache-Control").orElse(""));
    HttpResponse<String> finished = visitor.get(provider.answer(address, "ann", "Ann"));
    assertEquals(303, finished.statusCode());
    assertEquals("/?document=abc", finished.headers().firstValue("Location").orElse(""));
    assertEquals("no-referrer", finished.headers().firstValue("Referrer-Policy").orElse(""));
    List<String> cookies = finished.headers().allValues("Set-Cookie");
    assertTrue(
        cookies.stream()
            .anyMatch(
                cookie ->
                    cookie.matches(
                        SESSION
                            + "=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly;"
                            + " SameSite=Lax")),
        cookies::toString);
    assertNull(visitor.cookie(ATTEMPT));
  }

  @Test
  void cookiesAreBoundToTheHostOverHttps() {
    for (Map.Entry<String, String> prefix :
        Map.of("/", "__Host-", "/notes/", "__Secure-").entrySet()) {
      try (var proxied =
          TestServer.withProvider(new InMemoryDocumentStore(), provider, prefix.getKey())) {
        HttpResponse<String> begun =
            proxied.get(
                prefix.getKey() + "sign-in",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "notes.example");
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.startsWith(prefix.getValue() + ATTEMPT + "="), cookie);
        assertTrue(cookie.endsWith("; HttpOnly; SameSite=Lax; Secure"), cookie);
        String address = begun.headers().firstValue("Location").orElseThrow();
        String callback =
            "redirect_uri=https%3A%2F%2Fnotes.example"
                + prefix.getKey().replace("/", "%2F")
                + "sign-in%2Fcallback";
        assertTrue(address.contains(callback), address);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%5C/../..//evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\r\nSet-Cookie:%20a=b",
        "evil.example",
        "@evil.example",
        ""
      })
  void returnsToThisServerOnly(String address) {
    var visitor = new Visitor(server);
    String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);
    HttpResponse<String> begun = visitor.get("/sign-in?return=" + encoded);
    String location = begun.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> finished = visitor.get(provider.answer(location, "ann", "Ann"));
    assertEquals("/", finished.headers().firstValue("Location").orElse(""));
  }

  @Test
  void returnPathsOfPlantedCookiesAreChecked() {
    var visitor = new Visitor(server);
    String answer = visitor.answerOf(provider, "ann", "Ann");
    String attempt = visitor.cookie(ATTEMPT);
    String evil =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("//evil.example".getBytes(StandardCharsets.UTF_8));
    visitor.with(ATTEMPT, attempt.substring(0, attempt.lastIndexOf('.') + 1) + evil);
    assertEquals("/", visitor.get(answer).headers().firstValue("Location").orElse(""));
  }

  static Stream<Consumer<JsonObject>> lies() {
    return Stream.of(
        token -> token.addProperty("nonce", "another"),
        token -> token.remove("nonce"),
        token -> token.addProperty("iss", "https://evil.example"),
        token -> token.addProperty("aud", "another"),
        token -> token.addProperty("exp", token.get("exp").getAsLong() - 3600),
        token -> token.remove("exp"),
        token -> token.addProperty("iat", token.get("iat").getAsLong() + 3600),
        token -> token.remove("sub"),
        token -> token.addProperty("sub", ""),
        token -> token.addProperty("sub", "a\0b"),
        token -> token.addProperty("sub", "a".repeat(256)));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void tokensWithWrongClaimsAreRefused(Consumer<JsonObject> lie) {
    provider.change(lie);
    assertRefused(502);
  }

  @ParameterizedTest
  @EnumSource(value = Signing.class, names = "RS256", mode = EnumSource.Mode.EXCLUDE)
  void tokensWithWrongSignaturesAreRefused(Signing signing) {
    provider.sign(signing);
    assertRefused(502);
  }

  private void assertRefused(int status) {
    var visitor = new Visitor(server);
    HttpResponse<String> response = visitor.get(visitor.answerOf(provider, "ann", "Ann"));
    assertEquals(status, response.statusCode());
    assertNull(visitor.cookie(SESSION));
    assertNull(visitor.cookie(ATTEMPT));
    assertTrue(response.body().contains("Nothing is lost"), response.body());
    assertTrue(response.body().contains("href=\"/sign-in?return=%2F\""), response.body());
    assertTrue(visitor.get("/api/session").body().contains("\"signedIn\":false"));
  }

  @Test
  void cancelledSignInsSaySo() {
    var visitor = new Visitor(server);
    HttpResponse<String> response = visitor.get(visitor.answerOf(provider, "", ""));
    assertEquals(403, response.statusCode());
    assertTrue(response.body().contains("The sign-in was cancelled"), response.body());
    assertNull(visitor.cookie(SESSION));
  }

  @Test
  void answersNeedTheStateOfTheBrowser() {
    String answer = new Visitor(server).answerOf(provider, "ann", "Ann");
    // Another browser, without an attempt and with one of its own.
    assertEquals(400, new Visitor(server).get(answer).statusCode());
    var other = new Visitor(server);
    other.get("/sign-in");
    assertEquals(400, other.get(answer).statusCode());
    assertNull(other.cookie(SESSION));
    var third = new Visitor(server);
    String own = third.answerOf(provider, "ann", "Ann");
    assertEquals(400, third.get(own.replaceAll("state=[^&]*", "state=x")).statusCode());
    assertEquals(400, third.get("/sign-in/callback").statusCode());
    assertEquals(400, third.get("/sign-in/callback?code=a&state=%00").statusCode());
    assertNull(third.cookie(SESSION));
  }

  @Test
  void answersAreOfUseOnce() {
    var visitor = new Visitor(server);
    String answer = visitor.answerOf(provider, "ann", "Ann");
    String attempt = visitor.cookie(ATTEMPT);
    assertEquals(303, visitor.get(answer).statusCode());
    assertEquals(400, visitor.get(answer).statusCode());
    // Also for an attacker who has the cookie of the attempt.
    var thief = new Visitor(server).with(ATTEMPT, attempt);
    assertEquals(400, thief.get(answer).statusCode());
    assertNull(thief.cookie(SESSION));
  }

  @ParameterizedTest
  @CsvSource({"iss=https%3A%2F%2Fevil.example", "other=a"})
  void answersOfOtherIssuersAreRefused(String issuer) {
    var visitor = new Visitor(server);
    String answer = visitor.answerOf(provider, "ann", "Ann").replaceAll("iss=[^&]*", issuer);
    assertEquals(502, visitor.get(answer).statusCode());
    assertNull(visitor.cookie(SESSION));
  }

  @Test
  void aProviderThatIsDownIsSaidToBe() {
    int port = provider.port();
    provider.close();
    var visitor = new Visitor(server);
    HttpResponse<String> response = visitor.get("/sign-in?return=/?document%3Dabc");
    assertEquals(502, response.statusCode());
    assertTrue(response.body().contains("can’t be reached"), response.body());
    assertTrue(response.body().contains("href=\"/?document=abc\""), response.body());
    provider = TestProvider.start(port);
    visitor.signIn(provider, "ann", "Ann");
    // It goes down between the two steps.
    String answer = visitor.answerOf(provider, "ann", "Ann");
    provider.close();
    assertEquals(502, visitor.get(answer).statusCode());
    provider = TestProvider.start(port);
  }

  @Test
  void signingOutEndsRequestsAndConnectionsAtOnce() {
    Visitor ann = ann();
    Visitor elsewhere = ann();
    String id = ann.create("Hello");
    String stolen = ann.cookie(SESSION);
    try (LiveSocket socket = ann.open(id);
        LiveSocket other = elsewhere.open(id)) {
      socket.send(hello(FIRST, "null"));
      socket.next("text");
      other.send(hello(SECOND, "null"));
      other.next("text");
      assertEquals(204, ann.send("POST", "/sign-out", null).statusCode());
      assertTrue(socket.end().startsWith("closed 4401 "));
      // The other browser is signed in as before.
      other.send(push(1, 0, ChangeSet.replace(5, 0, 0, "a")));
      other.next("changes");
    }
    assertNull(ann.cookie(SESSION));
    var thief = new Visitor(server).with(SESSION, stolen);
    assertEquals(401, thief.get("/api/documents/" + id).statusCode());
    assertEquals("{\"documents\":[]}", thief.get("/api/documents").body());
    assertEquals(200, elsewhere.get("/api/documents/" + id).statusCode());
  }

  @Test
  void sessionsThatEndElsewhereEndConnections() {
    Visitor ann = ann();
    String id = ann.create("Hello");
    try (LiveSocket socket = ann.open(id)) {
      socket.send(hello(FIRST, "null"));
      socket.next("text");
      // As another server of the database does, or time.
      assertTrue(store.endSignIn(Ids.hash(ann.cookie(SESSION))));
      assertTrue(socket.end().startsWith("closed 4401 "));
    }
  }

  @Test
  void anotherSignInReplacesTheSession() {
    Visitor visitor = ann();
    String first = visitor.cookie(SESSION);
    visitor.signIn(provider, "bob", "Bob");
    assertNotEquals(first, visitor.cookie(SESSION));
    var thief = new Visitor(server).with(SESSION, first);
    assertTrue(thief.get("/api/session").body().contains("\"signedIn\":false"));
  }

  @Test
  void signingOutNeedsThePageOfThisServer() {
    Visitor ann = ann();
    for (String origin : new String[] {"https://evil.example", "null", null}) {
      assertEquals(403, ann.from(origin).send("POST", "/sign-out", null).statusCode());
    }
    assertEquals(405, ann.get("/sign-out").statusCode());
    assertTrue(ann.get("/api/session").body().contains("\"signedIn\":true"));
  }

  @Test
  void sessionsThatTheServerHasNotMadeAreNone() {
    var visitor = new Visitor(server).with(SESSION, Ids.session());
    assertTrue(visitor.get("/api/session").body().contains("\"signedIn\":false"));
    assertEquals(401, visitor.send("POST", "/api/documents", "{}").statusCode());
  }

  @Test
  void whatTheBrowserHadBecomesThePersons() {
    try (var open = TestServer.withProvider(store, provider, Creators.EVERYONE)) {
      Visitor bob = new Visitor(open).signIn(provider, "bob", "Bob");
      String shared = bob.create("shared");
      var visitor = new Visitor(open);
      String own = visitor.create("own");
      visitor.follow(bob.link(shared, "write"));
      String browser = visitor.cookie("twinmark-session");
      try (LiveSocket socket = visitor.open(own)) {
        socket.send(hello(FIRST, "null"));
        socket.next("text");
        visitor.signIn(provider, "ann", "Ann");
        // It connects again with the cookie of the person, and may go on under its name.
        assertTrue(socket.end().startsWith("closed 1012 "));
      }
      assertNull(visitor.cookie("twinmark-session"));
      try (LiveSocket socket = visitor.open(own)) {
        socket.send(hello(FIRST, "0"));
        socket.next("welcome");
        socket.send(push(1, 0, ChangeSet.replace(3, 0, 0, "a")));
        socket.next("changes");
      }
      Visitor elsewhere = new Visitor(open).signIn(provider, "ann", "Ann");
      String list = elsewhere.get("/api/documents").body();
      assertTrue(list.contains(own) && list.contains(shared), list);
      assertEquals(200, elsewhere.get("/api/documents/" + own + "/links").statusCode());
      assertEquals(403, elsewhere.get("/api/documents/" + shared + "/links").statusCode());
      // The cookie of before opens nothing any more.
      var thief = new Visitor(open).with("twinmark-session", browser);
      assertEquals(401, thief.get("/api/documents/" + own).statusCode());
    }
  }

  @ParameterizedTest
  @CsvSource({"EVERYONE, 201, 201", "SIGNED_IN, 401, 201", "NOBODY, 403, 403"})
  void creatorsAreAsSet(Creators creators, int anonymous, int signedIn) {
    try (var set = TestServer.withProvider(new InMemoryDocumentStore(), provider, creators)) {
      var visitor = new Visitor(set);
      assertEquals(anonymous, visitor.send("POST", "/api/documents", "{}").statusCode());
      assertTrue(
          visitor.get("/api/session").body().contains("\"canCreate\":" + (anonymous == 201)));
      visitor.signIn(provider, "ann", "Ann");
      assertEquals(signedIn, visitor.send("POST", "/api/documents", "{}").statusCode());
      boolean isOffered = !visitor.get("/").body().contains("data-creates");
      assertEquals(creators == Creators.NOBODY, isOffered);
    }
  }

  @Test
  void linksAreForPeopleWhoAreNotSignedIn() {
    Visitor ann = ann();
    String id = ann.create("Hello");
    Visitor guest = new Visitor(server).follow(ann.link(id, "write"));
    assertEquals(200, guest.get("/api/documents/" + id).statusCode());
    assertNull(guest.cookie(SESSION));
    assertEquals(404, guest.get("/api/documents/" + Ids.document()).statusCode());
    // Without an account, nothing tells whether there is such a document.
    assertEquals(401, new Visitor(server).get("/api/documents/" + id).statusCode());
    assertEquals(401, new Visitor(server).get("/api/documents/" + Ids.document()).statusCode());
    Visitor bob = new Visitor(server).signIn(provider, "bob", "Bob");
    bob.follow(ann.link(id, "read"));
    assertNull(bob.cookie("twinmark-session"));
    assertEquals(200, bob.get("/api/documents/" + id).statusCode());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void othersSeeTheNameOfThePerson(boolean isInToken) {
    if (!isInToken) {
      provider.keepNamesOutOfTokens();
    }
    Visitor ann = ann();
    assertTrue(ann.get("/api/session").body().contains("\"name\":\"Ann\""));
    String id = ann.create("Hello");
    Visitor guest = new Visitor(server).follow(ann.link(id, "write"));
    try (LiveSocket witness = guest.open(id);
        LiveSocket socket = ann.open(id)) {
      witness.send(hello(FIRST, "null"));
      witness.next("text");
      socket.send(
          "{\"type\":\"hello\",\"protocol\":1,\"client\":\""
              + SECOND
              + "\",\"version\":null,\"name\":\"\"}");
      witness.next(frame -> frame.startsWith("{\"type\":\"people\"") && frame.contains("\"Ann\""));
    }
  }

  @Test
  void serversWithoutAProviderHaveNoSignIn() {
    try (var plain = TestServer.withDocuments(new InMemoryDocumentStore())) {
      for (String path : List.of("/sign-in", "/sign-in/callback", "/sign-out")) {
        assertEquals(404, new Visitor(plain).get(path).statusCode());
      }
      assertEquals(
          "{\"signedIn\":false,\"name\":null,\"canSignIn\":false,\"canSignOut\":false,"
              + "\"canCreate\":true}",
          new Visitor(plain).get("/api/session").body());
    }
  }
}
