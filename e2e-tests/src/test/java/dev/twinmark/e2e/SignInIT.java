package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.testing.TestProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A person who signs in by a provider, in two browsers. */
@ExtendWith(BrowserExtension.class)
final class SignInIT {

  private static final String STATE = "document.querySelector('#save-state').textContent";

  private static final String DIALOG_STATUS =
      "document.querySelector('.sharing > [role=status]').textContent";

  private static final String BUTTON =
      "[...document.querySelectorAll('dialog button')].find((each) => each.textContent === '%s')";

  private final Browser browser;

  SignInIT(Browser browser) {
    this.browser = browser;
  }

  /** Browsers report each answer 401, and each connection that is refused, as at the end. */
  @BeforeEach
  void expectRefusals() {
    browser.allowProblem(
        "Web ?Socket|CONNECTION_REFUSED|Failed to fetch|NetworkError|status of 401|Unauthorized");
  }

  @Test
  void aPersonHasTheSameDocumentsInTwoBrowsers(@TempDir Path folder) throws IOException {
    try (TestProvider provider = TestProvider.start();
        TwinmarkServer server = start(folder, provider);
        Browser other = Browser.start()) {
      browser.openEditor(server);
      write("# Mine\n\nfirst");
      openShareDialog(browser);
      signIn(browser);
      assertNoSecrets(browser);
      browser.awaitEquals("# Mine\n\nfirst", "e2e.editor().value");

      openShareDialog(browser);
      browser.await(
          "document.querySelector('.account-line').textContent.startsWith('Signed in as Ann')");
      press(browser, "Keep on the server");
      browser.await(DIALOG_STATUS + ".includes('on the server now')");
      closeDialog(browser);
      browser.awaitEquals("Saved on the server", STATE);

      other.openEditor(server);
      openList(other);
      signIn(other);
      openList(other);
      other.await("document.querySelector('.server-list button') !== null");
      other.find(".server-list button").click();
      other.awaitEquals("# Mine\n\nfirst", "e2e.editor().value");
      other.awaitEquals("Saved on the server", STATE);
      other.focusEditor();
      other.type(Keys.chord(Keys.CONTROL, Keys.END), " second");
      browser.await("e2e.editor().value.endsWith('first second')");
      // Others see the name of the person, who has chosen none.
      browser.await("document.querySelector('.people').getAttribute('aria-label').includes('Ann')");
    }
  }

  @Test
  void changesAfterASignOutAreSentAfterTheNextSignIn(@TempDir Path folder) throws IOException {
    try (TestProvider provider = TestProvider.start();
        TwinmarkServer server = start(folder, provider)) {
      browser.openEditor(server);
      write("# Mine");
      openShareDialog(browser);
      signIn(browser);
      openShareDialog(browser);
      press(browser, "Keep on the server");
      browser.await(DIALOG_STATUS + ".includes('on the server now')");
      press(browser, "Sign out");
      browser.await(DIALOG_STATUS + ".includes('signed out')");
      closeDialog(browser);
      browser.await(STATE + ".startsWith('Signed out · ')");
      browser.type(Keys.chord(Keys.CONTROL, Keys.END), " later");
      browser.await("/^Signed out · \\d+ change/.test(" + STATE + ")");
      openShareDialog(browser);
      signIn(browser);
      browser.awaitEquals("# Mine later", "e2e.editor().value");
      browser.awaitEquals("Saved on the server", STATE);
      assertEquals(
          "# Mine later",
          browser.async(
              """
              const [{ id }] = (await (await fetch('api/documents')).json()).documents;
              return (await fetch(`api/documents/${id}/text`)).text();
              """));
    }
  }

  private static TwinmarkServer start(Path folder, TestProvider provider) throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, TestProvider.SECRET + "\n");
    return TwinmarkServer.start(
        "--data",
        folder.resolve("data").toString(),
        "--oidc-issuer",
        provider.issuer(),
        "--oidc-client-id",
        TestProvider.CLIENT,
        "--oidc-client-secret-file",
        secret.toString());
  }

  private void write(String markdown) {
    browser.async("await e2e.storeOpened();");
    browser.find("#new-button").click();
    browser.await("e2e.editor().value === ''");
    browser.run("e2e.editor().insertMarkdown(arguments[0]);", markdown);
    browser.awaitEquals("Saved in this browser", STATE);
  }

  /** Signs in from an open dialog, at the page of the provider. */
  private static void signIn(Browser browser) {
    press(browser, "Sign in");
    browser.await("document.querySelector('input[name=subject]') !== null");
    browser.find("input[name=subject]").sendKeys("ann");
    browser.find("input[name=name]").sendKeys("Ann");
    browser.find("form button").click();
    browser.await("document.querySelector('#save-state') !== null");
    browser.awaitEditor();
  }

  private static void assertNoSecrets(Browser browser) {
    String url = browser.url();
    assertFalse(url.contains("code") || url.contains("state"), url);
    assertEquals("", browser.run("return document.referrer;"));
  }

  private static void press(Browser browser, String label) {
    String button = BUTTON.formatted(label);
    browser.await(button + " !== undefined");
    browser.run(button + ".click();");
  }

  private static void openShareDialog(Browser browser) {
    choose(browser, "Share and publish");
    browser.await("document.querySelector('dialog .sharing .account-line') !== null");
  }

  private static void openList(Browser browser) {
    choose(browser, "Open from the server");
    browser.await("document.querySelector('dialog .account-line') !== null");
  }

  private static void choose(Browser browser, String item) {
    browser.await("document.querySelector('#document-menu > button').disabled === false");
    browser.find("#document-menu > button").click();
    browser.run(
        """
        [...document.querySelectorAll('#document-menu [role=menuitem]')]
          .find((item) => item.textContent.startsWith(arguments[0])).click();
        """,
        item);
  }

  private static void closeDialog(Browser browser) {
    browser.type(Keys.ESCAPE);
    browser.await("document.querySelector('dialog') === null");
    browser.focusEditor();
  }
}
