package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.Corpus;
import dev.twinmark.e2e.support.TwinmarkServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The main job: CommonMark's own specification, pasted, shown, and edited in its middle. */
@ExtendWith(BrowserExtension.class)
final class SpecificationIT {

  private final Browser browser;
  private final TwinmarkServer server;
  private final CanaryServer pages;

  SpecificationIT(Browser browser, TwinmarkServer server, CanaryServer pages) {
    this.browser = browser;
    this.pages = pages;
    this.server = server;
  }

  @Test
  void isPastedAndEditedInItsMiddle() {
    String spec = Corpus.spec();
    // Its images lead nowhere.
    browser.allowProblem("Failed to load resource");
    browser.bypassCsp(true); // for the comparison with the server's HTML
    browser.copy(pages, Corpus.spec());
    browser.openEditor(server);
    paste();
    browser.await("e2e.editor().preview.querySelector('h1')?.textContent === 'Introduction'");
    assertEquals(spec, browser.run("return e2e.editor().value;"));
    assertPreviewIsTheServers();
    browser.screenshot("specification-pasted");

    // Between two sections, not within an example's fence.
    int middle = spec.indexOf("\n## ", spec.length() / 2);
    browser.run(
        """
        e2e.editor().focus();
        e2e.editor().setSelectionRange(arguments[0], arguments[0]);
        window.renders = [];
        addEventListener('twinmark-render', (event) => renders.push(event.detail.milliseconds));
        """,
        middle);
    browser.type("\n\nTyped in the *middle*");
    browser.await(
        "[...e2e.editor().preview.querySelectorAll('p')].some((p) => p.innerHTML === 'Typed in the <em>middle</em>')");
    browser.type("\n\n## And a heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    browser.await(
        "[...e2e.editor().preview.querySelectorAll('h2')].some((h) => h.textContent === 'And a heading')");
    assertPreviewIsTheServers();
    System.out.println(
        "Edits of the specification, ms from edit to preview: "
            + browser.run("return renders.map(Math.round).join(' ');"));

    String edited = (String) browser.run("return e2e.editor().value;");
    assertEquals(
        spec.substring(0, middle)
            + "\n\nTyped in the *middle*"
            + "\n\n## And a heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
            + spec.substring(middle),
        edited);
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    assertNotEquals(edited, browser.run("return e2e.editor().value;"));
    assertPreviewIsTheServers();
  }

  /** Under the policy of the page, no violation. */
  @Test
  void isPastedUnderThePolicy() {
    browser.allowProblem("Failed to load resource");
    browser.copy(pages, Corpus.spec());
    browser.openEditor(server);
    paste();
    browser.await("e2e.editor().preview.querySelector('h1')?.textContent === 'Introduction'");
    browser.await("e2e.editor().preview.childElementCount > 1000");
    browser.type("*the end*");
    assertEquals(Corpus.spec() + "*the end*", browser.run("return e2e.editor().value;"));
    browser.await("e2e.editor().preview.lastElementChild.innerHTML.includes('<em>the end</em>')");
  }

  /** A paste from the clipboard, over all that is there. */
  private void paste() {
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.chord(Keys.CONTROL, "v"));
  }

  private void assertPreviewIsTheServers() {
    browser.async(
        """
        // The last edit may not have been rendered yet.
        const end = performance.now() + 30_000;
        const expected = e2e.parse(await e2e.serverHtml(e2e.editor().value));
        while (!e2e.sameContent(e2e.editor().preview, expected)) {
          if (performance.now() > end) throw new Error('the preview is not what the server renders');
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        """);
  }
}
