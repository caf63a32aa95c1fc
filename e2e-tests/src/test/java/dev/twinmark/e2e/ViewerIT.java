package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks the element and the two functions that show Markdown without an editor. */
@ExtendWith(BrowserExtension.class)
final class ViewerIT {

  private final Browser browser;
  private final TwinmarkServer server;

  ViewerIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    // A page with nothing of the editor in it, once its own script is done.
    browser.open(server.uri() + "docs/rendering/examples/3");
    browser.await("document.querySelector('#html').textContent !== ''");
    browser.run("document.body.replaceChildren();");
  }

  @Test
  void showsTheTextOfAScriptWithoutWhatAllLinesAreIndentedBy(CanaryServer canaries) {
    // In a page without Trusted Types: with them, only a parser may put text into a script.
    browser.open(
        canaries.serve(
            "/viewer.html",
            "text/html",
            "script-src " + server.uri() + " 'wasm-unsafe-eval'",
            """
            <!DOCTYPE html>
            <link rel="icon" href="data:,">
            <script type="module" src="%sassets/v1/preview.js"></script>
            <twinmark-preview>
              <script type="text/markdown">
                one

                    two

                three
              </script>
            </twinmark-preview>
            """
                .formatted(server.uri())));
    browser.await("customElements.get('twinmark-preview') !== undefined");
    browser.async(
        "window.viewer = document.querySelector('twinmark-preview'); await viewer.ready;");
    assertEquals("<p>one</p>|<pre><code>two\n</code></pre>|<p>three</p>", html());
  }

  @Test
  void takesThePropertyBeforeTheAttributeBeforeTheAddress() {
    assertEquals("<p>{\"status\":\"ok\"}</p>", show("viewer.src = '/health';"));
    assertEquals("<p>attribute</p>", update("viewer.setAttribute('markdown', 'attribute');"));
    assertEquals("<p>property</p>", update("viewer.markdown = 'property';"));
    assertEquals("<p>property</p>", update("viewer.setAttribute('markdown', 'later');"));
    assertEquals("property", browser.run("return viewer.markdown;"));
  }

  @Test
  void keepsATextThatWasSetBeforeTheElementWasDefined() {
    assertEquals(
        "<p>early</p>",
        browser.async(
            """
            const viewer = document.createElement('twinmark-preview');
            viewer.markdown = 'early';
            document.body.append(viewer);
            await import('/assets/v1/preview.js');
            await viewer.rendered();
            return viewer.preview.innerHTML.trim();
            """));
  }

  @Test
  void asksNoOtherOriginAndSaysWhy(CanaryServer canaries) {
    String other = canaries.canary() + "text.md";
    show("viewer.src = '" + other + "';");
    assertTrue(status().contains(other + " is not shown"), status());
    assertEquals("<p>next</p>", update("viewer.markdown = 'next';"));
    assertEquals("", status());
  }

  @Test
  void saysWhatCouldNotBeLoadedAndKeepsWhatWasThere() {
    show("viewer.setAttribute('markdown', 'kept');");
    browser.expectProblem("404");
    browser.async(
        """
        viewer.src = '/nothing-here.md';
        viewer.removeAttribute('markdown');
        """);
    browser.await("viewer.shadowRoot.querySelector('[role=status]').textContent.includes('404')");
    assertEquals("<p>kept</p>", html());
  }

  @Test
  void isSanitizedAsTheFunctionIs() {
    String hostile = "<img src=data:, onerror=alert(1)>\\n\\n[a](javascript:alert(1)) <b>bold</b>";
    String shown = show("viewer.markdown = '" + hostile + "';");
    assertTrue(shown.contains("<b>bold</b>"), shown);
    assertTrue(!shown.contains("alert"), shown);
    assertEquals(
        true,
        browser.async(
            """
            const { renderSafe, renderMarkdown } = await import('/assets/v1/render.js');
            const article = document.createElement('div');
            article.append(await renderSafe(viewer.markdown));
            if (!(await renderMarkdown(viewer.markdown)).includes('onerror')) throw new Error('raw');
            viewer.preview.normalize();
            return [...article.childNodes].every((node, i) =>
              node.isEqualNode(viewer.preview.childNodes[i]));
            """));
  }

  @Test
  void imagesAreLoadedNearTheView() {
    show(
        "viewer.markdown = '![](/favicon.ico?near)' + '\\n\\ntext'.repeat(800) + '\\n\\n![](/favicon.ico?far)';");
    String loaded =
        "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('?%s'))";
    browser.await(loaded.formatted("near"));
    assertEquals(false, browser.run("return " + loaded.formatted("far")));
    browser.run("viewer.preview.querySelector('img[src$=far]').scrollIntoView();");
    browser.await(loaded.formatted("far"));
  }

  @Test
  void linksLeadToHeadings() {
    show(
        "viewer.setAttribute('extensions', 'heading-ids');"
            + "viewer.markdown = '[go](#the-end)\\n\\n' + 'text\\n\\n'.repeat(300) + '# The end';");
    browser.run("viewer.preview.querySelector('a').click();");
    browser.await(
        "Math.abs(viewer.preview.querySelector('h1').getBoundingClientRect().bottom - innerHeight) < innerHeight");
    assertTrue((long) browser.run("return Math.round(scrollY);") > 1000);
  }

  @Test
  void loadsNoEditorAndLooksTheSameInAnyPage() {
    show("viewer.markdown = '# Title';");
    @SuppressWarnings("unchecked")
    var page =
        (Map<String, Object>)
            browser.run(
                """
                const sheet = new CSSStyleSheet();
                sheet.replaceSync('body, body * { color: red !important; font-size: 3px !important }');
                document.adoptedStyleSheets.push(sheet);
                const { fontSize, color } = getComputedStyle(viewer.preview.querySelector('h1'));
                const scripts = performance.getEntriesByType('resource')
                  .filter(({ name }) => name.endsWith('.js'));
                return {
                  fontSize,
                  color,
                  bytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
                };
                """);
    assertEquals("32px", page.get("fontSize"));
    assertTrue(!"rgb(255, 0, 0)".equals(page.get("color")), String.valueOf(page));
    // The editor's scripts take over 150 KB.
    assertTrue(((Number) page.get("bytes")).intValue() < 60_000, String.valueOf(page));
  }

  /** Adds an element, prepared by a script, and gives its HTML once that is shown. */
  private String show(String preparation) {
    browser.async(
        """
        await import('/assets/v1/preview.js');
        window.viewer = document.createElement('twinmark-preview');
        """
            + preparation
            + "document.body.append(viewer); await viewer.ready;");
    return html();
  }

  private String update(String change) {
    browser.async(change + "await viewer.rendered();");
    return html();
  }

  private String html() {
    return (String)
        browser.run("return viewer.preview.innerHTML.trim().replaceAll(/>\\n+</g, '>|<');");
  }

  private String status() {
    return (String)
        browser.run("return viewer.shadowRoot.querySelector('[role=status]').textContent;");
  }
}
