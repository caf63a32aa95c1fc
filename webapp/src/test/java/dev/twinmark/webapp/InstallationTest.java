package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks what a browser needs to install the page and open it without a network. */
class InstallationTest {

  private static final Pattern ASSET = Pattern.compile("/assets/[A-Za-z0-9._-]+");

  @Test
  void manifestNamesIconsThatAreThere() {
    try (var server = new TestServer()) {
      var response = server.get("/manifest.webmanifest");
      assertEquals(200, response.statusCode());
      assertEquals(
          "application/manifest+json", response.headers().firstValue("Content-Type").orElse(""));
      JsonObject manifest = JsonParser.parseString(response.body()).getAsJsonObject();
      assertEquals("standalone", manifest.get("display").getAsString());
      assertEquals("/", manifest.get("start_url").getAsString());
      Set<String> purposes = new HashSet<>();
      for (JsonElement element : manifest.getAsJsonArray("icons")) {
        JsonObject icon = element.getAsJsonObject();
        purposes.add(icon.get("purpose").getAsString());
        var file = server.get(icon.get("src").getAsString());
        assertEquals(200, file.statusCode(), icon.toString());
        assertEquals(
            icon.get("type").getAsString(), file.headers().firstValue("Content-Type").orElse(""));
      }
      assertEquals(Set.of("any", "maskable"), purposes);
    }
  }

  @Test
  void serviceWorkerIsAskedForAnewAndKnowsFilesThatAreThere() {
    try (var server = new TestServer()) {
      var response = server.get("/service-worker.js");
      assertEquals(200, response.statusCode());
      assertEquals("no-cache", response.headers().firstValue("Cache-Control").orElse(""));
      assertTrue(
          response.headers().firstValue("Content-Type").orElse("").startsWith("text/javascript;"));
      assertTrue(
          response
              .headers()
              .firstValue("Content-Security-Policy")
              .orElse("")
              .contains("connect-src 'self'"));
      Set<String> files = new HashSet<>();
      ASSET.matcher(response.body()).results().forEach(match -> files.add(match.group()));
      assertTrue(files.size() > 5, files::toString);
      for (String file : files) {
        assertEquals(200, server.get(file).statusCode(), file);
      }
      // Whatever the page asks for first is among them.
      var page = server.get("/").body();
      ASSET
          .matcher(page)
          .results()
          .map(match -> match.group())
          .forEach(file -> assertTrue(files.contains(file), file));
    }
  }
}
