package dev.twinmark.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.webapp.assets.Assets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

  private static TestServer server;
  private static String module;

  @BeforeAll
  static void start() {
    server = new TestServer();
    module = Assets.load().path("markdown.wasm");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void licensesOfTheLibrariesAreThere() throws IOException {
    String scripts = server.get("/assets/v1/third-party.txt").body();
    assertTrue(scripts.startsWith("commonmark-java (BSD-2-Clause)\n"));
    assertTrue(scripts.contains("\n@codemirror/state "));
    try (var libraries = getClass().getResourceAsStream("/META-INF/THIRD-PARTY.txt")) {
      assertTrue(new String(libraries.readAllBytes(), UTF_8).contains("(org.jsoup:jsoup:"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "editor.js, text/javascript; charset=utf-8",
    "worker.js, text/javascript; charset=utf-8",
    "page.css, text/css; charset=utf-8",
    "markdown.wasm, application/wasm",
    "image.wasm, application/wasm"
  })
  void hashedNamesAreForEver(String logicalName, String contentType) {
    var response = server.get(Assets.load().path(logicalName));
    assertEquals(200, response.statusCode());
    assertEquals(contentType, header(response, "Content-Type"));
    assertEquals("public, max-age=31536000, immutable", header(response, "Cache-Control"));
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/v1/editor.js, text/javascript; charset=utf-8",
    "/assets/v1/markdown.js, text/javascript; charset=utf-8",
    "/assets/v1/image.js, text/javascript; charset=utf-8",
    "/assets/v1/editor.d.ts, text/plain; charset=utf-8",
    "/assets/v1/markdown.d.ts, text/plain; charset=utf-8",
    "/assets/v1/integrity.json, application/json",
    "/assets/v1/import-map.json, application/json"
  })
  void stableNamesAreAskedForAgain(String path, String contentType) {
    var response = server.get(path);
    assertEquals(200, response.statusCode());
    assertEquals(contentType, header(response, "Content-Type"));
    assertEquals("no-cache", header(response, "Cache-Control"));
    String tag = header(response, "ETag");
    assertTrue(tag.matches("\"[A-Za-z0-9_-]+\""), tag);
    for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
      var again = server.get(path, "If-None-Match", known);
      assertEquals(304, again.statusCode(), known);
      assertEquals("", again.body());
      assertEquals(tag, header(again, "ETag"));
      assertEquals("no-cache", header(again, "Cache-Control"));
      assertEquals("Accept-Encoding", header(again, "Vary"));
    }
    assertEquals(200, server.get(path, "If-None-Match", "\"x\"").statusCode());
    assertNotEquals(tag, header(server.get(path, "Accept-Encoding", "gzip"), "ETag"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | br",
        "gzip;q=1.0, br;q=0.1 | br",
        "br;q=0, gzip | gzip",
        "GZIP | gzip",
        "* | br",
        "*, br;q=0 | gzip",
        "br;q=0, gzip;q=0.000, * | none",
        "identity | none",
        "*;q=0 | none",
        "deflate | none",
        "br;q=nonsense, gzip ; q=0.5 | gzip"
      })
  void sendsTheSmallestThatIsAccepted(String accepted, String sent) throws Exception {
    HttpResponse<byte[]> response = bytes(accepted);
    assertEquals(sent.equals("none") ? "" : sent, header(response, "Content-Encoding"));
    assertEquals("Accept-Encoding", header(response, "Vary"));
    assertEquals("application/wasm", header(response, "Content-Type"));
    assertEquals(Integer.toString(response.body().length), header(response, "Content-Length"));
  }

  @Test
  void encodingsHoldTheSameContent() throws Exception {
    byte[] identity = bytes("identity").body();
    assertArrayEquals(new byte[] {0, 'a', 's', 'm'}, Arrays.copyOf(identity, 4));
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes("gzip").body()))) {
      assertArrayEquals(identity, gzip.readAllBytes());
    }
    assertTrue(bytes("br").body().length < bytes("gzip").body().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.js",
        "v1/editor.js.br",
        "v1/editor.js.gz",
        ".hidden.js",
        "v1/editor.js/",
        "editor.js",
        "editor",
        "assets.json",
        "dev/twinmark/webapp/Main.class"
      })
  void servesNothingElse(String name) {
    assertEquals(404, server.get("/assets/" + name).statusCode());
    assertTrue(Assets.load().find(name).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../assets/v1/editor.js",
        "./v1/editor.js",
        "a/../v1/editor.js",
        "v1//editor.js",
        "/v1/editor.js",
        "a\\b.js",
        ""
      })
  void namesCannotLeaveTheFolder(String name) {
    assertTrue(Assets.load().find(name).isEmpty());
  }

  @Test
  void saysWhatTheManifestLacks() {
    var e = assertThrows(IllegalStateException.class, () -> Assets.load().path("nothing.js"));
    assertTrue(e.getMessage().contains("nothing.js"), e.getMessage());
    assertTrue(e.getMessage().contains("twinmark-editor"), e.getMessage());
  }

  private static HttpResponse<byte[]> bytes(String accepted)
      throws IOException, InterruptedException {
    return server
        .client()
        .send(
            server.request(module).header("Accept-Encoding", accepted).build(),
            BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
