package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.documents.Limits;
import dev.twinmark.pictures.Picture;
import dev.twinmark.pictures.PictureFiles;
import dev.twinmark.webapp.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images of documents on the server. */
class ImagesTest {

  private TestServer server;
  private Visitor owner;
  private String id;

  @BeforeEach
  void start() {
    server = TestServer.withDocuments(new InMemoryDocumentStore());
    owner = new Visitor(server);
    id = owner.create("text");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> upload(Visitor visitor, byte[] file) {
    return server.send(
        server
            .request("/api/documents/" + id + "/images")
            .header("Origin", visitor.origin())
            .header("Cookie", visitor.cookie())
            // The bytes decide.
            .header("Content-Type", "text/html")
            .POST(BodyPublishers.ofByteArray(file)));
  }

  private String url(Visitor visitor, byte[] file) {
    HttpResponse<String> response = upload(visitor, file);
    assertEquals(201, response.statusCode(), response.body());
    String url = JsonParser.parseString(response.body()).getAsJsonObject().get("url").getAsString();
    assertEquals("/" + url, response.headers().firstValue("Location").orElseThrow());
    return url;
  }

  @Test
  void imagesAreShownToReadersWithoutWhatTheyTell() throws Exception {
    byte[] file = PictureFiles.png(1);
    String url = url(owner, file);
    assertTrue(url.matches("i/" + id + "/[0-9a-z]{26}\\.png"), url);
    assertEquals(url, url(owner, file));
    Visitor reader = new Visitor(server).follow(owner.link(id, "read"));
    HttpResponse<byte[]> response =
        server
            .client()
            .send(
                server.request("/" + url).header("Cookie", reader.cookie()).build(),
                BodyHandlers.ofByteArray());
    assertEquals(200, response.statusCode());
    assertArrayEquals(Picture.read(file).content(), response.body());
    assertFalse(
        new String(response.body(), StandardCharsets.ISO_8859_1).contains(PictureFiles.SECRET));
    assertEquals("image/png", header(response, "Content-Type"));
    assertEquals("nosniff", header(response, "X-Content-Type-Options"));
    assertEquals("default-src 'none'; sandbox", header(response, "Content-Security-Policy"));
    assertEquals("same-origin", header(response, "Cross-Origin-Resource-Policy"));
    assertEquals("private, max-age=31536000, immutable", header(response, "Cache-Control"));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void onlyWritersAddImages() {
    Visitor reader = new Visitor(server).follow(owner.link(id, "read"));
    assertEquals(403, upload(reader, PictureFiles.png(1)).statusCode());
    assertEquals(403, upload(owner.from("https://evil.example"), PictureFiles.png(1)).statusCode());
    Visitor stranger = new Visitor(server);
    stranger.create("other");
    assertEquals(404, upload(stranger, PictureFiles.png(1)).statusCode());
  }

  @Test
  void onlyReadersSeeImages() {
    String url = url(owner, PictureFiles.png(1));
    Visitor stranger = new Visitor(server);
    assertEquals(404, stranger.get("/" + url).statusCode());
    stranger.create("other");
    assertEquals(404, stranger.get("/" + url).statusCode());
    assertEquals(200, owner.get("/" + url).statusCode());
    assertEquals(404, owner.get("/" + url.replace(".png", ".gif")).statusCode());
    assertEquals(404, owner.get("/" + url + "/").statusCode());
    assertEquals(404, owner.get("/i/" + id).statusCode());
    assertEquals(404, owner.get("/i/").statusCode());
  }

  @Test
  void everyoneSeesImagesOfPublishedTexts() {
    String hidden = url(owner, PictureFiles.png(1));
    String shown = url(owner, PictureFiles.png(6));
    id = owner.create("![A cat](" + shown + ")");
    // An image of another document is that one's.
    assertEquals(
        200, owner.send("PUT", "/api/documents/" + id + "/publication", "{}").statusCode());
    Visitor everyone = new Visitor(server);
    assertEquals(404, everyone.get("/p/" + shown).statusCode());
    String own = url(owner, PictureFiles.png(6));
    String other = url(owner, PictureFiles.png(1));
    publishWith("![A cat](" + own + ")");
    assertEquals(200, everyone.get("/p/" + own).statusCode());
    assertEquals(200, everyone.get("/" + own).statusCode());
    assertEquals(404, everyone.get("/p/" + other).statusCode());
    assertEquals(404, everyone.get("/p/" + hidden).statusCode());
    owner.send("DELETE", "/api/documents/" + id + "/publication", null);
    assertEquals(404, everyone.get("/p/" + own).statusCode());
  }

  private void publishWith(String text) {
    try (LiveSocket socket = owner.open(id)) {
      var writer = new LiveClient(Clients.FIRST);
      socket.send(writer.hello().toString());
      while (writer.version < 0) {
        writer.receive(socket.next(any -> true));
      }
      writer.edit(ChangeSet.replace(writer.text.length(), 0, writer.text.length(), text));
      socket.send(writer.push());
      while (!writer.isSettled()) {
        writer.receive(socket.next(any -> true));
      }
    }
    assertEquals(
        200, owner.send("PUT", "/api/documents/" + id + "/publication", "{}").statusCode());
  }

  @Test
  void otherFilesAreRefused() {
    for (String file : new String[] {"", "<svg><script>alert(1)</script></svg>", "GIF89a"}) {
      HttpResponse<String> response = upload(owner, file.getBytes(StandardCharsets.UTF_8));
      assertEquals(400, response.statusCode());
      assertEquals("application/problem+json", header(response, "Content-Type"));
    }
    assertEquals(413, upload(owner, new byte[Limits.IMAGE_BYTES + 1]).statusCode());
  }

  @Test
  void imagesAreDeletedWithTheirDocument() {
    String url = url(owner, PictureFiles.png(1));
    owner.send("DELETE", "/api/documents/" + id, null);
    assertEquals(404, owner.get("/" + url).statusCode());
  }
}
