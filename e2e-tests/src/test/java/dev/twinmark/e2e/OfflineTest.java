package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The page without its server. */
@ExtendWith(BrowserExtension.class)
final class OfflineTest {

  private final Browser browser;

  OfflineTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void opensAndWritesWithoutTheServer() {
    browser.bypassServiceWorker(false);
    String url;
    try (TwinmarkServer server = TwinmarkServer.start()) {
      url = server.uri().toString();
      browser.openEditor(server);
      browser.async("await navigator.serviceWorker.ready;");
      browser.await("navigator.serviceWorker.controller !== null");
    }
    browser.open(url);
    browser.awaitEditor();
    browser.async("await e2e.show('**offline**');");
    assertEquals("<p><strong>offline</strong></p>\n", browser.previewHtml());
    // What is loaded late is there, too.
    browser.type(Keys.F1);
    browser.await("document.querySelector('[role=option]') !== null");
    assertTrue(
        (Boolean)
            browser.async(
                "return (await caches.keys()).every((name) => name.startsWith('twinmark-'));"));
    browser.async(
        "for (const r of await navigator.serviceWorker.getRegistrations()) await r.unregister();");
  }
}
