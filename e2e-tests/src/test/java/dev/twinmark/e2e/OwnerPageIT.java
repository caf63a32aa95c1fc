package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.WithDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The page of an account's documents, with the keyboard and without scripts. */
@ExtendWith(BrowserExtension.class)
final class OwnerPageIT {

  private static final String FITS =
      "document.documentElement.scrollWidth <= document.documentElement.clientWidth";

  private final Browser browser;
  private final TwinmarkServer server;

  OwnerPageIT(Browser browser, @WithDocuments TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @Test
  void ownerSharesLessAndDeletesByKeyboard() {
    try (Browser reader = Browser.start()) {
      browser.openEditor(server);
      String documents = server.uri().resolve("documents").toString();
      browser.open(documents);
      assertTrue(browser.find(".empty").getText().contains("will appear here"));
      String link =
          (String)
              browser.async(
                  """
                  const ask = async (path, body) => (await fetch(`api/documents${path}`, {
                    method: 'POST',
                    headers: { 'content-type': 'application/json' },
                    body: JSON.stringify(body),
                  })).json();
                  const { id } = await ask('', { text: '# Bees\\n\\nThey like borage.' });
                  return (await ask(`/${id}/links`, { role: 'read', label: 'Ada' })).url;
                  """);
      reader.open(server.uri().resolve(link).toString());
      reader.awaitEditor();
      reader.await("e2e.editor().value.startsWith('# Bees')");

      browser.open(documents);
      assertEquals("Bees", browser.find("tbody th a").getText());
      browser.emulateWindow(360, 740);
      browser.await(FITS);
      browser.find("tbody td:last-child a").sendKeys(Keys.ENTER);
      browser.await("document.querySelector('input[type=date]') !== null");
      browser.await(FITS);
      assertEquals(1, browser.count(".links li"));
      browser.find("button[value=revoke]").sendKeys(Keys.ENTER);
      browser.await("document.querySelector('[role=status]')?.textContent.includes('revoked')");
      assertEquals(0, browser.count(".links li"));
      // The reader keeps the text as a document of this browser.
      reader.await("document.querySelector('#save-state').textContent === 'Saved in this browser'");

      browser.disableScripts(true);
      browser.find("summary").sendKeys(Keys.ENTER);
      browser.find("button[value=delete]").sendKeys(Keys.ENTER);
      browser.disableScripts(false);
      browser.await("location.pathname === '/documents'");
      assertTrue(browser.find("[role=status]").getText().contains("deleted"));
      assertEquals(0, browser.count("tbody tr"));
    }
  }
}
