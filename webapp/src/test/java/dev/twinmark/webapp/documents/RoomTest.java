package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.documents.SmallDisk;
import dev.twinmark.webapp.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of a server that has no room for what is sent. */
class RoomTest {

  private static final String LONG = "x".repeat(20_000);

  @Test
  void accountsWithoutRoomAreTold() {
    try (var server = TestServer.withRoom(new InMemoryDocumentStore(), 30_000)) {
      Visitor ann = new Visitor(server);
      String id = ann.create(LONG);
      String json = "{\"text\":\"" + LONG + "\"}";
      assertInsufficient("Delete documents", ann.send("POST", "/api/documents", json));
      assertEquals(200, ann.get("/api/documents/" + id + "/text").statusCode());
      assertEquals(201, new Visitor(server).send("POST", "/api/documents", json).statusCode());
      assertEquals(204, ann.send("DELETE", "/api/documents/" + id, null).statusCode());
      assertEquals(201, ann.send("POST", "/api/documents", json).statusCode());
    }
  }

  @Test
  void fullDisksAreToldAndLeftBehind(@TempDir Path folder) {
    var disk = new SmallDisk(folder);
    try (var server = TestServer.withDocuments(disk.store())) {
      Visitor ann = new Visitor(server);
      String id = ann.create("text");
      disk.fill();
      String json = "{\"text\":\"" + LONG + "\"}";
      assertInsufficient("disk of the server", ann.send("POST", "/api/documents", json));
      assertEquals("text", ann.get("/api/documents/" + id + "/text").body());
      assertEquals(1, Visitor.json(ann.get("/api/documents")).getAsJsonArray("documents").size());
      disk.free();
      assertEquals(201, ann.send("POST", "/api/documents", json).statusCode());
    }
  }

  private static void assertInsufficient(String part, HttpResponse<String> response) {
    assertEquals(507, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(response.body().contains(part), response.body());
  }
}
