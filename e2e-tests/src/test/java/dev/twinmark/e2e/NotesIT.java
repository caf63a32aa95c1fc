package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.NotesServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The documentation's Spring Boot application: its own users write in documents of its database.
 */
@ExtendWith(BrowserExtension.class)
final class NotesIT {

  private static final String STATE = "document.querySelector('#state').value";

  private static NotesServer server;

  private final Browser ada;
  private Browser bo;

  NotesIT(Browser browser) {
    this.ada = browser;
  }

  @BeforeAll
  static void start(@TempDir Path data) {
    server = new NotesServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void startOther() {
    bo = Browser.start();
    ada.allowProblem("favicon.ico .* 404");
    bo.allowProblem("favicon.ico .* 404");
  }

  @AfterEach
  void stopOther() {
    bo.close();
  }

  @Test
  void twoUsersWriteInOneNoteUntilOneLosesTheRight() {
    signIn(ada, "ada");
    ada.find("form[action='/notes'] button").click();
    ada.awaitEditor();
    String note = ada.url();
    ada.await("e2e.editor().value === '# A new note\\n'");
    signIn(bo, "bo");
    give("bo", "write");

    bo.open(note);
    bo.awaitEditor();
    bo.await("e2e.editor().value === '# A new note\\n'");
    ada.awaitEquals("Saved · also here: bo", STATE);
    bo.awaitEquals("Saved · also here: ada", STATE);
    ada.focusEditor();
    ada.type(Keys.chord(Keys.CONTROL, Keys.END), "From *Ada*.");
    bo.await("e2e.editor().value.endsWith('From *Ada*.')");
    bo.await("e2e.editor().preview.querySelector('em').textContent === 'Ada'");
    bo.focusEditor();
    bo.type(Keys.chord(Keys.CONTROL, Keys.HOME), Keys.END, " of two");
    ada.await("e2e.editor().value === '# A new note of two\\nFrom *Ada*.'");
    bo.awaitEquals("Saved · also here: ada", STATE);
    awaitInList("A new note of two");

    give("bo", "none");
    bo.await("!document.querySelector('#lost').hidden");
    bo.awaitEquals("Not shared with you", STATE);
    bo.focusEditor();
    bo.type(Keys.chord(Keys.CONTROL, Keys.END), " Mine.");
    bo.awaitEquals("# A new note of two\nFrom *Ada*. Mine.", "e2e.editor().value");
    bo.await("e2e.editor().preview.textContent.includes('Mine.')");
    assertEquals("# A new note of two\nFrom *Ada*.", ada.run("return e2e.editor().value;"));
    assertEquals(404L, status(bo, note));
  }

  @Test
  void aPublishedNoteHasThePreviewsHtmlForEveryone() {
    signIn(ada, "ada");
    ada.find("form[action='/notes'] button").click();
    ada.awaitEditor();
    ada.await("e2e.editor().value === '# A new note\\n'");
    ada.focusEditor();
    ada.type(Keys.chord(Keys.CONTROL, Keys.END), "- [x] *seen* <script>pwned()</script>");
    ada.await(STATE + " === 'Saved'");
    assertEquals(true, ada.async("return await e2e.editor().rendered();"));
    ada.find("form[action$='/publication'] button").click();
    ada.await("location.pathname.startsWith('/published/')");
    bo.open(ada.url());
    assertEquals("A new note", bo.run("return document.title;"));
    assertEquals("seen", bo.find("main li em").getText());
    assertEquals(1, bo.count("main input[type=checkbox]:disabled"));
    assertEquals(0, bo.count("main script"));
  }

  private void signIn(Browser browser, String user) {
    browser.open(server.address());
    browser.find("#username").sendKeys(user);
    browser.find("#password").sendKeys(user);
    browser.find("button[type=submit]").click();
    browser.await("document.querySelector('h1')?.textContent === 'Notes'");
  }

  /** Chooses a right in the page of the note, which opens again then. */
  private void give(String user, String role) {
    ada.find("input[name=holder]").sendKeys(user);
    ada.find("option[value=" + role + "]").click();
    ada.run("window.isBefore = true;");
    ada.leave("document.querySelector('form[action$=\"/rights\"] button').click();");
    ada.await("window.isBefore === undefined && document.querySelector('#state') !== null");
    ada.awaitEditor();
    ada.await("e2e.editor().value !== ''");
  }

  /** The list shows the copy in the application's own table, which follows in a moment. */
  private void awaitInList(String title) {
    assertTrue(
        (boolean)
            ada.async(
                """
                while (!(await (await fetch('/')).text()).includes(args[0])) {
                  await new Promise((done) => setTimeout(done, 200));
                }
                return true;
                """,
                title));
  }

  private static Object status(Browser browser, String address) {
    browser.allowProblem("404");
    return browser.async("return (await fetch(args[0])).status;", address);
  }
}
