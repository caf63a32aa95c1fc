package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.HostServer;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.engine.Extension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** A footnote is shown at its reference, in the editor's preview and in a published page alike. */
@ExtendWith(BrowserExtension.class)
final class FootnotesIT {

  private static final String DOCUMENT =
      """
      Borage[^borage] and words around it.

      [^borage]: *Borago*, see [above](#none) and another[^other].

          A second paragraph.

      [^other]: Another note.
      """;

  private static final String SHOWN = "document.querySelector('.footnote-preview:popover-open')";

  private final Browser browser;
  private final TwinmarkServer server;
  private final HostServer host;

  FootnotesIT(Browser browser, TwinmarkServer server, HostServer host) {
    this.browser = browser;
    this.server = server;
    this.host = host;
  }

  @ParameterizedTest
  @ValueSource(strings = {"preview", "published"})
  void noteIsShownAtAFocusedReference(String place) {
    open(place);
    browser.run("document.activeElement.blur();");
    String before = (String) browser.run("return e2e.root.innerHTML;");
    for (int tabs = 0; tabs < 40; tabs++) {
      if (Boolean.TRUE.equals(
          browser.run("return document.activeElement.matches('p > .footnote-ref > a');"))) {
        break;
      }
      browser.type(Keys.TAB);
    }
    browser.await(SHOWN);
    assertEquals(
        "Borago, see above and another2.\n\nA second paragraph.",
        browser.run("return " + SHOWN + ".innerText.trim();"));
    assertEquals(0L, browser.run("return " + SHOWN + ".querySelectorAll('[id]').length;"));
    browser.type(Keys.ESCAPE);
    browser.await(SHOWN + " === null");
    assertEquals(
        true, browser.run("return document.activeElement.matches('p > .footnote-ref > a');"));
    assertEquals(before, browser.run("return e2e.root.innerHTML;"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"preview", "published"})
  void noteIsShownAtThePointerAndMovesNothing(String place) {
    open(place);
    Object before = places();
    browser.point("p > .footnote-ref > a");
    browser.await(SHOWN);
    assertEquals(before, places());
    assertEquals(
        true,
        browser.run(
            """
            const { left, right, top, bottom } = %s.getBoundingClientRect();
            return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
            """
                .formatted(SHOWN)));
    // Onto the note, where it stays, and to a note that this one refers to.
    browser.point(".footnote-preview p");
    browser.await(SHOWN);
    browser.find(".footnote-preview .footnote-ref > a").click();
    browser.await(SHOWN + " === null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preview", "published"})
  void linksBackHaveAName(String place) {
    open(place);
    String name = browser.find(".footnote-backref").getAccessibleName();
    assertTrue(name.endsWith("Back to the text"), name);
  }

  private void open(String place) {
    if (place.equals("preview")) {
      browser.openEditor(server);
      browser.async("await e2e.show(args[0]);", DOCUMENT);
      browser.run("e2e.root = e2e.editor().preview;");
    } else {
      var renderer = TwinmarkRenderer.builder().extensions(Extension.GITHUB).build();
      browser.open(
          host.page(
              "/published.html",
              """
              <script type="module" src="/assets/v1/enhance.js"></script>
              <link rel="stylesheet" href="/assets/v1/markdown.css">
              <article class="markdown">%s</article>
              """
                  .formatted(renderer.render(DOCUMENT))));
      browser.run("e2e.root = document.querySelector('article');");
    }
    browser.await("getComputedStyle(e2e.root).getPropertyValue('--footnote-back') !== ''");
  }

  private Object places() {
    return browser.run(
        """
        return [...e2e.root.querySelectorAll('*')].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [element.localName, x, y, width, height].join();
        }).join(' ');
        """);
  }
}
