package dev.twinmark.e2e;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The header: the document's title, where it is kept, the views and the document's menu. */
@ExtendWith(BrowserExtension.class)
final class HeaderIT {

  private final Browser browser;
  private final TwinmarkServer server;

  HeaderIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.openEditor(server);
    browser.async("await e2e.storeOpened();");
  }

  @Test
  void titleIsEditedInPlace() {
    write("# Heading");
    awaitTitle("Heading");
    browser.awaitEquals(
        "Saved in this browser", "document.querySelector('#save-state').textContent");
    browser.type(Keys.F2, "Mine", Keys.ENTER);
    browser.await("document.title === 'Mine – Twinmark'");
    browser.await("document.activeElement.matches('[data-twinmark-surface]')");
    browser.type(Keys.F2, "junk", Keys.ESCAPE);
    awaitTitle("Mine");
    browser.type(Keys.F2, Keys.BACK_SPACE, Keys.ENTER);
    browser.await("document.title === 'Heading – Twinmark'");
    awaitTitle("Heading");
  }

  @Test
  void frontMatterGivesTitleLanguageAndDirection() {
    String replace = "e2e.editor().select(); e2e.editor().insertMarkdown(arguments[0]);";
    String place = "(({ preview: { lang, dir } }) => `${lang} ${dir}`)(e2e.editor())";
    write("");
    browser.run(replace, "---\ntitle: My year\nlang: he\ndir: rtl\n---\n\n# A");
    awaitTitle("My year");
    browser.awaitEquals("he rtl", place);
    browser.run(replace, "---\nlang: x y\n---\n\n# A[^1]\n\n[^1]: b");
    awaitTitle("A");
    browser.awaitEquals(" ", place);
  }

  @Test
  void titleCanComeBeforeTheText() {
    write("");
    awaitTitle("");
    browser.type(Keys.F2, "First", Keys.ENTER);
    browser.await("document.title === 'First – Twinmark'");
    browser.type("# Heading");
    browser.await("document.querySelector('#save-state').dataset.state === 'saved'");
    awaitTitle("First");
  }

  @Test
  void viewsAreSwitchedAndRemembered() {
    browser.find("[data-view=read]").click();
    awaitView("read");
    browser.openEditor(server);
    awaitView("read");
    browser.type(Keys.F8);
    awaitView("write");
    browser.type(Keys.F8);
    awaitView("both");
  }

  @Test
  void menuActsOnTheOpenDocument() {
    write("# Heading");
    awaitTitle("Heading");
    choose("Duplicate");
    awaitTitle("Copy of Heading");
    choose("Delete");
    awaitTitle("");
    browser.await("e2e.editor().value === ''");
  }

  private void write(String text) {
    browser.find("#new-button").click();
    browser.await("e2e.editor().value === ''");
    browser.focusEditor();
    browser.type(text);
  }

  private void choose(String action) {
    browser.await("!document.querySelector('#document-menu > button').disabled");
    browser.find("#document-menu > button").click();
    browser.run(
        """
        [...document.querySelectorAll('#document-menu [role=menuitem]')]
            .find((item) => item.firstChild.textContent === arguments[0]).click();
        """,
        action);
  }

  private void awaitTitle(String title) {
    browser.awaitEquals(title, "document.querySelector('#document-title').value");
  }

  private void awaitView(String view) {
    browser.awaitEquals(view, "e2e.editor().mode");
    browser.awaitEquals(view, "document.querySelector('#view [aria-pressed=true]').dataset.view");
  }
}
