package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server as a process and over the wire: what only the whole of it can show. */
@ExtendWith(BrowserExtension.class)
final class ServerIT {

  private static final Pattern ASSET = Pattern.compile("/assets/[^\"]+");

  private static final String CSP =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'"
          + " https: http: data:; connect-src 'self'; worker-src 'self'; frame-src 'self';"
          + " manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types twinmark";

  private final HttpClient client = HttpClient.newHttpClient();
  private final TwinmarkServer server;

  ServerIT(TwinmarkServer server) {
    this.server = server;
  }

  @Test
  void finishesRequestsWhenTerminated() throws Exception {
    byte[] markdown = "*in flight*".getBytes(StandardCharsets.UTF_8);
    try (TwinmarkServer stopping = TwinmarkServer.start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), stopping.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/render HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/markdown\r\n"
                  + "Content-Length: "
                  + markdown.length
                  + "\r\nExpect: 100-continue\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      // The server says so when it begins to read the body.
      assertEquals("HTTP/1.1 100 Continue", in.readLine());
      assertEquals("", in.readLine());
      out.write(markdown, 0, 4);
      out.flush();
      stopping.terminate();
      awaitNoNewConnections(stopping);
      assertTrue(stopping.isRunning(), "the server ended with a request in flight");
      out.write(markdown, 4, markdown.length - 4);
      out.flush();
      String answer = in.lines().reduce("", (all, line) -> all + line + "\n");
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("<em>in flight</em>"), answer);
      int exitCode = stopping.awaitEnd();
      // A JVM that ends by SIGTERM says 143; one that ended of itself, 0.
      assertTrue(exitCode == 143 || exitCode == 0, () -> "exit code " + exitCode);
      assertTrue(!stopping.log().contains("Exception"), stopping.log());
    }
  }

  private static void awaitNoNewConnections(TwinmarkServer stopping) throws Exception {
    for (int i = 0; i < 300; i++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), stopping.port()).close();
      } catch (ConnectException e) {
        return;
      }
      Thread.sleep(50);
    }
    fail("a server that stops takes new connections");
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    String port = String.valueOf(server.port());
    TwinmarkServer.Ended ended = TwinmarkServer.runToEnd("--port", port);
    assertNotEquals(0, ended.exitCode());
    assertEquals("", ended.stdout());
    assertTrue(ended.stderr().contains(port), ended.stderr());
    assertTrue(!ended.stderr().contains("\tat "), "a stack trace: " + ended.stderr());
  }

  @Test
  void explainsItself() throws Exception {
    TwinmarkServer.Ended help = TwinmarkServer.runToEnd("--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.stdout().contains("--max-document-bytes"), help.stdout());
    TwinmarkServer.Ended wrong = TwinmarkServer.runToEnd("--port", "http");
    assertNotEquals(0, wrong.exitCode());
    assertTrue(wrong.stderr().contains("http"), wrong.stderr());
  }

  @Test
  void everyResponseHasTheHeaders() throws Exception {
    List<HttpRequest> requests =
        Stream.concat(
                Stream.of(
                    get("/"),
                    get("/health"),
                    get("/nowhere"),
                    get("/assets/nothing.js"),
                    get("/%2e%2e/etc/passwd"),
                    request("/").method("DELETE", BodyPublishers.noBody()).build(),
                    request("/").method("HEAD", BodyPublishers.noBody()).build(),
                    render("text/markdown", BodyPublishers.ofString("*x*")),
                    render("text/plain", BodyPublishers.ofString("*x*")),
                    render("text/markdown", BodyPublishers.ofByteArray(new byte[] {(byte) 0xFF})),
                    render("text/markdown", BodyPublishers.ofByteArray(new byte[6 * 1024 * 1024])),
                    get("/assets/v1/editor.js"),
                    get("/assets/v1/markdown.js")),
                assets().map(ServerIT.this::get))
            .toList();
    for (HttpRequest request : requests) {
      HttpResponse<String> response = send(request);
      String what = request.method() + " " + request.uri().getPath() + " " + response.statusCode();
      assertEquals(List.of(CSP), response.headers().allValues("Content-Security-Policy"), what);
      assertEquals(
          List.of("nosniff"), response.headers().allValues("X-Content-Type-Options"), what);
      for (String name :
          List.of(
              "Referrer-Policy",
              "Permissions-Policy",
              "Cross-Origin-Opener-Policy",
              "Cross-Origin-Resource-Policy")) {
        assertEquals(1, response.headers().allValues(name).size(), what + ": " + name);
      }
      assertTrue(response.headers().firstValue("Server").isEmpty(), what + " names its server");
    }
  }

  @Test
  void malformedRequestsGetTheHeadersToo() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write("GET / HTTP/9\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.matches("(?s)HTTP/1\\.1 (400|505) .*"), answer);
      assertTrue(answer.contains("Content-Security-Policy: " + CSP), answer);
      assertTrue(answer.contains("Connection: close"), answer);
    }
  }

  @Test
  void problemsAreDescribed() throws Exception {
    assertProblem(413, render("text/markdown", BodyPublishers.ofByteArray(new byte[6 << 20])));
    assertProblem(
        400, render("text/markdown", BodyPublishers.ofByteArray(new byte[] {'a', (byte) 0xC0})));
    assertProblem(415, render("text/html", BodyPublishers.ofString("x")));
  }

  @Test
  void assetsOfThePageAreImmutable() throws Exception {
    List<String> assets = assets().toList();
    assertTrue(assets.stream().anyMatch(name -> name.endsWith(".wasm")), assets.toString());
    for (String asset : assets) {
      HttpResponse<String> response = send(get(asset));
      assertEquals(200, response.statusCode(), asset);
      assertEquals(
          "public, max-age=31536000, immutable",
          response.headers().firstValue("Cache-Control").orElse(""),
          asset);
      if (asset.endsWith(".wasm")) {
        assertEquals("application/wasm", response.headers().firstValue("Content-Type").orElse(""));
      }
    }
  }

  @Test
  void stableNamesAreRevalidated() throws Exception {
    HttpResponse<String> first = send(get("/assets/v1/markdown.js"));
    assertEquals("no-cache", first.headers().firstValue("Cache-Control").orElse(""));
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        send(request("/assets/v1/markdown.js").header("If-None-Match", tag).build());
    assertEquals(304, again.statusCode());
  }

  @Test
  void assetsComeCompressed() throws Exception {
    String wasm = assets().filter(name -> name.endsWith(".wasm")).findFirst().orElseThrow();
    int plain = length(wasm, "identity");
    int gzip = length(wasm, "gzip");
    int brotli = length(wasm, "gzip, br");
    assertTrue(brotli < gzip && gzip < plain, brotli + " " + gzip + " " + plain);
  }

  private int length(String path, String encoding) throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request(path).header("Accept-Encoding", encoding).build(), BodyHandlers.ofByteArray());
    assertTrue(response.headers().firstValue("Vary").orElse("").contains("Accept-Encoding"), path);
    String sent = response.headers().firstValue("Content-Encoding").orElse("identity");
    assertTrue(encoding.endsWith(sent), () -> "asked for " + encoding + ", got " + sent);
    return response.body().length;
  }

  private void assertProblem(int status, HttpRequest request) throws Exception {
    HttpResponse<String> response = send(request);
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(
        response
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/problem+json"),
        response.headers()::toString);
    assertTrue(response.body().contains("\"status\":" + status), response.body());
  }

  /** Returns the paths under {@code /assets/} that the page links. */
  private Stream<String> assets() throws IOException, InterruptedException {
    return ASSET.matcher(send(get("/")).body()).results().map(MatchResult::group).distinct();
  }

  private HttpRequest get(String path) {
    return request(path).build();
  }

  private HttpRequest render(String contentType, HttpRequest.BodyPublisher body) {
    return request("/api/render").header("Content-Type", contentType).POST(body).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }
}
