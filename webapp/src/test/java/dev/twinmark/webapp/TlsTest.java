package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.webapp.render.DocumentRenderer;
import dev.twinmark.webapp.tls.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server with a certificate, over HTTP/2 and HTTP/1.1. */
@Timeout(120)
class TlsTest {

  private static final int MAX_DOCUMENT_BYTES = 100_000;

  /** Longer than the headers of a request may be. */
  private static final String TOO_LONG = "x".repeat(10_000);

  @TempDir static Path folder;

  private static TestServer server;
  private static SSLContext trust;

  @BeforeAll
  static void start() throws Exception {
    var certificate = TestCertificate.create(folder, "EC");
    trust = TestCertificate.trusting(certificate);
    var settings =
        Settings.builder()
            .port(0)
            .tls(certificate.write(folder))
            .maxDocumentBytes(MAX_DOCUMENT_BYTES)
            .metricsAddress(new ListenAddress(Settings.DEFAULT_HOST, 0))
            .build();
    assertEquals("https://127.0.0.1:1/", settings.address(1).toString());
    server = new TestServer(settings, new DocumentRenderer(MAX_DOCUMENT_BYTES));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void bothVersionsAreSpoken(HttpClient.Version version) throws Exception {
    var response = send(client(version), request("/"));
    assertEquals(200, response.statusCode());
    assertEquals(version, response.version());
    assertEquals(
        "max-age=31536000", response.headers().firstValue("Strict-Transport-Security").orElse(""));
    assertTrue(response.headers().firstValue("Content-Security-Policy").isPresent());
    String html = send(client(version), render("a *b*")).body();
    assertEquals("<p>a <em>b</em></p>\n", html);
  }

  @ParameterizedTest
  @EnumSource
  void longDocumentsAreRefusedInBothVersions(HttpClient.Version version) throws Exception {
    var client = client(version);
    assertEquals(413, send(client, render("x".repeat(MAX_DOCUMENT_BYTES + 1))).statusCode());
    assertEquals(200, send(client, render("x")).statusCode());
  }

  @Test
  void connectionsAreCountedOnce() throws Exception {
    var client = client(HttpClient.Version.HTTP_2);
    int before = openConnections();
    send(client, request("/health"));
    assertEquals(before + 1, openConnections());
  }

  private static int openConnections() {
    return server
        .metrics()
        .lines()
        .filter(line -> line.startsWith("twinmark_connections "))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  @Test
  void longHeadersAreRefusedInHttp1() throws Exception {
    var client = client(HttpClient.Version.HTTP_1_1);
    var response = send(client, request("/").header("X", TOO_LONG));
    assertEquals(431, response.statusCode());
    assertTrue(response.headers().firstValue("Content-Security-Policy").isPresent());
    assertEquals(414, send(client, request("/" + TOO_LONG)).statusCode());
  }

  /** Jetty's decoder of header compression ends the connection, which RFC 9113, 10.5.1 allows. */
  @Test
  void longHeadersCloseConnectionsOfHttp2() throws Exception {
    var client = client(HttpClient.Version.HTTP_2);
    for (var tooLong : List.of(request("/").header("X", TOO_LONG), request("/" + TOO_LONG))) {
      assertThrows(IOException.class, () -> send(client, tooLong));
      assertEquals(200, send(client, request("/health")).statusCode());
    }
  }

  @Test
  void formsOfOwnPagesAreKnownByTheAuthorityOfHttp2() throws Exception {
    String authority = "127.0.0.1:" + server.port();
    for (String origin : new String[] {"https://" + authority, "https://other.example"}) {
      var form =
          request("/")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Origin", origin)
              .POST(BodyPublishers.ofString("markdown=x"));
      String page = send(client(HttpClient.Version.HTTP_2), form).body();
      assertEquals(!origin.contains(authority), page.contains("data-foreign"), origin);
    }
  }

  private static HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(trust).version(version).build();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path));
  }

  private static HttpRequest.Builder render(String markdown) {
    return request("/api/render")
        .header("Content-Type", "text/markdown")
        .POST(BodyPublishers.ofString(markdown));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
