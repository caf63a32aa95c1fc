package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that have their addresses below a path of a proxy's. */
class BasePathTest {

  private static final String BASE = "/team/notes/";

  /** The attributes of HTML that hold addresses. */
  private static final List<String> ADDRESSES = List.of("href", "src", "action", "data-src");

  private static final Pattern QUOTED_PATH =
      Pattern.compile("[\"']/(assets/[A-Za-z0-9./_-]+)[\"']");

  private static final Pattern IMPORT =
      Pattern.compile("(?:from|import)\\s*\\(?[\"'](\\.{0,2}/[^\"']+)[\"']");

  @Test
  void everyAddressOfEveryPageIsBelowIt() {
    try (var server = TestServer.below(BASE)) {
      Set<String> found = crawl(server);
      for (String page :
          List.of("", "docs/embedding", "docs/index", "embed", "service-worker.js")) {
        assertTrue(found.contains(BASE + page), page + " in " + found);
      }
      assertTrue(found.stream().anyMatch(path -> path.endsWith(".wasm")), found.toString());
      assertTrue(found.stream().anyMatch(path -> path.endsWith("/examples/1")), found.toString());
      assertTrue(found.size() > 80, found.size() + " addresses: " + found);
    }
  }

  /** Returns the paths that are named by pages, the manifest or the service worker. */
  private static Set<String> crawl(TestServer server) {
    var found = new TreeSet<String>();
    var left = new ArrayDeque<String>();
    for (String start : List.of("", "docs", "embed", "manifest.webmanifest", "service-worker.js")) {
      left.add(BASE + start);
    }
    while (!left.isEmpty()) {
      String path = left.remove();
      if (!found.add(path)) {
        continue;
      }
      var response = server.get(path);
      assertEquals(200, response.statusCode(), path);
      for (String next : addresses(path, response)) {
        URI uri = URI.create("http://host" + path).resolve(next);
        if ("host".equals(uri.getHost())) {
          assertTrue(uri.getPath().startsWith(BASE), next + " in " + path);
          left.add(uri.getRawPath());
        }
      }
    }
    return found;
  }

  private static Set<String> addresses(String path, HttpResponse<String> response) {
    var addresses = new TreeSet<String>();
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/html")) {
      Document page = Jsoup.parse(response.body());
      for (String attribute : ADDRESSES) {
        // Links of documents lead anywhere.
        for (Element element : page.select("[" + attribute + "]:not([data-twinmark-preview] *)")) {
          addresses.add(element.attr(attribute));
        }
      }
      addresses.removeIf(address -> address.startsWith("#"));
      for (Element script : page.select("script:not([src])")) {
        IMPORT.matcher(script.data()).results().forEach(found -> addresses.add(found.group(1)));
      }
    } else if (type.startsWith("application/manifest+json")) {
      collect(JsonParser.parseString(response.body()), addresses);
    } else if (path.endsWith("/service-worker.js")) {
      QUOTED_PATH
          .matcher(response.body())
          .results()
          .forEach(found -> addresses.add(BASE + found.group(1)));
      assertTrue(addresses.size() > 20, "It names the files it keeps: " + addresses);
    }
    return addresses;
  }

  private static void collect(JsonElement json, Set<String> addresses) {
    var manifest = json.getAsJsonObject();
    for (String name : List.of("id", "start_url", "scope")) {
      addresses.add(manifest.get(name).getAsString());
    }
    for (JsonElement icon : manifest.getAsJsonArray("icons")) {
      addresses.add(icon.getAsJsonObject().get("src").getAsString());
    }
  }

  @Test
  void rendersBelowIt() {
    try (var server = TestServer.below(BASE)) {
      var page = Jsoup.parse(server.get(BASE).body());
      String api = page.selectFirst("meta[name=twinmark-render]").attr("content");
      assertEquals(BASE + "api/render", api);
      var rendered =
          server.send(
              server
                  .request(api)
                  .header("Content-Type", "text/markdown")
                  .POST(BodyPublishers.ofString("*a*")));
      assertEquals("<p><em>a</em></p>\n", rendered.body());
      var form =
          server.send(
              server
                  .request(page.selectFirst("form").attr("action"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString("markdown=*b*")));
      assertTrue(form.body().contains("<em>b</em>"), form.body());
      assertTrue(form.body().contains("\"" + BASE + "assets/"), form.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/team/notes, 308",
    "/team/notes?doc=a, 308",
    "/team/notes/?doc=a, 200",
    "/team/notes/health, 200",
    "/, 200",
    "/health, 200",
    "/team, 404",
    "/team/, 404",
    "/team/note, 404",
    "/team/notes/nothing, 404",
    "/team/notes/assets/nothing.js, 404",
    "/team/notes/assets/%2e%2e/x.js, 400",
    "/team/notes/%zz, 400",
    "/team/notes/..%2fx, 400",
    "/team/notes//, 400",
    "/team/notes/team/notes/, 404"
  })
  void answersWithAndWithoutIt(String path, int status) throws Exception {
    try (var server = TestServer.below(BASE)) {
      String response =
          RawRequest.send(server.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
      assertTrue(response.contains("\r\nX-Content-Type-Options: nosniff\r\n"), response);
      if (status == 308) {
        String query = path.substring("/team/notes".length());
        assertTrue(response.contains("\r\nLocation: " + BASE + query + "\r\n"), response);
      }
      if (status == 404 && !path.contains("/assets/")) {
        assertTrue(response.contains("<a href=\"" + BASE + "\">"), response);
      }
    }
  }

  @Test
  void programsGetProblemsBelowIt() throws Exception {
    try (var server = TestServer.below(BASE)) {
      var wrong = server.method("GET", BASE + "api/render");
      assertEquals(405, wrong.statusCode());
      assertEquals(
          "application/problem+json", wrong.headers().firstValue("Content-Type").orElse(""));
      String refused =
          RawRequest.send(
              server.port(),
              "GET "
                  + BASE
                  + "api/render HTTP/1.1\r\nHost: x\r\nX: "
                  + "x".repeat(20_000)
                  + "\r\n\r\n");
      assertTrue(refused.startsWith("HTTP/1.1 431 "), refused);
      assertTrue(refused.contains("application/problem+json"), refused);
    }
  }

  @Test
  void formsOfAProxysHostAreItsOwn() {
    try (var server = TestServer.behindProxy()) {
      for (String[] headers :
          List.of(
              new String[] {"X-Forwarded-Host", "notes.example"},
              new String[] {"Forwarded", "for=192.0.2.1;host=notes.example;proto=https"})) {
        assertTrue(isOwn(server, headers[0], headers[1], "https://notes.example"), headers[0]);
        assertFalse(isOwn(server, headers[0], headers[1], "https://other.example"), headers[0]);
      }
    }
    try (var server = new TestServer()) {
      assertFalse(isOwn(server, "X-Forwarded-Host", "notes.example", "https://notes.example"));
    }
  }

  private static boolean isOwn(TestServer server, String header, String value, String origin) {
    var response =
        server.send(
            server
                .request("/")
                .header(header, value)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("markdown=a")));
    return !response.body().contains("data-foreign");
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "'', /",
    "notes, /notes/",
    "/notes, /notes/",
    "notes/, /notes/",
    "/a/b-c/d_e.f~g/, /a/b-c/d_e.f~g/"
  })
  void slashesMayBeLeftOut(String path, String normalized) {
    assertEquals(normalized, BasePath.normalized(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "/a//b/",
        "/../",
        "/a/./",
        "/.hidden/",
        "/a b/",
        "/ä/",
        "/a%20b/",
        "/a?b",
        "/a#b",
        "/a;b/",
        "/a\"b/",
        "/a$1/",
        "https://a.example/"
      })
  void whatIsNoPathIsRefused(String path) {
    var e = assertThrows(IllegalArgumentException.class, () -> BasePath.normalized(path));
    assertTrue(e.getMessage().contains("such as /notes/"), e.getMessage());
  }
}
