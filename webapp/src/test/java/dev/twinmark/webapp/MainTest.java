package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.twinmark.documents.AuditEntry;
import dev.twinmark.documents.JdbcDocumentStore;
import dev.twinmark.documents.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line, in processes of its own. */
@Timeout(120)
class MainTest {

  private static final String NO_DATABASE = "jdbc:postgresql://127.0.0.1:1/nothing";

  @TempDir Path folder;

  @Test
  void helpNamesFlagsAndVariables() throws Exception {
    Ended ended = run(Map.of(), "--help");
    assertEquals(0, ended.status);
    for (String word :
        new String[] {
          "--port",
          "TWINMARK_PORT",
          "8080",
          "--host",
          "TWINMARK_HOST",
          "127.0.0.1",
          "--tls-certificate",
          "TWINMARK_TLS_CERTIFICATE",
          "--tls-key",
          "TWINMARK_TLS_KEY",
          "--max-document-bytes",
          "TWINMARK_MAX_DOCUMENT_BYTES",
          "5242880",
          "--base-path",
          "TWINMARK_BASE_PATH",
          "--public-address",
          "TWINMARK_PUBLIC_ADDRESS",
          "--frame-ancestor",
          "TWINMARK_FRAME_ANCESTORS",
          "--trusted-proxy",
          "TWINMARK_TRUSTED_PROXIES",
          "--data",
          "TWINMARK_DATA",
          "--database",
          "TWINMARK_DATABASE",
          "--no-documents",
          "TWINMARK_NO_DOCUMENTS",
          "--create-documents",
          "TWINMARK_CREATE_DOCUMENTS",
          "--oidc-issuer",
          "TWINMARK_OIDC_ISSUER",
          "--oidc-client-id",
          "TWINMARK_OIDC_CLIENT_ID",
          "--oidc-client-secret-file",
          "TWINMARK_OIDC_CLIENT_SECRET_FILE",
          "TWINMARK_OIDC_CLIENT_SECRET ",
          "--sign-in-header",
          "TWINMARK_SIGN_IN_HEADER",
          "--max-account-bytes",
          "TWINMARK_MAX_ACCOUNT_BYTES",
          "--metrics-address",
          "TWINMARK_METRICS_ADDRESS",
          "--log-format",
          "TWINMARK_LOG_FORMAT"
        }) {
      assertTrue(ended.out.contains(word), word);
    }
  }

  @Test
  void wrongValuesGetOneSentence() throws Exception {
    assertUsage(run(Map.of(), "--port", "abc"), "abc");
    assertUsage(run(Map.of("TWINMARK_PORT", "65536")), "65536");
    assertUsage(run(Map.of(), "--max-document-bytes", "0"), "bytes");
    assertUsage(run(Map.of(), "--nonsense"), "--nonsense");
    assertUsage(run(Map.of(), "--base-path", "/a b/"), "/a b/");
    assertUsage(run(Map.of(), "--frame-ancestor", "https://a.example/path"), "a.example/path");
    assertUsage(run(Map.of(), "--frame-ancestor", "https://a.example:99999"), "99999");
    assertUsage(run(Map.of(), "--public-address", "https://a.example/p"), "The public address");
    assertUsage(run(Map.of(), "--trusted-proxy", "proxy.example"), "proxy.example");
    for (String address : new String[] {"9464", "127.0.0.1", "127.0.0.1:99999", "a b:1", "a:1/"}) {
      assertUsage(run(Map.of("TWINMARK_METRICS_ADDRESS", address)), address);
    }
    assertUsage(run(Map.of(), "--database", "jdbc:h2:mem:x"), "jdbc:postgresql://");
    assertUsage(run(Map.of(), "--max-account-bytes", "0"), "account");
    assertUsage(run(Map.of(), "--create-documents", "somebody"), "somebody");
    assertUsage(run(Map.of(), "--create-documents", "signed-in"), "--oidc-issuer");
    String issuer = "https://login.example";
    assertUsage(run(Map.of(), "--oidc-issuer", issuer), "--oidc-client-id");
    assertUsage(run(Map.of("TWINMARK_OIDC_CLIENT_ID", "a")), "--oidc-issuer");
    for (String wrong : new String[] {"http://login.example", "https://a.example/?b", "login"}) {
      assertUsage(
          run(Map.of("TWINMARK_OIDC_ISSUER", wrong, "TWINMARK_OIDC_CLIENT_ID", "a")), wrong);
    }
    assertUsage(
        run(
            Map.of("TWINMARK_OIDC_ISSUER", issuer, "TWINMARK_OIDC_CLIENT_ID", "a"),
            "--oidc-client-secret-file",
            "nothing.txt"),
        "nothing.txt");
    assertUsage(run(Map.of(), "--sign-in-header", "X-Remote-User"), "--trusted-proxy");
    assertUsage(run(Map.of(), "--sign-in-header", "a b", "--trusted-proxy", "127.0.0.1"), "a b");
    assertUsage(run(Map.of("TWINMARK_FRAME_ANCESTORS", "https://a.example,*")), "*");
  }

  @Test
  void certificatesThatCannotBeUsedGetOneSentence() throws Exception {
    assertUsage(run(Map.of("TWINMARK_TLS_KEY", "key.pem")), "--tls-certificate");
    Ended ended =
        run(Map.of(), "--port", "0", "--tls-certificate", "nothing.pem", "--tls-key", "key.pem");
    assertEquals(1, ended.status);
    assertEquals("There is no file nothing.pem.", ended.err.strip());
  }

  @Test
  void aPortInUseGetsOneSentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Ended ended = run(Map.of(), "--port", port);
      assertEquals(1, ended.status);
      assertEquals("", ended.out);
      assertEquals(1, ended.err.strip().lines().count(), ended.err);
      assertTrue(ended.err.contains(port) && ended.err.contains("--port"), ended.err);
    }
  }

  @Test
  void aPortForMetricsInUseGetsOneSentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Ended ended = run(Map.of(), "--port", "0", "--metrics-address", address);
      assertEquals(1, ended.status);
      assertEquals(1, ended.err.strip().lines().count(), ended.err);
      assertTrue(ended.err.contains("--metrics-address"), ended.err);
    }
  }

  @Test
  void anAddressOfAnotherMachineGetsOneSentence() throws Exception {
    Ended ended = run(Map.of(), "--port", "0", "--host", "203.0.113.9");
    assertEquals(1, ended.status);
    assertEquals(1, ended.err.strip().lines().count(), ended.err);
    assertTrue(ended.err.contains("203.0.113.9") && ended.err.contains("--host"), ended.err);
  }

  @Test
  void servesUntilItIsToldToStop() throws Exception {
    Process process =
        start(Map.of("TWINMARK_PORT", "1", "TWINMARK_MAX_DOCUMENT_BYTES", "3"), "--port", "0");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertTrue(line.matches("Twinmark is ready on http://127\\.0\\.0\\.1:\\d+/"), line);
      URI address = URI.create(line.substring(line.indexOf("http")));
      var client = HttpClient.newHttpClient();
      var health = HttpRequest.newBuilder(address.resolve("health")).build();
      assertEquals(200, client.send(health, BodyHandlers.ofString()).statusCode());
      var tooLong =
          HttpRequest.newBuilder(address.resolve("api/render"))
              .header("Content-Type", "text/markdown")
              .POST(HttpRequest.BodyPublishers.ofString("1234"))
              .build();
      assertEquals(413, client.send(tooLong, BodyHandlers.ofString()).statusCode());
      process.toHandle().destroy(); // SIGTERM; process.destroy() would close the streams, too.
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "It stops");
      assertEquals(0, process.exitValue());
      assertEquals(null, out.readLine(), "One line on the standard output is all");
    } finally {
      process.destroyForcibly();
    }
    String log = Files.readString(folder.resolve("err"));
    assertTrue(log.contains("\"GET /health HTTP/1.1\" 200 15"), log);
    assertTrue(log.contains("\"POST /api/render HTTP/1.1\" 413"), log);
    assertTrue(log.contains("Stopped"), log);
    assertFalse(log.contains("Exception"), log);
  }

  @Test
  void logsJson() throws Exception {
    Process process = start(Map.of("TWINMARK_LOG_FORMAT", "json"), "--port", "0");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      URI address = URI.create(line.substring(line.indexOf("http")));
      var missing = HttpRequest.newBuilder(address.resolve("%22?a=%E2%80%A8")).build();
      assertEquals(
          404, HttpClient.newHttpClient().send(missing, BodyHandlers.ofString()).statusCode());
      process.toHandle().destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "It stops");
    } finally {
      process.destroyForcibly();
    }
    var events =
        Files.readAllLines(folder.resolve("err")).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertTrue(events.stream().allMatch(event -> event.has("timestamp") && event.has("level")));
    // The request may be logged after the stop has begun.
    var logged = events.stream().filter(event -> event.has("kvpList")).toList();
    assertEquals(1, logged.size());
    var request = new JsonObject();
    for (var pair : logged.get(0).getAsJsonArray("kvpList")) {
      pair.getAsJsonObject().entrySet().forEach(e -> request.add(e.getKey(), e.getValue()));
    }
    assertEquals("GET", request.get("method").getAsString());
    assertEquals("/%22?a=%E2%80%A8", request.get("target").getAsString());
    assertEquals(404, request.get("status").getAsInt());
    assertEquals("Stopped", events.get(events.size() - 1).get("formattedMessage").getAsString());
  }

  @Test
  void documentsAreVerifiedAndCopied() throws Exception {
    Path data = folder.resolve("data");
    Ended missing = run(Map.of(), "verify");
    assertEquals(1, missing.status);
    assertEquals("There is no twinmark.db in data", missing.err.strip());
    // The commands do not need the folder for themselves.
    try (var store = JdbcDocumentStore.sqlite(data)) {
      store.create("id", store.account("session"), "", false, "text", Instant.now());
      Ended copied = run(Map.of(), "backup", "copies.db");
      assertEquals(0, copied.status, copied.err);
      Ended sound = run(Map.of("TWINMARK_DATA", "data"), "verify");
      assertEquals("Documents: 1, changes: 0, defects: 0", sound.out.strip());
      assertEquals(0, sound.status, sound.err);
    }
    Path restored = Files.createDirectory(folder.resolve("restored"));
    Files.move(folder.resolve("copies.db"), restored.resolve("twinmark.db"));
    try (var store = JdbcDocumentStore.sqlite(restored)) {
      assertEquals("text", store.text("id").orElseThrow().text());
    }
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + restored.resolve("twinmark.db"));
        var statement = connection.createStatement()) {
      statement.execute("UPDATE document SET units = 9");
    }
    Ended damaged = run(Map.of(), "verify", "--data", "restored");
    assertEquals(1, damaged.status);
    assertTrue(damaged.out.startsWith("Document id: "), damaged.out);
    assertUsage(run(Map.of(), "backup"), "FILE");
  }

  @Test
  void copiesAreRestored() throws Exception {
    try (var store = JdbcDocumentStore.sqlite(folder.resolve("data"))) {
      store.create("id", store.account("session"), "", false, "text", Instant.now());
      assertEquals(0, run(Map.of(), "backup", "copy.db").status);
      Ended refused = run(Map.of(), "restore", "--from", "copy.db");
      assertEquals(1, refused.status);
      assertEquals("Another server uses the folder data", refused.err.strip());
    }
    Ended restored = run(Map.of(), "restore", "--from", "copy.db", "--data", "other");
    assertEquals("Documents: 1, changes: 0, defects: 0", restored.out.strip());
    assertEquals(0, restored.status, restored.err);
    try (var store = JdbcDocumentStore.sqlite(folder.resolve("other"))) {
      assertEquals("text", store.text("id").orElseThrow().text());
    }
    Files.writeString(folder.resolve("text.db"), "no database".repeat(1_000));
    Ended wrong = run(Map.of(), "restore", "--from", "text.db", "--data", "third");
    assertEquals(1, wrong.status);
    assertTrue(wrong.err.contains("twinmark.db"), wrong.err);
    assertUsage(run(Map.of(), "restore"), "--from");
  }

  @Test
  void exportsNeedLessMemoryThanTheirTexts() throws Exception {
    int documents = 24;
    String text = "\u65e5\u672c ".repeat(700_000);
    try (var store = JdbcDocumentStore.sqlite(folder.resolve("data"))) {
      for (int i = 0; i < documents; i++) {
        store.create("id" + i, store.account("session"), "Title", true, text, Instant.now());
      }
      Ended ended = run(Map.of("JDK_JAVA_OPTIONS", "-Xmx48m"), "export", "--to", "all.zip");
      assertEquals(0, ended.status, ended.err);
      assertEquals("Documents: 24, versions: 0, defects: 0", ended.out.strip());
    }
    try (var zip = new ZipFile(folder.resolve("all.zip").toFile())) {
      assertEquals(documents, zip.size());
    }
    Ended again = run(Map.of(), "export", "--to", "all.zip");
    assertEquals(1, again.status);
    assertEquals("There is a file all.zip", again.err.strip());
    assertUsage(run(Map.of(), "export"), "--to");
  }

  @Test
  void filesAreImported() throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("Notes.md"), "text");
    Files.write(files.resolve("Binary.md"), new byte[] {(byte) 0xff});
    try (var store = JdbcDocumentStore.sqlite(folder.resolve("data"))) {
      String account = store.account("session");
      Ended ended = run(Map.of(), "import", "--from", "files", "--owner", account);
      assertEquals("files/Binary.md: it is not valid UTF-8.", ended.out.lines().findFirst().get());
      assertTrue(ended.out.strip().endsWith("Documents: 1, versions: 0, defects: 1"), ended.out);
      assertEquals(1, ended.status, ended.err);
      assertEquals(1, store.documentsOf(account, Instant.now()).size());
      Ended unknown = run(Map.of(), "import", "--from", "files", "--owner", "x");
      assertEquals("There is no account and no document x.", unknown.err.strip());
      assertEquals(1, unknown.status);
      Ended running = run(Map.of("TWINMARK_DATABASE", NO_DATABASE), "move", "--to", "database");
      assertEquals("Another server uses the folder data", running.err.strip());
      assertEquals(1, running.status);
    }
    assertUsage(run(Map.of(), "import", "--from", "files"), "--owner");
    assertUsage(run(Map.of(), "move", "--to", "database"), "--database");
    assertUsage(run(Map.of("TWINMARK_DATABASE", NO_DATABASE), "move", "--to", "x"), "--to");
  }

  @Test
  void actsArePrinted() throws Exception {
    try (var store = JdbcDocumentStore.sqlite(folder.resolve("data"))) {
      Instant at = Instant.parse("2026-11-30T09:00:00Z");
      store.note(new AuditEntry(at, "a", "::1", AuditEntry.Act.LINK_MADE, "d", "l", Role.READ));
      Ended ended = run(Map.of(), "audit", "--since", "2026-11-30");
      assertEquals(
          "{\"at\":\"2026-11-30T09:00:00Z\",\"account\":\"a\",\"address\":\"::1\","
              + "\"act\":\"link-made\",\"document\":\"d\",\"link\":\"l\",\"role\":\"read\"}",
          ended.out.strip());
      assertEquals(0, ended.status, ended.err);
      assertEquals("", run(Map.of(), "audit", "--since", "2026-12-01").out);
    }
    assertUsage(run(Map.of(), "audit", "--since", "yesterday"), "--since");
  }

  @Test
  void unknownLogFormatsAreRefused() throws Exception {
    assertUsage(run(Map.of(), "--log-format", "xml"), "--log-format");
  }

  private static void assertUsage(Ended ended, String naming) {
    assertEquals(2, ended.status);
    assertEquals("", ended.out);
    assertEquals(1, ended.err.strip().lines().count(), ended.err);
    assertTrue(ended.err.contains(naming), ended.err);
  }

  private Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(environment, arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "It ends");
    return new Ended(process.exitValue(), out, Files.readString(folder.resolve("err")));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The process ends before the optimizing compiler would pay.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    // The documents must not be in the project's folder.
    builder.directory(folder.toFile());
    // Variables of the tools around would add lines of their own to the standard error.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.contains("JAVA_") || name.startsWith("TWINMARK_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private record Ended(int status, String out, String err) {}
}
