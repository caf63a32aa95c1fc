package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** The page as a form: edit, press Preview, see the result. */
@ExtendWith(BrowserExtension.class)
final class WithoutScriptIT {

  private static final By BUTTON = By.cssSelector("twinmark-editor form button");

  private final Browser browser;
  private final TwinmarkServer server;

  WithoutScriptIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openWithoutScripts() {
    browser.disableScripts(true);
    browser.open(server.uri().toString());
  }

  @Test
  void previewsByForm() {
    String markdown =
        "\n# Héllo\n\n| a |\n|---|\n| *😀* |\n\n</textarea><script>pwned()</script>\n";
    browser.find(Browser.SOURCE).clear();
    // Keys beyond the BMP are not the driver's to press; a paste is.
    browser.run("document.querySelector('[data-twinmark-source]').value = arguments[0];", markdown);
    browser.find(BUTTON).click();
    browser.await("document.querySelector('[data-twinmark-preview] h1')?.textContent === 'Héllo'");
    assertEquals("😀", browser.find("[data-twinmark-preview] td em").getText());
    assertEquals(
        markdown,
        browser.run("return document.querySelector('[data-twinmark-source]').value;"),
        "the text came back changed");
    assertEquals(
        0, browser.count("[data-twinmark-preview] script"), "a script reached the preview");
  }

  @Test
  void typesAndPreviewsTwice() {
    for (String word : new String[] {"once", "twice"}) {
      browser.find(Browser.SOURCE).clear();
      browser.find(Browser.SOURCE).sendKeys("**" + word + "**");
      browser.find(BUTTON).click();
      browser.await(
          "document.querySelector('[data-twinmark-preview] strong')?.textContent === arguments[0]",
          word);
    }
  }

  @Test
  void buttonIsGoneWithScripts() {
    assertEquals("Preview", browser.find(BUTTON).getText());
    browser.disableScripts(false);
    browser.openEditor(server);
    assertTrue(
        (Boolean)
            browser.run("return document.querySelector('twinmark-editor form button') === null;"));
  }
}
