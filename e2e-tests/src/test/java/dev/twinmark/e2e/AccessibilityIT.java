package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** axe-core finds no barrier, whatever is shown, in whatever theme and width. */
@ExtendWith(BrowserExtension.class)
final class AccessibilityIT {

  /**
   * All of axe's rules. What a document has in it is the writer's, and the preview shows exactly
   * that: its boxes have no names of their own, and what scrolls in it gets its focus from the
   * browser (Chromium 130, Firefox), which axe does not know.
   */
  private static final String RUN =
      """
      const { violations } = await axe.run(document, { resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) => nodes
          .filter(({ target }) => {
            const inPreview = document.querySelector(target.flat()[0])?.closest('[data-twinmark-preview] *');
            return !(inPreview && ['label', 'scrollable-region-focusable'].includes(id));
          })
          .map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
      """;

  private static final String FITS =
      "const e = document.documentElement; return e.scrollWidth <= e.clientWidth;";

  private final Browser browser;
  private final TwinmarkServer server;
  private final List<String> found = new ArrayList<>();

  AccessibilityIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @Test
  void nothingIsFound() throws IOException {
    for (int width : new int[] {320, 768, 1280}) {
      for (String theme : new String[] {"light", "dark"}) {
        open(width, Map.of("prefers-color-scheme", theme));
        checkPage(theme + " " + width + " ");
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void nothingIsFoundWhereColorsAreTheReaders() throws IOException {
    open(1280, Map.of("forced-colors", "active"));
    checkPage("forced colors ");
    open(768, Map.of("prefers-contrast", "more"));
    checkPage("more contrast ");
    open(768, Map.of("prefers-contrast", "more", "prefers-color-scheme", "dark"));
    checkPage("more contrast, dark ");
    assertEquals(List.of(), found);
  }

  @Test
  void nothingIsFoundFromRightToLeft() throws IOException {
    for (int width : new int[] {320, 1280}) {
      open(width, Map.of());
      browser.run("document.documentElement.dir = 'rtl';");
      checkPage("right to left " + width + " ");
      assertEquals(true, browser.run(FITS), "the page fits its width");
    }
    assertEquals(List.of(), found);
  }

  /** In the two languages with the longest words; {@code LanguageFilesTest} reads them all. */
  @Test
  void nothingIsFoundInOtherLanguages() throws IOException {
    checkLanguage("pl", 360);
    checkLanguage("fr", 1280);
    assertEquals(List.of(), found);
  }

  private void checkLanguage(String language, int width) throws IOException {
    browser.openEditor(server);
    browser.run("document.cookie = `language=${arguments[0]}; Path=/`;", language);
    open(width, Map.of());
    assertEquals(language, browser.run("return document.documentElement.lang;"));
    checkPage(language + " " + width + " ");
    assertEquals(true, browser.run(FITS), language + " " + width);
  }

  @Test
  void barriersAreNoticed() throws IOException {
    browser.openEditor(server);
    browser.run(axe());
    browser.run("document.querySelector('#palette-button').removeAttribute('aria-label');");
    browser.run("document.querySelector('#palette-button').removeAttribute('title');");
    check("page with a nameless button");
    assertEquals(1, found.size(), found::toString);
  }

  private void open(int width, Map<String, String> media) throws IOException {
    browser.emulateWindow(width, 800);
    Map<String, String> still = new HashMap<>(media);
    // During an animation, axe would measure other colours than those that stay.
    still.put("prefers-reduced-motion", "reduce");
    browser.emulateMedia(still);
    browser.openEditor(server);
    browser.await("document.querySelector('#counts').textContent !== ''");
    // The list of documents has none before a change.
    browser.run("e2e.editor().insertMarkdown('A document\\n\\n');");
    browser.run(axe());
  }

  private void checkPage(String where) {
    check(where + "page");
    checkHeader(where);
    for (String mode : new String[] {"write", "read", "both"}) {
      browser.run("e2e.editor().setAttribute('mode', arguments[0]);", mode);
      check(where + mode);
    }
    browser.run("document.querySelector('#panel-button').click();");
    check(where + "panel toggled");
    browser.run("document.querySelector('#panel-button').click();");
    browser.type(Keys.F1);
    browser.await("document.querySelector('[role=option]') !== null");
    check(where + "palette");
    browser.type(Keys.ESCAPE);
    browser.run("document.querySelector('#settings-button').click();");
    browser.await("document.querySelector('.settings select') !== null");
    check(where + "settings");
    browser.type(Keys.ESCAPE);
    browser.run("document.querySelector('#palette-button').focus();");
    browser.type("?");
    browser.await("document.querySelector('.shortcut-list') !== null");
    check(where + "shortcuts");
    browser.type(Keys.ESCAPE);
    browser.run("document.querySelector('#palette-button').click();");
    browser.await("document.activeElement.role === 'combobox'");
    browser.type("Markdown", Keys.ENTER);
    browser.await("document.querySelector('.constructs blockquote') !== null");
    check(where + "Markdown");
    browser.type(Keys.ESCAPE);
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "o"));
    browser.await("document.activeElement.id === 'document-search'");
    browser.await("document.querySelector('.document-list li') !== null");
    browser.run("document.querySelector('.document-list li .menu-button > button').click();");
    browser.await("document.activeElement.role === 'menuitem'");
    browser.run("document.querySelectorAll('.document-list [role=menuitem]')[2].click();");
    browser.await("document.activeElement.matches('.tags input')");
    browser.type("one, two", Keys.ENTER);
    browser.await("document.querySelectorAll('.tags li > span').length === 2");
    check(where + "tags");
    browser.type(Keys.ESCAPE);
    browser.await("document.activeElement.closest('.document-list') !== null");
    // The list reads the tags again.
    browser.await("document.querySelector('[data-tag=one]') !== null");
    browser.run("document.querySelector('[data-tag=one]').click();");
    browser.await("document.querySelector('[data-tag=one]').ariaPressed === 'true'");
    check(where + "documents");
    browser.run("document.querySelector('.document-list li .menu-button > button').click();");
    browser.await("document.activeElement.role === 'menuitem'");
    check(where + "menu of a document");
    browser.type(Keys.ESCAPE);
    browser.await("document.activeElement.ariaExpanded === 'false'");
    // On a narrow page, the panel covers the text.
    browser.type(Keys.ESCAPE);
    browser.await("!e2e.editor().inert");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "f"));
    browser.await(
        "document.querySelector('[data-twinmark-surface]').shadowRoot.querySelector('.cm-search')"
            + " !== null");
    check(where + "search");
    browser.type(Keys.ESCAPE);
    browser.run("e2e.editor().pane = 'read';");
    check(where + "preview");
    browser.run("e2e.editor().pane = 'write';");
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "e"));
    browser.await("document.querySelector('.leave-focus') !== null");
    check(where + "focus mode");
    browser.type(Keys.ESCAPE);
    browser.await("document.querySelector('.leave-focus') === null");
    checkProposals(where);
  }

  private void checkHeader(String where) {
    browser.await("!document.querySelector('#help-menu > button').disabled");
    for (String menu : new String[] {"document-menu", "help-menu"}) {
      browser.run("document.querySelector(`#${arguments[0]} > button`).click();", menu);
      check(where + menu);
      browser.run("document.activeElement.blur();");
    }
    browser.type(Keys.F2);
    browser.await("document.activeElement.id === 'document-title'");
    check(where + "title");
    browser.type(Keys.ESCAPE);
    browser.run(
        """
        const place = document.querySelector('#save-state');
        place.dataset.state = 'failed';
        place.textContent = 'Not saved: storage is full';
        """);
    check(where + "not saved");
  }

  private void checkProposals(String where) {
    browser.async("await e2e.show('# My heading\\n\\n[a](');");
    browser.run("e2e.editor().setSelectionRange(18, 18);");
    browser.focusEditor();
    browser.type("#");
    browser.await(
        "document.querySelector('[data-twinmark-surface]').shadowRoot"
            + ".querySelector('[role=listbox]') !== null");
    check(where + "proposals");
    browser.type(Keys.ESCAPE);
  }

  private void check(String where) {
    for (Object barrier : (List<?>) browser.async(RUN)) {
      found.add(where + ": " + barrier);
    }
  }

  private static String axe() throws IOException {
    try (InputStream in = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
