package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Browsers of before: without WebAssembly GC, without the string built-ins, without a Worker. */
@ExtendWith(BrowserExtension.class)
final class UnsupportedBrowserIT {

  private final Browser browser;
  private final TwinmarkServer server;

  UnsupportedBrowserIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @Test
  void withoutWasmGcTheServerRenders() {
    browser.addInitScript(Browser.resource("without-wasm-gc.js"));
    browser.addInitScript(
        "window.requests = []; const original = fetch; window.fetch = (...given) => { requests.push(String(given[0])); return original(...given); };");
    browser.openEditor(server);
    assertMessageNamesVersions();
    browser.surface().sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, "**from the server**");
    browser.await(
        "e2e.editor().preview.innerHTML === '<p><strong>from the server</strong></p>\\n'");
    assertMessageNamesVersions();
    assertTrue(
        (Boolean)
            browser.run("return requests.some((url) => url.includes('/api/render?extensions='));"));
  }

  @Test
  void withoutWebAssemblyTheServerRenders() {
    browser.addInitScript("delete window.WebAssembly;");
    browser.openEditor(server);
    assertMessageNamesVersions();
    browser.async("await e2e.show('*x*');");
    assertEquals("<p><em>x</em></p>\n", browser.previewHtml());
  }

  @Test
  void longDocumentsFallBackToo() {
    browser.addInitScript(Browser.resource("without-wasm-gc.js"));
    browser.openEditor(server);
    browser.async("await e2e.show('a paragraph\\n\\n'.repeat(4000) + 'the end');");
    assertTrue(browser.previewHtml().endsWith("<p>the end</p>\n"));
    assertMessageNamesVersions();
  }

  /** Slower, but right: the loader brings its own string functions. */
  @Test
  void withoutStringBuiltinsTheEngineStillRuns() {
    browser.addInitScript(Browser.resource("without-string-builtins.js"));
    browser.openEditor(server);
    assertEquals("", browser.statusText());
    String text = "*a* \uD83D\uDE00 \uD800 &copy;\u0000";
    assertEquals(
        dev.twinmark.engine.Markdown.renderMarkdown(text),
        Units.decode(
            (String)
                browser.async(
                    """
                    const { loadMarkdown } = await import('/assets/v1/markdown.js');
                    return e2e.encode((await loadMarkdown()).renderMarkdown(e2e.decode(args[0])));
                    """,
                    Units.encode(text))));
    assertTrue((Boolean) browser.run("return refusedBuiltins > 0;"), "nothing was simulated");
  }

  private void assertMessageNamesVersions() {
    String message = browser.statusText();
    for (String version : new String[] {"137", "131", "18.4"}) {
      assertTrue(message.contains(version), () -> "no " + version + " in: " + message);
    }
  }
}
