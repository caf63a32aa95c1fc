package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.WithDocuments;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Documents that are on the server as well, as the application's user meets them. */
@ExtendWith(BrowserExtension.class)
final class ServerDocumentsIT {

  private static final String STATE = "document.querySelector('#save-state').textContent";

  private static final String DIALOG_STATUS =
      "document.querySelector('.sharing > [role=status]').textContent";

  private final Browser browser;
  private final TwinmarkServer server;

  ServerDocumentsIT(Browser browser, @WithDocuments TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  /** Browsers report each connection that is refused, as that to a server that is being stopped. */
  @BeforeEach
  void expectRefusals() {
    browser.allowProblem("Web ?Socket|CONNECTION_REFUSED|Failed to fetch|NetworkError");
  }

  @Test
  void documentMovesToTheServerAndIsWrittenOffline(@TempDir Path data) {
    int port;
    try (TwinmarkServer own = TwinmarkServer.start("--data", data.toString())) {
      port = own.port();
      browser.openEditor(own);
      write("# Shared\n\nfirst");
      browser.awaitEquals("Saved in this browser", STATE);
      keepOnServer();
      closeDialog();
      browser.awaitEquals("Saved on the server", STATE);
      browser.type(Keys.chord(Keys.CONTROL, Keys.END), " second");
      browser.awaitEquals("Saved on the server", STATE);
    }
    browser.await(STATE + ".startsWith('Offline')");
    browser.type(" third");
    browser.await(STATE + ".startsWith('Offline · ') && /[1-9]/.test(" + STATE + ")");
    try (TwinmarkServer again = restart(port, data)) {
      browser.awaitEquals("Saved on the server", STATE);
      assertEquals(
          "# Shared\n\nfirst second third",
          browser.async(
              """
              const [{ id }] = (await (await fetch('api/documents')).json()).documents;
              return (await fetch(`api/documents/${id}/text`)).text();
              """));
      // A reload has the text at once, and follows the server again.
      browser.openEditor(again);
      browser.await("e2e.editor().value.endsWith('third')");
      browser.awaitEquals("Saved on the server", STATE);
    }
  }

  @Test
  void linkLetsAnotherBrowserWriteUntilItIsRevoked() {
    try (Browser other = Browser.start()) {
      browser.openEditor(server);
      write("# Together\n\n");
      keepOnServer();
      String link = createLink("write", "Ada");

      other.open(link);
      other.awaitEditor();
      other.await("e2e.editor().value.startsWith('# Together')");
      assertTrue(!other.url().contains(link.substring(link.lastIndexOf('/') + 1)), other::url);
      other.awaitEquals("Saved on the server", STATE);
      closeDialog();
      browser.await("document.querySelectorAll('.people > li').length === 1");

      browser.type(Keys.chord(Keys.CONTROL, Keys.END), "mine");
      other.await("e2e.editor().value.endsWith('mine')");
      other.await("e2e.editor().preview.textContent.includes('mine')");
      other.focusEditor();
      other.type(Keys.chord(Keys.CONTROL, Keys.HOME), Keys.END, " theirs");
      browser.await("e2e.editor().value.startsWith('# Together theirs')");
      browser.await("e2e.editor().preview.querySelector('h1').textContent.endsWith('theirs')");

      openDialog();
      browser.await("document.querySelectorAll('.sharing-links button').length === 1");
      browser.find(".sharing-links button").click();
      browser.await(DIALOG_STATUS + " !== ''");
      other.await("document.querySelector('.notices [role=alert]').textContent.includes('access')");
      other.awaitEquals("Saved in this browser", STATE);
      assertTrue(((String) other.run("return e2e.editor().value;")).endsWith("mine"));
      other.type("!");
      other.await("e2e.editor().value.includes('!')");
    }
  }

  @Test
  void readerSeesChangesAndCannotWrite() {
    try (Browser reader = Browser.start()) {
      browser.openEditor(server);
      write("# Read me");
      keepOnServer();
      String link = createLink("read", "");
      reader.open(link);
      reader.awaitEditor();
      reader.awaitEquals("Read only", STATE);
      reader.focusEditor();
      reader.type("nothing");
      closeDialog();
      browser.type(Keys.chord(Keys.CONTROL, Keys.END), " again");
      reader.awaitEquals("# Read me again", "e2e.editor().value");
      // A page in the browser's back/forward cache has no connection.
      browser.await("document.querySelectorAll('.people > li').length === 1");
      reader.open("about:blank");
      browser.await("document.querySelectorAll('.people > li').length === 0");
      browser.type("!");
      reader.back();
      reader.awaitEquals("# Read me again!", "e2e.editor().value");
    }
  }

  @Test
  void publishedPageHasTheHtmlOfThePreview() {
    String markdown =
        """
        # Bees

        They like *borage*[^1], ~~not~~ thistles.

        - [x] seen
        - [ ] counted

        | a | b |
        | - | -: |
        | 1 | 2 |

        > [!NOTE]
        > Hm.

        [^1]: It flowers.
        """;
    browser.openEditor(server);
    write(markdown);
    keepOnServer();
    String preview =
        (String) browser.run("return e2e.editor().preview.cloneNode(true).textContent;");
    button("Publish").click();
    browser.awaitEquals("Published.", DIALOG_STATUS);
    String address =
        (String) browser.run("return document.querySelector('.sharing a[target]').href;");
    browser.open(address);
    browser.awaitEquals("Bees", "document.querySelector('main h1, article h1').textContent");
    assertEquals(
        preview.strip(),
        ((String) browser.run("return document.querySelector('.markdown').textContent;")).strip());
    browser.await("document.querySelector('meta[name=robots]').content.includes('noindex')");
    assertEquals(
        markdown, browser.async("return (await fetch(location.pathname + '.md')).text();"));
  }

  @Test
  void deletedDocumentStaysInTheBrowser() {
    browser.openEditor(server);
    write("# Mine");
    keepOnServer();
    button("Delete on the server").click();
    browser.find("dialog.page-dialog button").click();
    browser.await(DIALOG_STATUS + ".includes('deleted')");
    closeDialog();
    browser.awaitEquals("Saved in this browser", STATE);
    assertEquals("# Mine", browser.run("return e2e.editor().value;"));
    browser.type("x");
    browser.awaitEquals("Saved in this browser", STATE);
  }

  @Test
  void serverWithoutDocumentsOffersNone(TwinmarkServer without) {
    browser.openEditor(without);
    browser.find("#document-menu > button").click();
    assertEquals(
        false,
        browser.run(
            """
            return [...document.querySelectorAll('#document-menu [role=menuitem]')]
              .some((item) => item.textContent.includes('server') || item.textContent.includes('Share'));
            """));
  }

  private static TwinmarkServer restart(int port, Path data) {
    return TwinmarkServer.start("--port", String.valueOf(port), "--data", data.toString());
  }

  private void write(String markdown) {
    browser.async("await e2e.storeOpened();");
    browser.find("#new-button").click();
    browser.await("e2e.editor().value === ''");
    browser.run("e2e.editor().insertMarkdown(arguments[0]);", markdown);
    browser.awaitEquals("Saved in this browser", STATE);
  }

  private void openDialog() {
    browser.find("#document-menu > button").click();
    browser.run(
        """
        [...document.querySelectorAll('#document-menu [role=menuitem]')]
          .find((item) => item.textContent.startsWith('Share')).click();
        """);
    browser.await("document.querySelector('dialog .sharing') !== null");
  }

  private void keepOnServer() {
    openDialog();
    button("Keep on the server").click();
    browser.await(DIALOG_STATUS + ".includes('on the server now')");
  }

  private String createLink(String role, String label) {
    browser.await("document.querySelector('.sharing-form') !== null");
    browser.run(
        """
        const form = document.querySelector('.sharing-form');
        form.querySelector('select').value = arguments[0];
        form.querySelector('input').value = arguments[1];
        form.querySelector('button').click();
        """,
        role,
        label);
    browser.await("document.querySelector('.sharing-link input') !== null");
    return (String) browser.run("return document.querySelector('.sharing-link input').value;");
  }

  private WebElement button(String label) {
    browser.await(
        """
        [...document.querySelectorAll('.sharing button')]
          .some((each) => each.textContent === arguments[0])
        """,
        label);
    return (WebElement)
        browser.run(
            """
            return [...document.querySelectorAll('.sharing button')]
              .find((each) => each.textContent === arguments[0]);
            """,
            label);
  }

  private void closeDialog() {
    browser.type(Keys.ESCAPE);
    browser.await("document.querySelector('dialog') === null");
    browser.focusEditor();
  }
}
