package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.webapp.render.DocumentRenderer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which origins may have the editor in a frame. */
class EmbedTest {

  @Test
  void framingIsForbiddenByDefault() {
    try (var server = new TestServer()) {
      var response = server.get("/embed");
      assertEquals(200, response.statusCode());
      assertTrue(policy(response).contains("; frame-ancestors 'none'; "), policy(response));
      assertEquals("same-origin", header(response, "Cross-Origin-Resource-Policy"));
      assertTrue(response.body().contains("<meta name=\"twinmark-hosts\">"));
    }
  }

  @Test
  void thoseMayThatWereConfigured() {
    try (var server = server("https://One.example:443", "http://two.example:8080")) {
      var response = server.get("/embed");
      String origins = "https://one.example http://two.example:8080";
      assertTrue(policy(response).contains("; frame-ancestors " + origins + "; "));
      assertTrue(policy(response).startsWith("default-src 'none'; script-src 'self' "));
      assertEquals(1, response.headers().allValues("Content-Security-Policy").size());
      assertEquals("cross-origin", header(response, "Cross-Origin-Resource-Policy"));
      assertTrue(
          response.body().contains("<meta name=\"twinmark-hosts\" content=\"" + origins + "\">"));
      // And nothing else may be framed.
      for (String path : new String[] {"/", "/nothing", "/assets/v1/editor.js"}) {
        assertTrue(policy(server.get(path)).contains("; frame-ancestors 'none'; "), path);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org, https://example.org",
    "HTTPS://EXAMPLE.org:443, https://example.org",
    "http://example.org:80, http://example.org",
    "http://example.org:443, http://example.org:443",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://[::1]:8080, http://[::1]:8080",
    "https://example.org:65535, https://example.org:65535",
    "https://Bücher.example:8443, https://xn--bcher-kva.example:8443"
  })
  void originsAreWrittenAsBrowsersDo(String origin, String normalized) {
    assertEquals(normalized, Origin.normalized("It", origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "example.org",
        "https://",
        "https://*.example.org",
        "https://example.org/",
        "https://example.org/path",
        "https://example.org?query",
        "https://example.org#fragment",
        "https://user@example.org",
        "https://example.org; script-src *",
        "https://example.org https://two.example",
        "https://example.org:port",
        "https://example.org:0",
        "https://example.org:65536",
        "https://example.org:99999",
        "https://example.org:",
        "https://example.org.",
        "https://@example.org",
        "https://:443",
        "https://exa_mple.org",
        "https://exa%6dple.org",
        "https://127.1",
        "https://256.0.0.1",
        "https://[::1%25eth0]",
        "ftp://example.org",
        "javascript:alert(1)",
        "null"
      })
  void whatIsNoOriginIsRefused(String origin) {
    var e = assertThrows(IllegalArgumentException.class, () -> Origin.normalized("It", origin));
    assertTrue(e.getMessage().contains("such as https://example.org"), e.getMessage());
  }

  private static TestServer server(String... frameAncestors) {
    var settings =
        TestServer.settings(
            Settings.DEFAULT_MAX_DOCUMENT_BYTES,
            Settings.DEFAULT_BASE_PATH,
            List.of(frameAncestors));
    return new TestServer(settings, new DocumentRenderer(settings.maxDocumentBytes()));
  }

  private static String policy(HttpResponse<?> response) {
    return header(response, "Content-Security-Policy");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
