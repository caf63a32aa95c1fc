package dev.twinmark.webapp.documents;

import static dev.twinmark.webapp.documents.Clients.FIRST;
import static dev.twinmark.webapp.documents.Clients.SECOND;
import static dev.twinmark.webapp.documents.Clients.hello;
import static dev.twinmark.webapp.documents.Clients.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.webapp.LiveContainer;
import dev.twinmark.webapp.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that write in a document by WebSockets. */
@Timeout(300)
@ParameterizedClass
@EnumSource(LiveContainer.class)
class LiveTest {

  private static TestServer server;
  @Parameter LiveContainer container;
  private Visitor owner;

  @BeforeParameterizedClassInvocation
  static void start(LiveContainer container) {
    server = TestServer.withDocuments(new InMemoryDocumentStore(), container);
  }

  @BeforeEach
  void visit() {
    owner = new Visitor(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  @Test
  void twoClientsSeeEachOther() {
    String id = owner.create("Hello");
    try (LiveSocket one = owner.open(id);
        LiveSocket two = owner.open(id)) {
      one.send(hello(FIRST, "null"));
      assertTrue(one.next("welcome").contains("\"role\":\"own\",\"version\":0,\"seq\":0"));
      assertEquals(
          "{\"type\":\"text\",\"version\":0,\"seq\":0,\"text\":\"Hello\"}", one.next("text"));
      two.send(hello(SECOND, "0"));
      two.next("welcome");
      two.next("people");
      one.send(push(1, 0, ChangeSet.replace(5, 5, 5, ", world")));
      String expected =
          "{\"type\":\"changes\",\"from\":0,\"list\":[{\"client\":\""
              + FIRST
              + "\",\"seq\":1,\"author\":\"me\",\"changes\":[5,[0,\", world\"]]}]}";
      assertEquals(expected, one.next("changes"));
      assertEquals(expected, two.next("changes"));
      two.send("{\"type\":\"cursor\",\"version\":0,\"ranges\":[[5,0]]}");
      assertEquals(
          "{\"type\":\"cursor\",\"client\":\"" + SECOND + "\",\"version\":1,\"ranges\":[[12,0]]}",
          one.next("cursor"));
    }
    assertEquals("Hello, world", owner.get("/api/documents/" + id + "/text").body());
  }

  @Test
  void aClientThatConnectsAnewReplacesItsLine() {
    String id = owner.create("Hello");
    try (LiveSocket before = owner.open(id);
        LiveSocket after = owner.open(id)) {
      before.send(hello(FIRST, "null"));
      before.next("text");
      before.send(push(1, 0, ChangeSet.replace(5, 0, 0, "a")));
      before.next("changes");
      after.send(hello(FIRST, "0"));
      assertTrue(after.next("welcome").contains("\"version\":1,\"seq\":1,"));
      after.next("changes");
      assertTrue(before.end().startsWith("closed 4410 "));
    }
  }

  @Test
  void aKnownPushIsStoredOnce() {
    String id = owner.create("Hello");
    try (LiveSocket one = owner.open(id)) {
      one.send(hello(FIRST, "null"));
      one.next("text");
      String push = push(1, 0, ChangeSet.replace(5, 0, 0, "a"));
      one.send(push);
      one.next("changes");
      one.send(push);
      one.send(push(2, 1, ChangeSet.replace(6, 0, 0, "b")));
      assertTrue(one.next("changes").startsWith("{\"type\":\"changes\",\"from\":1,"));
    }
    assertEquals("baHello", owner.get("/api/documents/" + id + "/text").body());
  }

  @Test
  void otherProtocolsAreToldToReload() {
    String id = owner.create("Hello");
    try (LiveSocket one = owner.open(id)) {
      one.send(hello(FIRST, "null").replace("\"protocol\":1", "\"protocol\":2"));
      one.next("reload");
      assertTrue(one.end().startsWith("closed 4400 "));
    }
  }

  @Test
  void deletingEndsAllSessions() {
    String id = owner.create("Hello");
    try (LiveSocket one = owner.open(id)) {
      one.send(hello(FIRST, "null"));
      one.next("text");
      assertEquals(204, owner.send("DELETE", "/api/documents/" + id, null).statusCode());
      one.next("gone");
      assertTrue(one.end().startsWith("closed 4404 "));
    }
  }

  @Test
  void titlesFollowTheTextUntilAWriterNamesIt() {
    String id = owner.create("# One\n\ntext");
    String path = "/api/documents/" + id;
    assertEquals("One", title(path));
    owner.send("PATCH", path, "{\"title\":\"Mine\"}");
    assertEquals("Mine", title(path));
    assertTrue(owner.get(path).body().contains("\"named\":true"));
    owner.send("PATCH", path, "{\"title\":\"\"}");
    assertEquals("One", title(path));
    assertTrue(owner.get(path).body().contains("\"named\":false"));
  }

  private String title(String path) {
    return Visitor.json(owner.get(path)).get("title").getAsString();
  }

  @Test
  void everySixtyFourthVersionHasAChecksum() {
    String id = owner.create("");
    try (LiveSocket one = owner.open(id)) {
      var client = new LiveClient(FIRST);
      one.send(client.hello().toString());
      while (client.checksums < 2) {
        client.receive(one.next(any -> true));
        if (client.text != null && client.isSettled()) {
          client.edit(ChangeSet.replace(client.text.length(), 0, 0, "a"));
          one.send(client.push());
        }
      }
      // The client compares each with its own.
      assertEquals(128, client.version);
    }
  }
}
