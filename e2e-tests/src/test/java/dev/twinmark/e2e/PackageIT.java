package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.Consumers;
import dev.twinmark.e2e.support.Corpus;
import dev.twinmark.e2e.support.Excerpt;
import dev.twinmark.e2e.support.HostileInput;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.engine.Extension;
import dev.twinmark.engine.Markdown;
import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The npm package, in projects that install it and tell their tools nothing about it. */
@ExtendWith(BrowserExtension.class)
final class PackageIT {

  /** A paragraph that is parsed in a worker. */
  private static final String GIANT = "word ".repeat(20_000) + "end";

  private static final String MIXED =
      """
      # *T\u00EFtle* \uD83D\uDE00 &copy;

      | a | b |
      |---|--:|
      | ~~c~~ | `d` |

      - [x] done

      <b>raw</b>
      """;

  private static Consumers consumers;

  /** The number of generated documents, of Markdown and of raw HTML each. */
  private static final int DOCUMENTS = 300;

  /**
   * parse5 8.1.1 takes most elements out of {@code select}, as the HTML standard did until 2025;
   * Chromium leaves them in it, where the sanitizer removes them.
   */
  private static final Pattern PARSED_DIFFERENTLY =
      Pattern.compile("<select", Pattern.CASE_INSENSITIVE);

  private static final Gson GSON = new Gson();

  private final Browser browser;
  private final CanaryServer canaries;

  PackageIT(Browser browser, CanaryServer canaries) {
    this.browser = browser;
    this.canaries = canaries;
  }

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    consumers = new Consumers();
  }

  @AfterAll
  static void stop() {
    consumers.close();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "a plain page, plain/index.html",
    "Vite, dist/vite/index.html",
    "webpack, dist/webpack/index.html",
    "React, dist/react/index.html",
    "Vue, dist/vue/index.html",
    "React, dist/react/from-server.html",
    "Vue, dist/vue/from-server.html"
  })
  void worksIn(String consumer, String page) {
    browser.addInitScript(
        """
        window.workers = [];
        window.Worker = class extends Worker {
          constructor(url, options) {
            super(url, options);
            workers.push(String(url));
          }
        };
        """);
    browser.open(consumers.address(page));
    browser.await("document.querySelector('twinmark-editor') !== null");
    browser.awaitEditor();
    // A framework may set the text after the first render.
    browser.await(
        "e2e.editor().preview.innerHTML === arguments[0]",
        "<p><em>from " + consumer + "</em></p>\n");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, "**typed**");
    browser.await("document.querySelector('output').textContent === '**typed**'");
    browser.await("e2e.editor().preview.innerHTML === '<p><strong>typed</strong></p>\\n'");
    browser.async("await e2e.show(args[0]);", "`set`");
    assertEquals("`set`", browser.run("return e2e.editor().value;"));
    assertEquals(
        "<p><code>set</code></p>\n", browser.run("return e2e.editor().preview.innerHTML;"));
    browser.async("await e2e.show(args[0]);", GIANT);
    assertEquals(1L, browser.run("return workers.length;"), "its file was found");
    assertEquals(Markdown.renderMarkdown(MIXED), browser.async("return render(args[0]);", MIXED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"react", "vue"})
  void keepsWhatIsTypedBeforeHydration(String framework) {
    browser.addInitScript(
        """
        window.beforeHydration = async (load) => {
          await load();
          await new Promise((resolve) => { window.hydrate = resolve; });
        };
        """);
    browser.open(consumers.address("dist/" + framework + "/from-server.html"));
    browser.awaitEditor();
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, "**early**");
    browser.run("e2e.editor().isEarly = true; hydrate();");
    // Until then no component listens.
    browser.await(
        """
        (e2e.editor().dispatchEvent(new Event('input', { bubbles: true })),
            document.querySelector('output').textContent === '**early**')
        """);
    assertEquals("**early**", browser.run("return e2e.editor().value;"));
    assertEquals(true, browser.run("return e2e.editor().isEarly;"), "it is another element");
  }

  @Test
  void worksInThePageOfTheDocumentation() {
    browser.open(consumers.address("documented/index.html"));
    browser.awaitEditor();
    assertEquals(
        "<p>Hello, <strong>world</strong></p>\n",
        browser.run("return e2e.editor().preview.innerHTML;"));
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, "*typed*");
    browser.await("e2e.editor().preview.innerHTML === '<p><em>typed</em></p>\\n'");
  }

  @ParameterizedTest
  @CsvSource({
    "node documented/render.mjs",
    "deno run --allow-read documented/render.mjs",
    "node documented/safe-html.mjs",
    "deno run --allow-read documented/safe-html.mjs"
  })
  void rendersAsInTheDocumentation(String command) throws Exception {
    assertEquals("<p>Hello, <strong>world</strong></p>\n\n", consumers.run(command, ""));
  }

  /** Compares the sanitizer on a tree of parse5 with the one on the DOM, text by text. */
  @Test
  void safeHtmlInNodeIsThatOfTheBrowser() throws Exception {
    long seed = Seeds.next("the documents for Node");
    List<String> texts = new ArrayList<>(Corpus.specDocuments());
    HostileInput.all(canaries).forEach(input -> texts.add(input.markdown()));
    texts.addAll(Corpus.generated(seed, DOCUMENTS));
    texts.addAll(Corpus.generatedHtmlBlocks(seed, DOCUMENTS));
    texts.removeIf(text -> PARSED_DIFFERENTLY.matcher(text).find());
    assertEquals(List.of(), differencesOfSafeHtml(texts));
  }

  /** The exception is to be struck off when this fails. */
  @Test
  void safeHtmlInNodeDiffersInSelect() throws Exception {
    List<String> texts = List.of("<table><tr><td><select><table><tr><td>cell");
    assertEquals(texts.size(), differencesOfSafeHtml(texts).size());
  }

  private List<String> differencesOfSafeHtml(List<String> texts) throws Exception {
    List<String> encoded = texts.stream().map(Units::encode).toList();
    List<String> extensions = Stream.of(Extension.values()).map(Extension::key).toList();

    String input = GSON.toJson(Map.of("extensions", extensions, "texts", encoded));
    String[] inNode =
        GSON.fromJson(consumers.run("node node/safe-html.mjs", input), String[].class);
    browser.open(consumers.address("plain/index.html"));
    List<?> inBrowser =
        (List<?>)
            browser.async(
                """
                const { renderSafeHtml } = await loadRender();
                const results = [];
                for (const text of args[0]) {
                  const html = await renderSafeHtml(e2e.decode(text), { extensions: args[1] });
                  results.push(e2e.encode(html));
                }
                return results;
                """,
                encoded,
                extensions);

    assertEquals(texts.size(), inNode.length);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < inNode.length; i++) {
      String expected = Units.decode((String) inBrowser.get(i));
      String actual = Units.decode(inNode[i]);
      if (!expected.equals(actual)) {
        int at = Excerpt.firstDifference(expected, actual);
        differences.add(
            "source  %s\n  browser %s\n  Node    %s"
                .formatted(
                    Units.escape(Excerpt.around(texts.get(i), 0)),
                    Units.escape(Excerpt.around(expected, at)),
                    Units.escape(Excerpt.around(actual, at))));
      }
    }
    return differences;
  }

  @Test
  void rendersInNode() throws Exception {
    String version = consumers.run("node --version", "");
    assertTrue(version.startsWith("v22."), version);
    assertEquals(Markdown.renderMarkdown(MIXED), consumers.run("node node/render.mjs", MIXED));
  }

  @Test
  void rendersInDeno() throws Exception {
    assertEquals(
        Markdown.renderMarkdown(MIXED),
        consumers.run("deno run --allow-read node/render.mjs", MIXED));
  }

  /** A framework's server imports the modules of pages as well. */
  @ParameterizedTest
  @CsvSource({"node", "deno run --allow-read"})
  void importsWhereThereIsNoPage(String command) throws Exception {
    assertEquals("Editor Preview data-own", consumers.run(command + " node/on-server.mjs", ""));
  }

  /** The condition is Jest's; Vitest takes the modules for Node. */
  @Test
  void textAreaStaysTheControlInJsdom() throws Exception {
    assertEquals("sent typed", consumers.run("node --conditions=browser node/in-jsdom.mjs", ""));
  }

  /** The luma of red is 76, that of blue 29. */
  @ParameterizedTest
  @CsvSource({"node", "deno run --allow-read"})
  void changesPictures(String command) throws Exception {
    assertEquals("226 226 226 255 179 179 179 128", consumers.run(command + " node/image.mjs", ""));
  }

  /** Tools ask for all that a place is at once, and some of what is not Node is Node as well. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a window of Electron, --conditions=browser, v1",
    "a thread of Node, --conditions=worker, node",
    "webpack for Deno, --conditions=browser --conditions=deno, node"
  })
  void hasTheEngineFor(String place, String conditions, String folder) throws Exception {
    String command =
        "node "
            + conditions
            + " --input-type=module --eval console.log(import.meta.resolve('twinmark/markdown'))";
    assertEquals(
        consumers.installed("dist/npm/" + folder + "/markdown.js").toUri().toString(),
        consumers.run(command, "").strip());
  }

  /** Compiles TypeScript, JSX of React, Preact and Solid, and templates of Vue in one run. */
  @Test
  void declarationsSayWhatIsThere() throws Exception {
    consumers.run("vue-tsc --project types", "");
  }

  @Test
  void hasWhatItExportsAndNoDependencies() throws IOException {
    JsonObject manifest = json("package.json");
    assertTrue(!manifest.has("dependencies") && !manifest.has("peerDependencies"));
    Set<String> missing = new TreeSet<>();
    collectMissing(manifest.get("exports"), missing);
    assertEquals(Set.of(), missing);
    assertTrue(Files.exists(consumers.installed("LICENSE")), "a license");
    assertTrue(Files.exists(consumers.installed("README.md")), "a README");
    // Nothing of the application.
    try (var files = Files.walk(consumers.installed(""))) {
      List<Path> strays =
          files
              .filter(file -> file.toString().matches(".*(app-|service-worker|\\.br$|\\.gz$).*"))
              .toList();
      assertEquals(List.of(), strays);
    }
  }

  /** Each public member of the element, each attribute and each event is in the manifest. */
  @Test
  void describesItsElement() throws IOException {
    JsonObject element = declaration(json("dist/npm/custom-elements.json"));
    assertEquals("twinmark-editor", element.get("tagName").getAsString());
    browser.open(consumers.address("plain/index.html"));
    browser.awaitEditor();
    @SuppressWarnings("unchecked")
    List<String> members =
        (List<String>)
            browser.run(
                """
                const { prototype } = customElements.get('twinmark-editor');
                return Object.getOwnPropertyNames(prototype)
                  .filter((name) => name !== 'constructor' && !name.endsWith('Callback'));
                """);
    @SuppressWarnings("unchecked")
    List<String> attributes =
        (List<String>)
            browser.run("return customElements.get('twinmark-editor').observedAttributes;");
    assertTrue(members.contains("value") && attributes.contains("debounce"));
    assertEquals(Set.of(), without(members, names(element, "members")));
    assertEquals(Set.of(), without(attributes, names(element, "attributes")));
    assertTrue(names(element, "events").containsAll(Set.of("input", "twinmark-render")));
  }

  private static JsonObject declaration(JsonObject manifest) {
    for (JsonElement module : manifest.getAsJsonArray("modules")) {
      for (JsonElement declaration : module.getAsJsonObject().getAsJsonArray("declarations")) {
        if (declaration.getAsJsonObject().has("customElement")) {
          return declaration.getAsJsonObject();
        }
      }
    }
    throw new AssertionError("no element in " + manifest);
  }

  private static Set<String> names(JsonObject element, String list) {
    Set<String> names = new TreeSet<>();
    JsonArray entries = element.getAsJsonArray(list);
    if (entries != null) {
      entries.forEach(entry -> names.add(entry.getAsJsonObject().get("name").getAsString()));
    }
    return names;
  }

  private static Set<String> without(List<String> all, Set<String> known) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(known);
    return rest;
  }

  private static void collectMissing(JsonElement target, Set<String> missing) {
    if (target.isJsonObject()) {
      target.getAsJsonObject().asMap().values().forEach(value -> collectMissing(value, missing));
    } else if (!Files.isRegularFile(consumers.installed(target.getAsString()))) {
      missing.add(target.getAsString());
    }
  }

  private static JsonObject json(String path) throws IOException {
    return JsonParser.parseString(Files.readString(consumers.installed(path))).getAsJsonObject();
  }
}
