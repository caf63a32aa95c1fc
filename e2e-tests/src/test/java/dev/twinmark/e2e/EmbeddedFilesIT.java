package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.guestbook.Guestbook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The editor's files as an embedded Jetty serves them from the jar, without a browser. */
final class EmbeddedFilesIT {

  private static final Pattern IMPORT = Pattern.compile("'\\.\\./([^']+)'");

  private static Server guestbook;

  @BeforeAll
  static void open() throws Exception {
    guestbook = Guestbook.open(0);
  }

  @AfterAll
  static void close() throws Exception {
    guestbook.stop();
  }

  /** A browser that stores no script never asks whether an older jar's script is still the same. */
  @Test
  void scriptsOfStableNamesAreNotStored() throws Exception {
    for (String name :
        List.of(
            "editor.js",
            "element.js",
            "preview.js",
            "render.js",
            "markdown.js",
            "enhance.js",
            "image.js")) {
      var response = get("assets/v1/" + name);
      assertEquals(200, response.statusCode(), name);
      assertEquals("no-store", header(response, "Cache-Control"), name);
    }
  }

  @Test
  void styleSheetOfDocumentsIsServedAsOne() throws Exception {
    var response = get("assets/v1/markdown.css");
    assertEquals(200, response.statusCode());
    assertEquals("no-store", header(response, "Cache-Control"));
    assertTrue(header(response, "Content-Type").startsWith("text/css"));
    assertTrue(response.body().contains(".markdown"), response.body());
  }

  @Test
  void filesNamedByTheirContentAreKeptAndCompressed() throws Exception {
    var imported = IMPORT.matcher(get("assets/v1/editor.js").body());
    assertTrue(imported.find());
    var response = get("assets/" + imported.group(1), "Accept-Encoding", "br");
    assertEquals(200, response.statusCode());
    assertEquals("public, max-age=31536000, immutable", header(response, "Cache-Control"));
    assertEquals("br", header(response, "Content-Encoding"));
    assertTrue(header(response, "Content-Type").startsWith("text/javascript"));
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + guestbook.getURI().getPort() + "/" + path);
    var request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
