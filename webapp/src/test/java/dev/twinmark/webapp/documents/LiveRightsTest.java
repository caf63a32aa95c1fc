package dev.twinmark.webapp.documents;

import static dev.twinmark.webapp.documents.Clients.FIRST;
import static dev.twinmark.webapp.documents.Clients.SECOND;
import static dev.twinmark.webapp.documents.Clients.hello;
import static dev.twinmark.webapp.documents.Clients.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.documents.Role;
import dev.twinmark.webapp.LiveContainer;
import dev.twinmark.webapp.TestServer;
import java.net.http.WebSocketHandshakeException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role with each message of a WebSocket, and rights that change meanwhile. */
@Timeout(300)
@ParameterizedClass
@EnumSource(LiveContainer.class)
class LiveRightsTest {

  private static TestServer server;
  @Parameter LiveContainer container;
  private Visitor owner;
  private String id;

  @BeforeParameterizedClassInvocation
  static void start(LiveContainer container) {
    server = TestServer.withDocuments(new InMemoryDocumentStore(), container);
  }

  @BeforeEach
  void create() {
    owner = new Visitor(server);
    id = owner.create("Hello");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void eachRoleSendsWhatItMay(Role role) {
    Visitor visitor = visitor(role);
    try (LiveSocket witness = owner.open(id);
        LiveSocket socket = visitor.open(id)) {
      witness.send(hello(FIRST, "null"));
      witness.next("text");
      socket.send(hello(SECOND, "null"));
      assertTrue(socket.next("welcome").contains(role.name().toLowerCase(Locale.ROOT)));
      socket.next("text");
      socket.send(push(1, 0, ChangeSet.replace(5, 0, 0, "a")));
      if (role == Role.READ) {
        assertTrue(
            socket
                .next("refused")
                .startsWith("{\"type\":\"refused\",\"seq\":1,\"reason\":\"rights\""));
      } else {
        socket.next("changes");
        witness.next("changes");
      }
      socket.send("{\"type\":\"cursor\",\"version\":0,\"ranges\":[[1,1]]}");
      assertTrue(witness.next("cursor").contains(SECOND));
    }
    String expected = role == Role.READ ? "Hello" : "aHello";
    assertEquals(expected, owner.get("/api/documents/" + id + "/text").body());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void revokingALinkEndsItsSessionsAtOnce(Role role) {
    JsonObject link = owner.link(id, role.name().toLowerCase(Locale.ROOT));
    Visitor visitor = new Visitor(server).follow(link);
    try (LiveSocket socket = visitor.open(id)) {
      socket.send(hello(FIRST, "null"));
      socket.next("text");
      String path = "/api/documents/" + id + "/links/" + link.get("id").getAsString();
      assertEquals(204, owner.send("DELETE", path, null).statusCode());
      assertEquals("{\"type\":\"role\",\"role\":\"none\"}", socket.next("role"));
      assertTrue(socket.end().startsWith("closed 4403 "));
    }
    assertEquals(404, visitor.get("/api/documents/" + id).statusCode());
    assertEquals(404, visitor.get(link.get("url").getAsString()).statusCode());
  }

  @Test
  void aHigherLinkRaisesTheRoleOfOpenSessions() {
    Visitor visitor = visitor(Role.READ);
    try (LiveSocket socket = visitor.open(id)) {
      socket.send(hello(FIRST, "null"));
      socket.next("text");
      visitor.follow(owner.link(id, "write"));
      assertEquals("{\"type\":\"role\",\"role\":\"write\"}", socket.next("role"));
    }
  }

  @Test
  void clientsOfOtherAccountsAreRefused() {
    try (LiveSocket mine = owner.open(id);
        LiveSocket foreign = visitor(Role.WRITE).open(id)) {
      mine.send(hello(FIRST, "null"));
      mine.next("text");
      foreign.send(hello(FIRST, "null"));
      assertTrue(foreign.end().startsWith("closed 4409 "));
      mine.send(push(1, 0, ChangeSet.replace(5, 0, 0, "a")));
      mine.next("changes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1", ""})
  void socketsOfOtherOriginsAreRefused(String origin) {
    Visitor other = owner.from(origin.isEmpty() ? null : origin);
    assertRefused(other, 403, "closed 1008 ");
  }

  @Test
  void socketsWithoutRightsAreRefused() {
    assertRefused(new Visitor(server), 404, "closed 4403 ");
    Visitor stranger = new Visitor(server);
    stranger.create("Another");
    assertRefused(stranger, 404, "closed 4403 ");
  }

  /** Containers do not let an endpoint refuse a request: the socket is closed there. */
  private void assertRefused(Visitor visitor, int status, String end) {
    if (container == LiveContainer.SERVER) {
      var failure = assertThrows(CompletionException.class, () -> visitor.open(id));
      var refused = (WebSocketHandshakeException) failure.getCause();
      assertEquals(status, refused.getResponse().statusCode());
      return;
    }
    try (LiveSocket socket = visitor.open(id)) {
      String frame = socket.next();
      if (!LiveSocket.isClosed(frame)) {
        assertEquals("{\"type\":\"role\",\"role\":\"none\"}", frame);
        frame = socket.next();
      }
      assertTrue(frame.startsWith(end), frame);
    }
  }

  private Visitor visitor(Role role) {
    return new Visitor(server).follow(owner.link(id, role.name().toLowerCase(Locale.ROOT)));
  }
}
