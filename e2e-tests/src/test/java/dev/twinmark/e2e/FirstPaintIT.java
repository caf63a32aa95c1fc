package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Rectangle;

/**
 * Checks that the server's HTML is there before any script, and stays as it is when the script
 * comes.
 */
@ExtendWith(BrowserExtension.class)
final class FirstPaintIT {

  private static final String RECTANGLES = "return e2e.rectangles();";

  private final Browser browser;
  private final TwinmarkServer server;

  FirstPaintIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @AfterEach
  void runAtFullSpeed() {
    browser.cdp("Emulation.setCPUThrottlingRate", Map.of("rate", 1));
  }

  @Test
  void previewIsTheSameWithoutAndWithScript() {
    browser.disableScripts(true);
    browser.open(server.uri().toString());
    String before = browser.previewHtml();
    assertFalse(before.isBlank(), "the server sent an empty preview");
    browser.disableScripts(false);
    browser.openEditor(server);
    assertEquals(before, browser.previewHtml());
  }

  @Test
  void scriptChangesNothingOfThePreview() {
    browser.addInitScript(Browser.resource("preview-mutations.js"));
    browser.openEditor(server);
    assertEquals(List.of(), browser.run("return e2e.previewMutations;"));
    assertEquals(browser.previewHtml(), browser.run("return e2e.firstPreview;"));
    // The instrument works: an edit is seen.
    browser.async("await e2e.show('changed');");
    assertTrue((Boolean) browser.run("return e2e.previewMutations.length > 0;"));
  }

  @Test
  void nothingMoves() throws InterruptedException {
    browser.blockUrls("*/assets/app*.js");
    browser.open(server.uri().toString());
    Object without = browser.run(RECTANGLES);
    assertEquals(
        false,
        browser.run("return customElements.get('twinmark-editor') !== undefined;"),
        "the script was to be blocked");
    assertTrue(((List<?>) without).size() > 10, () -> "too little to compare: " + without);
    browser.blockUrls();
    browser.openEditor(server);
    assertEquals(without, browser.run(RECTANGLES));
  }

  @Test
  void textAndPreviewStandSideBySide() {
    browser.openEditor(server);
    Rectangle source = browser.find("[data-twinmark-surface]").getRect();
    Rectangle preview = browser.find(Browser.PREVIEW).getRect();
    assertTrue(source.width > 400 && preview.width > 400, "a pane is too narrow");
    assertTrue(source.height > 400, "the text area is too low");
    assertTrue(source.x + source.width <= preview.x, "the preview is not beside the text");
    browser.screenshot("first-paint");
  }

  /** Slows the processor down, so that the HTML parser pauses. */
  @Test
  void nothingShiftsWhileThePageLoads() {
    browser.cdp("Emulation.setCPUThrottlingRate", Map.of("rate", 4));
    browser.addInitScript(
        """
        window.shifts = [];
        new PerformanceObserver((list) => {
          for (const { sources } of list.getEntries()) {
            const [{ previousRect, currentRect }] = sources;
            shifts.push([currentRect.x - previousRect.x, currentRect.y - previousRect.y]);
          }
        }).observe({ type: 'layout-shift', buffered: true });
        """);
    browser.openEditor(server);
    // The divider's script is loaded last.
    browser.await("document.querySelector('[data-twinmark-divider]').ariaValueNow !== null");
    // Entries come in the order of the shifts: with this one, all before it have come.
    browser.run("document.body.style.paddingTop = '100px';");
    browser.awaitEquals(List.of(List.of(0L, 100L)), "shifts");
  }

  @Test
  void partsHaveNames() {
    browser.openEditor(server);
    // Chromium's accessible names follow text-transform, which is a matter of style.
    assertEquals("markdown", browser.surface().getAccessibleName().toLowerCase(Locale.ROOT));
    assertEquals("Preview", browser.find(Browser.PREVIEW).getAccessibleName());
    assertEquals("status", browser.find(Browser.STATUS).getAriaRole());
    assertFalse(((String) browser.run("return document.title;")).isBlank());
    assertFalse(((String) browser.run("return document.documentElement.lang;")).isBlank());
  }
}
