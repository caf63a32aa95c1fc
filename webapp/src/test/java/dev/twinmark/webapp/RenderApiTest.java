package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.engine.Extension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.commonmark.testutil.TestResources;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderApiTest {

  private static final int LIMIT = 200_000;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(LIMIT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void rendersAFragment() {
    var response = server.render("# Hi\n\n|a|\n|:-:|\n|~~b~~|\n\n- [x] done\n");
    assertEquals(200, response.statusCode());
    assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
    assertEquals("no-store", header(response, "Cache-Control"));
    assertEquals(
        """
        <h1>Hi</h1>
        <table>
        <thead>
        <tr>
        <th align="center">a</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td align="center"><del>b</del></td>
        </tr>
        </tbody>
        </table>
        <ul>
        <li><input type="checkbox" disabled="" checked=""> done</li>
        </ul>
        """,
        response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/markdown",
        "Text/Markdown; charset=UTF-8",
        "text/markdown;charset=\"utf-8\";variant=GFM"
      })
  void takesMarkdownHoweverItIsDeclared(String contentType) {
    assertEquals(200, server.render(bytes("é"), contentType).statusCode());
    assertEquals("<p>é</p>\n", server.render(bytes("é"), contentType).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "text/markdown; charset=iso-8859-1",
        "nonsense",
        "text/plain; charset=\"utf-8"
      })
  void refusesOtherTypes(String contentType) {
    assertProblem(415, "text/markdown; charset=utf-8", server.render(bytes("x"), contentType));
  }

  @Test
  void answersWhatTheRendererGives() {
    var renderer = new TwinmarkRenderer();
    for (String document :
        new String[] {
          "", "*a*", "<script>a()</script>\n\n<details>\n\n**b**\n\n</details>", "a\r\nb\u0000c"
        }) {
      assertEquals(renderer.render(document), server.render(document).body());
    }
    String spec = TestResources.readAsString(TestResources.getSpec());
    String part = spec.substring(0, LIMIT / 2);
    assertEquals(renderer.render(part), server.render(part).body());
  }

  @Test
  void rendersTheExtensionsOfTheQuery() {
    String document = "# See www.example.org[^a]\n\n[^a]: A [note](#see)";
    for (String query : new String[] {"", "heading-ids", "footnotes,autolinks", "github"}) {
      var renderer = TwinmarkRenderer.builder().extensions(Extension.parse(query)).build();
      var response =
          server.send(
              server
                  .request("/api/render?extensions=" + query)
                  .header("Content-Type", "text/markdown")
                  .POST(BodyPublishers.ofString(document)));
      assertEquals(renderer.render(document), response.body());
    }
  }

  @Test
  void namesTheExtensionsWhenOneIsUnknown() {
    var response =
        server.send(
            server
                .request("/api/render?extensions=alerts&extensions=%3Cmath%3E")
                .header("Content-Type", "text/markdown")
                .POST(BodyPublishers.ofString("x")));
    assertProblem(400, "heading-ids", response);
  }

  @Test
  void refusesAMissingType() {
    var response = server.send(server.request("/api/render").POST(BodyPublishers.ofString("x")));
    assertProblem(415, "missing", response);
  }

  @Test
  void refusesEncodedContent() throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes("x"));
    }
    var response =
        server.send(
            server
                .request("/api/render")
                .header("Content-Type", "text/markdown")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(compressed.toByteArray())));
    assertProblem(415, "gzip", response);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    for (byte[] wrong :
        new byte[][] {
          {(byte) 0xFF}, // never occurs
          {'a', (byte) 0xC3}, // cut off
          {(byte) 0xC0, (byte) 0x80}, // overlong
          {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // a surrogate
          {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80} // past U+10FFFF
        }) {
      assertProblem(400, "UTF-8", server.render(wrong, "text/markdown"));
    }
  }

  @Test
  void takesExactlyTheLimitAndNoMore() {
    assertEquals(200, server.render("x".repeat(LIMIT)).statusCode());
    assertProblem(413, LIMIT + " bytes", server.render("x".repeat(LIMIT + 1)));
    assertProblem(413, LIMIT + " bytes", server.render("é".repeat(LIMIT / 2 + 1)));
    assertProblem(413, LIMIT + " bytes", server.render("x".repeat(50 * LIMIT)));
  }

  @Test
  void limitsContentOfUnknownLengthToo() {
    for (int length : new int[] {LIMIT, LIMIT + 1, 50 * LIMIT}) {
      var chunked =
          BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes("x".repeat(length))));
      var response =
          server.send(
              server.request("/api/render").header("Content-Type", "text/markdown").POST(chunked));
      assertEquals(length == LIMIT ? 200 : 413, response.statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"})
  void takesPostOnly(String method) {
    var response = server.method(method, "/api/render");
    assertEquals(405, response.statusCode());
    assertEquals("POST", header(response, "Allow"));
    if (!method.equals("HEAD")) {
      assertProblem(405, "POST", response);
    }
  }

  @Test
  void answersUnknownPathsOfTheApiWithAProblem() {
    assertProblem(404, "nothing at this address", server.get("/api/nothing"));
  }

  @Test
  void rendersATableWhoseRowsLackAMillionCells() {
    var markdown = "|a".repeat(1001) + "|\n" + "|-".repeat(1001) + "|\n" + "|x\n".repeat(1001);
    assertEquals(200, server.render(markdown).statusCode());
  }

  @Test
  void sanitizes() {
    assertEquals(
        "<p><a>x</a> <b></b>y</p>\n",
        server
            .render("[x](javascript:alert(1)) <b onclick=alert(1)></b>y<script>x</script>")
            .body());
  }

  @Test
  void keepsWhatWasTyped() {
    // The page does the same: a byte order mark is skipped at the start, and a character elsewhere.
    assertEquals("<h1>x</h1>\n", server.render("\uFEFF# x").body());
    assertEquals("<p>a\uFEFFb</p>\n", server.render("a\uFEFFb").body());
    assertEquals("<p>a\uFFFDb</p>\n", server.render("a\0b").body());
    assertEquals("", server.render("").body());
  }

  @Test
  void compressesLargeResponses() throws IOException, InterruptedException {
    var request =
        server
            .request("/api/render")
            .header("Content-Type", "text/markdown")
            .header("Accept-Encoding", "gzip")
            .POST(BodyPublishers.ofString("word ".repeat(10_000)));
    HttpResponse<byte[]> response =
        server.client().send(request.build(), BodyHandlers.ofByteArray());
    assertEquals("gzip", response.headers().firstValue("Content-Encoding").orElse("none"));
    assertTrue(
        response
            .headers()
            .firstValue("Vary")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .contains("accept-encoding"));
    assertTrue(response.body().length < 5_000);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertEquals(
          "<p>" + "word ".repeat(10_000).strip() + "</p>\n",
          new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void assertProblem(int status, String saying, HttpResponse<String> response) {
    assertEquals(status, response.statusCode());
    assertEquals("application/problem+json", header(response, "Content-Type"));
    JsonObject problem = JsonParser.parseString(response.body()).getAsJsonObject();
    assertEquals(status, problem.get("status").getAsInt());
    assertEquals("about:blank", problem.get("type").getAsString());
    assertTrue(!problem.get("title").getAsString().isEmpty());
    String detail = problem.get("detail").getAsString();
    assertTrue(detail.contains(saying), detail);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
