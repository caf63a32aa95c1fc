package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.webapp.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that write in a document by WebSockets. */
@Timeout(300)
class LiveTest {

  private static final String FIRST = "0123456789abcdef0123456789abcdef";
  private static final String SECOND = "fedcba9876543210fedcba9876543210";

  private TestServer server;
  private Visitor owner;

  @BeforeEach
  void start() {
    server = TestServer.withDocuments(new InMemoryDocumentStore());
    owner = new Visitor(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void twoClientsSeeEachOther() {
    String id = owner.create("Hello");
    try (LiveSocket one = owner.open(id);
        LiveSocket two = owner.open(id)) {
      one.send(hello(FIRST, "null"));
      assertTrue(one.next("welcome").contains("\"role\":\"own\",\"version\":0,\"seq\":0"));
      assertEquals("{\"type\":\"text\",\"version\":0,\"text\":\"Hello\"}", one.next("text"));
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

  private static String hello(String client, String version) {
    return "{\"type\":\"hello\",\"protocol\":1,\"client\":\""
        + client
        + "\",\"version\":"
        + version
        + ",\"name\":\"me\"}";
  }

  private static String push(long seq, long version, ChangeSet changes) {
    return LiveClient.frame(new LiveClient.Flight(seq, version, changes));
  }
}
