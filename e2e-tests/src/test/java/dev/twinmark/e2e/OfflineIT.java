package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.UpdatedServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The page without its server. */
@Essential
@ExtendWith(BrowserExtension.class)
final class OfflineIT {

  /** The first diagram waits for a page of megabytes, on a busy machine. */
  private static final Duration DIAGRAM_LIMIT = Duration.ofSeconds(60);

  private final Browser browser;

  OfflineIT(Browser browser) {
    this.browser = browser;
  }

  @Test
  void opensAndWritesWithoutTheServer() {
    browser.bypassServiceWorker(false);
    // The proxy in front of WebKit notices every connection that is refused.
    browser.allowProblem("ConnectException");
    String url;
    try (TwinmarkServer server = TwinmarkServer.start()) {
      url = server.uri().toString();
      browser.openEditor(server);
      browser.awaitServiceWorker();
    }
    browser.open(url);
    browser.awaitEditor();
    browser.async("await e2e.show('**offline**');");
    assertEquals("<p><strong>offline</strong></p>\n", browser.previewHtml());
    // The files that are loaded late are there, too.
    browser.type(Keys.F1);
    browser.await("document.querySelector('[role=option]') !== null");
    assertTrue(
        (Boolean)
            browser.async(
                "return (await caches.keys()).every((name) => name.startsWith('twinmark-'));"));
    browser.removeServiceWorker();
  }

  /** The frame that draws has no service worker: the browser keeps its page. */
  @Test
  void drawsDiagramsWithoutTheServerOnceOneWasDrawn() {
    browser.bypassServiceWorker(false);
    browser.allowProblem("ConnectException");
    String url;
    try (TwinmarkServer server = TwinmarkServer.start()) {
      url = server.uri().toString();
      browser.openEditor(server);
      browser.awaitServiceWorker();
      showDiagram("A-->B");
    }
    browser.open(url);
    browser.awaitEditor();
    showDiagram("C-->D");
    browser.removeServiceWorker();
  }

  private void showDiagram(String lines) {
    browser.async("await e2e.show(args[0]);", "```mermaid\ngraph TD\n" + lines + "\n```\n");
    browser.await(
        DIAGRAM_LIMIT,
        "e2e.editor().preview.querySelector('twinmark-drawing')"
            + "?.shadowRoot.firstChild?.naturalWidth > 0");
  }

  @Test
  void aNewerVersionIsTakenWhenAllIsStored() {
    browser.bypassServiceWorker(false);
    try (TwinmarkServer server = TwinmarkServer.start();
        UpdatedServer updated = UpdatedServer.start(server)) {
      browser.open(updated.address());
      browser.awaitEditor();
      browser.await("navigator.serviceWorker.controller !== null");
      assertEquals("", browser.find("#notice").getText(), "the first one is no newer one");
      updated.release();
      browser.async("await (await navigator.serviceWorker.ready).update();");
      browser.await("document.querySelector('#notice button') !== null");

      // Nothing is loaded anew while there is something that would be lost.
      browser.run(
          """
          window.isOld = true;
          window.put = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
          """);
      browser.focusEditor();
      browser.type("not lost ");
      browser.find("#notice button").click();
      browser.await("document.querySelector('#save-state').dataset.state === 'failed'");
      browser.await("!document.querySelector('#notice button').disabled");
      assertEquals(true, browser.run("return window.isOld;"));

      browser.run("IDBObjectStore.prototype.put = window.put;");
      browser.find("#notice button").click();
      browser.await("window.isOld !== true && window.e2e?.editor() !== null");
      browser.awaitEditor();
      browser.await("e2e.editor().value.includes('not lost ')");
      assertEquals("", browser.find("#notice").getText());
      assertEquals(
          updated.version(),
          browser
              .async("return (await fetch('/service-worker.js')).text();")
              .toString()
              .lines()
              .reduce((first, last) -> last)
              .orElseThrow());
      browser.removeServiceWorker();
    }
  }
}
