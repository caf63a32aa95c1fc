package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the headers of every response, and the answers to unknown paths. */
class HeadersTest {

  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'"
          + " https: http: data:; connect-src 'self'; worker-src 'self'; frame-src 'self';"
          + " manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types twinmark";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200",
    "HEAD, /, 200",
    "PUT, /, 405",
    "POST, /, 415",
    "GET, /health, 200",
    "GET, /favicon.ico, 200",
    "GET, /assets/v1/editor.js, 200",
    "GET, /assets/nothing.js, 404",
    "GET, /assets/, 404",
    "GET, /assets/%2e%2e/x.js, 400",
    "GET, /nothing, 404",
    "POST, /api/render, 415",
    "GET, /api/render, 405",
    "GET, /api/nothing, 404"
  })
  void everyResponseIsGuarded(String method, String path, int status) {
    var response = server.method(method, path);
    assertEquals(status, response.statusCode());
    assertGuarded(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /assets/..%5c..%5cx.js HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/render HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /api/render HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, x\r\n\r\nzz\r\n"
      })
  void whatIsNoRequestIsRefusedGuarded(String request) throws IOException {
    String response = raw(request);
    assertTrue(response.matches("(?s)HTTP/1\\.1 (400|404|505) .*"), response);
    assertTrue(response.contains("Content-Security-Policy: " + POLICY + "\r\n"), response);
    assertTrue(response.contains("X-Content-Type-Options: nosniff\r\n"), response);
    assertFalse(response.toLowerCase(Locale.ROOT).contains("jetty"), response);
    assertFalse(response.contains("Exception"), response);
  }

  @Test
  void headersThatAreTooLargeAreRefusedGuarded() throws IOException {
    String response = raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
    assertTrue(response.startsWith("HTTP/1.1 431 "), response);
    assertTrue(response.contains("Content-Security-Policy: " + POLICY + "\r\n"), response);
  }

  @Test
  void unknownPathsAreAnsweredWithAPage() {
    for (String path : new String[] {"/nothing", "/index.html", "/assets", "/api", "/a/../b"}) {
      var response = server.get(path);
      assertEquals(404, response.statusCode(), path);
      assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
      assertTrue(response.body().contains("<main class=\"message\">"), response.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, Accept-Encoding Accept-Language Cookie",
    "/embed, Accept-Encoding Accept-Language Cookie",
    "/docs, Accept-Encoding Accept-Language Cookie",
    "/nothing, Accept-Encoding Accept-Language Cookie",
    "/assets/v1/editor.js, Accept-Encoding"
  })
  void cachesLearnWhatAResponseDependsOn(String path, String names) {
    for (String encoding : new String[] {"gzip", "identity"}) {
      var response = server.get(path, "Accept-Encoding", encoding);
      assertEquals(
          Set.of(names.split(" ")),
          Set.of(String.join(", ", response.headers().allValues("Vary")).split(", ")),
          path + " as " + encoding);
    }
  }

  @Test
  void tellsItsHealth() {
    assertEquals("{\"status\":\"ok\"}", server.get("/health").body());
    assertEquals("application/json", header(server.get("/health"), "Content-Type"));
  }

  @Test
  void answersHeadWithoutContent() {
    for (String path : new String[] {"/", "/health", "/favicon.ico", "/assets/v1/markdown.js"}) {
      var get = server.get(path);
      var head = server.method("HEAD", path);
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
      for (String name : new String[] {"Content-Type", "Content-Length", "Cache-Control", "ETag"}) {
        assertEquals(header(get, name), header(head, name), path + " " + name);
      }
    }
  }

  @Test
  void pageAmongTheAssetsHasNoOriginAndAPolicyOfItsOwn() {
    String files = server.get("/assets/v1/integrity.json").body();
    var name = Pattern.compile("diagrams-[A-Z0-9]{8}\\.html").matcher(files);
    assertTrue(name.find(), files);
    var response = server.get("/assets/" + name.group());
    assertEquals(
        "sandbox allow-scripts; base-uri 'none'; form-action 'none'",
        header(response, "Content-Security-Policy"));
    assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
    assertEquals("cross-origin", header(response, "Cross-Origin-Resource-Policy"));
    String policy = response.body().substring(0, response.body().indexOf("<script"));
    assertTrue(policy.contains("default-src 'none'; script-src 'sha256-"), policy);
  }

  private static void assertGuarded(HttpResponse<?> response) {
    assertEquals(POLICY, header(response, "Content-Security-Policy"));
    assertEquals("nosniff", header(response, "X-Content-Type-Options"));
    assertEquals("no-referrer", header(response, "Referrer-Policy"));
    assertTrue(header(response, "Permissions-Policy").contains("camera=()"));
    assertEquals("same-origin", header(response, "Cross-Origin-Opener-Policy"));
    // Assets are for pages of every origin. What is no path at all is not among them.
    boolean isAsset =
        response.uri().getRawPath().startsWith("/assets/") && response.statusCode() != 400;
    assertEquals(
        isAsset ? "cross-origin" : "same-origin", header(response, "Cross-Origin-Resource-Policy"));
    assertEquals(isAsset ? "*" : "", header(response, "Access-Control-Allow-Origin"));
    assertEquals("", header(response, "Server"));
    // Over plain HTTP it means nothing, and the operator may have no certificate.
    assertEquals("", header(response, "Strict-Transport-Security"));
    assertFalse(header(response, "Cache-Control").isEmpty());
  }

  private static String raw(String request) throws IOException {
    return RawRequest.send(server.port(), request);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
