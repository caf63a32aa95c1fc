package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.twinmark.e2e.support.AlteringServer;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.Snippets;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/**
 * The editor in pages of another origin, which know nothing but {@code docs/embedding.md}. Any
 * request to that origin beyond its pages fails a test.
 */
@Essential
@ExtendWith(BrowserExtension.class)
final class EmbeddingIT {

  /** A paragraph that is parsed in a worker, where there is one. */
  private static final String GIANT = "word ".repeat(20_000) + "end";

  /** Chromium's messages when a policy refuses something, and those of the tests' tools. */
  private static final String VIOLATION =
      "Content Security Policy|securitypolicyviolation|TrustedTypePolicy";

  private static final String WATCH =
      """
      window.workers = [];
      window.Worker = class extends Worker {
        constructor(url, options) {
          super(url, options);
          workers.push(String(url));
        }
      };
      window.complaints = [];
      const { error } = console;
      console.error = (...given) => {
        if (String(given[0]).includes('Twinmark needs')) complaints.push(String(given[0]));
        error.apply(console, given);
      };
      window.statusOf = (editor) =>
        (editor.shadowRoot ?? editor).querySelector('[data-twinmark-status]').textContent;
      """;

  private final Browser browser;
  private final TwinmarkServer server;
  private final CanaryServer host;

  EmbeddingIT(Browser browser, TwinmarkServer server, CanaryServer host) {
    this.browser = browser;
    this.server = server;
    this.host = host;
  }

  @Test
  void worksInAPageWithoutAPolicy() {
    open("");
    assertWorks();
  }

  @Test
  void worksUnderTheDocumentedPolicy() throws IOException {
    String policy = documentedPolicy();
    assertTrue(policy.contains("default-src 'none'"), policy);
    assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
    open(policy);
    assertWorks();
  }

  @Test
  void worksWithoutTrustedTypes() throws IOException {
    open(documentedPolicy().replaceAll(" *(require-trusted-types-for|trusted-types)[^;]*;", ""));
    assertWorks();
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "script-src | 'wasm-unsafe-eval' | 'self'",
        "connect-src | ORIGIN | 'none'",
        "trusted-types | twinmark | another"
      })
  void namesTheDirectiveThatForbidsThePreview(String directive, String allowed, String instead)
      throws IOException {
    String source = allowed.replace("ORIGIN", origin());
    String policy = documentedPolicy();
    String stricter =
        policy.replaceFirst("(" + directive + " [^;]*)" + Pattern.quote(source), "$1" + instead);
    assertNotEquals(policy, stricter);
    browser.allowProblem(VIOLATION);
    browser.allowProblem("Refused to|violates the following");
    browser.expectProblem("its directive " + directive + " has to allow " + source);
    open(stricter);
    browser.awaitEditor();
    String status = (String) browser.run("return statusOf(e2e.editor());");
    assertTrue(status.contains(directive + " has to allow " + source), status);
    assertEquals(1L, browser.run("return complaints.length;"));
    // The text can be written all the same, and nothing is said twice.
    write("*still written*");
    assertEquals(false, browser.async("return e2e.editor().rendered();"));
    assertEquals("*still written*", browser.run("return e2e.editor().value;"));
    assertEquals(1L, browser.run("return complaints.length;"));
    assertEquals(status, browser.run("return statusOf(e2e.editor());"));
  }

  @Test
  void parsesInThePageWhereNoWorkerMayBe() throws IOException {
    browser.allowProblem(VIOLATION);
    browser.allowProblem("Refused to|violates the following");
    browser.expectProblem("its directive worker-src has to allow blob:");
    open(documentedPolicy().replaceFirst("worker-src[^;]*", "worker-src 'none'"));
    browser.awaitEditor();
    show(GIANT);
    assertTrue(((String) browser.run("return e2e.editor().preview.innerText;")).contains("end"));
    assertEquals("", browser.run("return statusOf(e2e.editor());"));
    browser.await("complaints.length === 1");
  }

  @Test
  void withoutItsScriptThePageKeepsWhatItHas() throws IOException {
    browser.allowProblem(VIOLATION);
    browser.expectProblem(
        "violates the following (Content Security Policy )?directive: [\"“]?script-src");
    open(documentedPolicy().replace("script-src " + origin(), "script-src"));
    assertEquals("as it came", browser.run("return document.querySelector('textarea').value;"));
    assertEquals(false, browser.run("return customElements.get('twinmark-editor') !== undefined;"));
  }

  @Test
  void aBrowserOfBeforeAsksNobodyToRender() {
    browser.addInitScript(Browser.resource("without-wasm-gc.js"));
    open("");
    browser.awaitEditor();
    String status = (String) browser.run("return statusOf(e2e.editor());");
    assertTrue(status.contains("Chrome or Edge 137"), status);
    assertTrue(!status.contains("server"), status);
    write("*text*");
    assertEquals("*text*", browser.run("return e2e.editor().value;"));
  }

  @Test
  void loadsWhatHasTheIntegrityThatIsPublished() throws Exception {
    open("", importMap());
    assertWorks();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/v1/editor.js, v1", "chunk-, a chunk"})
  void loadsNothingElse(String part, String what) throws Exception {
    JsonObject map = importMap();
    JsonObject integrity = map.getAsJsonObject("integrity");
    List<String> altered = integrity.keySet().stream().filter(file -> file.contains(part)).toList();
    assertTrue(!altered.isEmpty(), () -> "no " + what);
    altered.forEach(file -> integrity.addProperty(file, "sha384-" + "A".repeat(64)));
    browser.expectRefusal("integrity");
    open("", map);
    browser.await("document.readyState === 'complete'");
    assertEquals(false, browser.run("return customElements.get('twinmark-editor') !== undefined;"));
    assertEquals("as it came", browser.run("return document.querySelector('textarea').value;"));
  }

  /** The import map covers modules; the other two files are checked by those. */
  @Test
  void runsNoOtherEngine() {
    // A custom section means nothing to the engine, but makes it another file.
    byte[] section = {0, 2, 1, 'x'};
    try (var altered = alteringServer(".wasm", section)) {
      browser.expectRefusal("integrity");
      open(altered.address(), "", null);
      browser.awaitEditor();
      String status = (String) browser.run("return statusOf(e2e.editor());");
      assertTrue(status.contains("engine could not be started"), status);
      browser.open("about:blank"); // It may still be loading from this server.
    }
  }

  @Test
  void runsNoOtherWorker() {
    try (var altered = alteringServer("/worker-", "// another".getBytes(StandardCharsets.UTF_8))) {
      browser.expectRefusal("integrity");
      open(altered.address(), "", null);
      browser.awaitEditor();
      show(GIANT);
      assertEquals(List.of(), browser.run("return workers;"));
      browser.open("about:blank");
    }
  }

  private AlteringServer alteringServer(String part, byte[] end) {
    return AlteringServer.start(
        server,
        (path, body) -> {
          if (!path.contains(part)) {
            return body;
          }
          byte[] longer = Arrays.copyOf(body, body.length + end.length);
          System.arraycopy(end, 0, longer, body.length, end.length);
          return longer;
        });
  }

  private void assertWorks() {
    browser.awaitEditor();
    assertEquals("<p>as it came</p>\n", browser.run("return e2e.editor().preview.innerHTML;"));
    write("**written** elsewhere");
    browser.await(
        "e2e.editor().preview.innerHTML === '<p><strong>written</strong> elsewhere</p>\\n'");
    show(GIANT);
    assertEquals("", browser.run("return statusOf(e2e.editor());"));
    List<?> workers = (List<?>) browser.run("return workers;");
    assertEquals(1, workers.size(), workers::toString);
    assertTrue(workers.get(0).toString().startsWith("blob:"), workers::toString);
    assertEquals(List.of(), browser.run("return complaints;"));
  }

  /** Replaces the text by keys. */
  private void write(String text) {
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
  }

  private void show(String text) {
    browser.async(
        "e2e.editor().value = args[0]; if (!(await e2e.editor().rendered())) throw new Error(statusOf(e2e.editor()));",
        text);
  }

  private void open(String policy) {
    open(policy, null);
  }

  private void open(String policy, JsonObject importMap) {
    open(server.uri().toString(), policy, importMap);
  }

  private void open(String address, String policy, JsonObject importMap) {
    browser.addInitScript(WATCH);
    browser.open(
        host.serve(
            "/embedding.html",
            "text/html; charset=utf-8",
            policy,
            """
            <!DOCTYPE html>
            <html lang="en">
            <title>Another site</title>
            %s
            <script type="module" src="%sassets/v1/editor.js"></script>
            <twinmark-editor><textarea data-twinmark-source>as it came</textarea></twinmark-editor>
            """
                .formatted(
                    importMap == null ? "" : "<script type=importmap>" + importMap + "</script>",
                    address)));
  }

  /** The import map that is published, with the server's address before its URLs. */
  private JsonObject importMap() throws IOException, InterruptedException {
    String json =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri().resolve("/assets/v1/import-map.json")).build(),
                BodyHandlers.ofString())
            .body();
    return JsonParser.parseString(json.replace("\"/assets/", "\"" + origin() + "/assets/"))
        .getAsJsonObject();
  }

  private String documentedPolicy() throws IOException {
    return Snippets.of("embedding.md", "csp"::equals)
        .get(0)
        .replace("https://twinmark.example", origin())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private String origin() {
    return server.uri().resolve("/").toString().replaceAll("/$", "");
  }
}
