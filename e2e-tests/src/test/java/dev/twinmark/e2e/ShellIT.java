package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The application around the editor: what is chosen, found and shown beside the text. */
@ExtendWith(BrowserExtension.class)
final class ShellIT {

  private static final String SOURCE_SCROLLER =
      "document.querySelector('[data-twinmark-surface]').shadowRoot.querySelector('.cm-scroller')";

  private final Browser browser;
  private final TwinmarkServer server;

  ShellIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.openEditor(server);
  }

  @Test
  void paletteFindsAndRunsByKeyboard() {
    browser.focusEditor();
    browser.type(Keys.F1);
    browser.await("document.activeElement.role === 'combobox'");
    browser.type("thdark");
    browser.await("document.querySelectorAll('[role=option]').length === 1");
    assertEquals(
        browser.run("return document.querySelector('[role=option]').id;"),
        browser.run("return document.activeElement.getAttribute('aria-activedescendant');"));
    browser.type(Keys.ENTER);
    browser.await("document.documentElement.dataset.theme === 'dark'");
    browser.await("document.querySelector('dialog') === null");
    assertEquals(
        "rgb(22, 25, 30)",
        browser.run(
            "return getComputedStyle(document.querySelector('.page-header')).backgroundColor;"));
    browser.await("document.activeElement === document.querySelector('[data-twinmark-surface]')");

    // It is kept, and there before the page's script.
    browser.blockUrls("*/assets/app*.js");
    browser.open(server.uri().toString());
    assertEquals("dark", browser.run("return document.documentElement.dataset.theme;"));
    browser.blockUrls();
  }

  @Test
  void paletteSaysThatNothingMatches() {
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "p"));
    browser.await("document.activeElement.role === 'combobox'");
    browser.type("qqqq");
    browser.await("document.querySelector('.palette-none').textContent.includes('qqqq')");
    browser.type(Keys.ESCAPE);
    browser.await("document.querySelector('dialog') === null");
  }

  @Test
  void saysThatAPartCouldNotBeLoaded() {
    browser.allowProblem("settings-dialog|Failed to load");
    browser.blockUrls("*/assets/settings-dialog*.js");
    browser.find("#settings-button").click();
    browser.await("document.querySelector('.notices').textContent.includes('could not be loaded')");
    browser.blockUrls();
    browser.find("#settings-button").click();
    browser.await("document.querySelectorAll('.setting').length > 0");
  }

  /** Firefox rejects the imports of a page after it has said that it is to be left. */
  @Test
  void saysNothingOfThePartsOfAPageThatIsLeft() {
    browser.expectProblem("unhandledrejection.*dynamically imported module: /part.js");
    assertEquals(
        List.of(true, "", true, true),
        browser.run(
            """
            const fail = () => {
              const reason = new TypeError('error loading dynamically imported module: /part.js');
              const init = { promise: Promise.resolve(), reason, cancelable: true };
              return !dispatchEvent(new PromiseRejectionEvent('unhandledrejection', init));
            };
            const told = () => document.querySelector('.notices').textContent;
            dispatchEvent(new Event('beforeunload'));
            const whileLeft = [fail(), told()];
            // The user stays after all.
            dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
            return [...whileLeft, fail(), told().includes('could not be loaded')];
            """));
  }

  @Test
  void settingsHoldAtOnce() {
    String before = fontSize();
    browser.find("#settings-button").click();
    browser.await("document.querySelectorAll('.setting').length === 23");
    browser.run(
        """
        document.querySelector('.setting input[value=larger]').click();
        const languages = document.querySelector('.setting select');
        languages.value = 'de';
        languages.dispatchEvent(new Event('change'));
        """);
    assertTrue(!before.equals(fontSize()), "the text is as large as before");
    browser.openEditor(server);
    assertEquals("de", browser.run("return document.documentElement.lang;"));
    assertEquals("Vorschau", browser.find(Browser.PREVIEW).getAccessibleName());
    browser.await("document.querySelector('#caret-position').textContent.startsWith('Zeile 1')");
  }

  @Test
  void arrowKeysChooseInARowOfSegments() {
    browser.emulateWindow(320, 640);
    browser.type(Keys.chord(Keys.CONTROL, ","));
    browser.await("document.querySelectorAll('.setting').length === 23");
    browser.run("document.querySelector('.setting input[value=system]').focus();");
    browser.type(Keys.ARROW_RIGHT);
    browser.await("document.documentElement.dataset.theme === 'light'");
    browser.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    browser.await("document.documentElement.dataset.theme === 'system'");
    assertEquals(
        List.of(),
        browser.run(
            """
            const { right } = document.querySelector('.settings').getBoundingClientRect();
            return [...document.querySelectorAll('.segments span, .segments')]
                .filter((part) => part.getBoundingClientRect().right > right)
                .map((part) => part.textContent);
            """),
        "outside of the dialog");
  }

  @Test
  void extensionsOfMarkdownAreTurnedOffAtOnce() {
    browser.async("await e2e.show('# A\\n\\nb[^1]\\n\\n[^1]: c d');");
    browser.await("e2e.editor().preview.querySelector('.footnotes li') !== null");
    browser.find("#settings-button").click();
    browser.await("document.querySelectorAll('.setting').length === 23");
    browser.run(
        """
        for (const setting of document.querySelectorAll('.setting')) {
          if (/Footnotes|headings/.test(setting.textContent)) {
            setting.querySelector('input[value=off]').click();
          }
        }
        """);
    browser.awaitEquals(
        "<h1>A</h1>\n<p>b[^1]</p>\n<p>[^1]: c d</p>\n", "e2e.editor().preview.innerHTML");
    browser.openEditor(server);
    assertEquals(
        "autolinks alerts front-matter formulas emoji",
        browser.run("return e2e.editor().getAttribute('extensions');"));
  }

  @Test
  void questionMarkShowsShortcutsOutsideOfTheText() {
    browser.focusEditor();
    browser.async("await e2e.show('');");
    browser.type("?");
    browser.await("e2e.editor().value === '?'");
    assertEquals(0, browser.count("dialog"));
    browser.run("document.querySelector('#palette-button').focus();");
    browser.type("?");
    browser.await("document.querySelectorAll('.shortcut-list kbd').length > 3");
    browser.type(Keys.ESCAPE);
    browser.await("document.activeElement.id === 'palette-button'");
  }

  @Test
  void ringShowsThatTabHasReachedTheText() {
    String ring =
        "document.querySelector('[data-twinmark-surface]').shadowRoot"
            + ".querySelector('.cm-editor').hasAttribute('data-ring')";
    browser.focusEditor();
    browser.await("!" + ring);
    browser.run("document.querySelector('[data-twinmark-divider]').focus();");
    browser.type(Keys.chord(Keys.SHIFT, Keys.TAB));
    browser.await(ring);
    browser.type("a");
    browser.await("!" + ring);
  }

  @Test
  void shortcutsAreListedThatAreDisabled() {
    browser.run("document.querySelector('#palette-button').focus();");
    browser.type("?");
    browser.await(
        "[...document.querySelectorAll('.shortcut-list dt')]"
            + ".some(({ textContent }) => textContent === 'Redo')");
  }

  @Test
  void markdownSheetInsertsWhatIsClicked() {
    browser.async("await e2e.show('one');");
    browser.find("[data-view=read]").click();
    browser.await("!document.querySelector('#help-menu > button').disabled");
    browser.find("#help-menu > button").click();
    browser.find("#help-menu [role=menuitem]").click();
    browser.await("document.querySelector('.constructs blockquote') !== null");
    browser.run(
        """
        [...document.querySelectorAll('.constructs button')]
            .find(({ firstChild }) => firstChild.textContent === 'Quote').click();
        """);
    browser.await("e2e.editor().value === '> one'");
    browser.awaitEquals("write", "e2e.editor().mode");
    assertEquals(0, browser.count("dialog"));
    browser.await("document.activeElement === document.querySelector('[data-twinmark-surface]')");
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    browser.await("e2e.editor().value === 'one'");
  }

  @Test
  void outlineFollowsAndLeads() {
    browser.async(
        "await e2e.show('# One\\n\\n' + 'text\\n\\n'.repeat(200) + '## Two *2*\\n\\nend');");
    browser.await("document.querySelectorAll('#outline button').length === 2");
    browser.run("document.querySelectorAll('#outline button')[1].click();");
    browser.await("document.querySelectorAll('#outline button')[1].ariaCurrent === 'location'");
    browser.await("e2e.editor().preview.scrollTop > 1000");
    browser.await(SOURCE_SCROLLER + ".scrollTop > 1000");
    assertEquals(402L, browser.run("return e2e.editor().caret.line;"));

    // The outline follows a reader who scrolls away from the caret, and then a user who writes on.
    browser.run(
        """
        const { preview } = e2e.editor();
        preview.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
        preview.scrollTop = 0;
        """);
    browser.await("document.querySelectorAll('#outline button')[0].ariaCurrent === 'location'");
    browser.await(SOURCE_SCROLLER + ".scrollTop === 0");
    browser.focusEditor();
    browser.type(Keys.END);
    browser.await("document.querySelectorAll('#outline button')[1].ariaCurrent === 'location'");

    browser.async("await e2e.show('no heading');");
    browser.await("!document.querySelector('.outline-empty').hidden");
  }

  @Test
  void linksLeadToHeadings() {
    browser.async(
        "await e2e.show('[go](#the-title)\\n\\n' + 'text\\n\\n'.repeat(200) + '# The title');");
    browser.await("document.querySelectorAll('#outline button').length === 1");
    browser.find("[data-twinmark-preview] a").click();
    browser.await("e2e.editor().preview.scrollTop > 1000");
    browser.await(SOURCE_SCROLLER + ".scrollTop > 1000");
  }

  @Test
  void statusCountsTheTextOrTheSelection() {
    browser.async("await e2e.show('no heading, 中文');");
    awaitCounts("3 words · 14 characters · 1 min read");
    browser.run("e2e.editor().setSelectionRange(3, 10);");
    awaitCounts("Selected: 1 word · 7 characters");
    browser.run("e2e.editor().setSelectionRange(0, 0);");
    awaitCounts("3 words · 14 characters · 1 min read");
    browser.async("await e2e.show('');");
    awaitCounts("0 words · 0 characters");
  }

  private void awaitCounts(String expected) {
    browser.await("document.querySelector('#counts').textContent === arguments[0]", expected);
  }

  @Test
  void panelLiesOverANarrowPage() {
    browser.emulateWindow(320, 640);
    browser.openEditor(server);
    assertEquals(
        320L, browser.run("return document.documentElement.scrollWidth;"), "it scrolls sideways");
    for (String command : new String[] {"undo", "redo"}) {
      browser.await(
          "document.querySelector('[data-twinmark-toolbar]').shadowRoot.querySelector(`[data-command=${arguments[0]}]`).getBoundingClientRect().right"
              + " <= 320",
          command);
    }
    assertEquals(0L, browser.run("return document.querySelector('#panel').offsetWidth;"));
    browser.find("#panel-button").click();
    browser.await("document.activeElement.id === 'panel'");
    browser.type(Keys.ESCAPE);
    browser.await("document.activeElement.id === 'panel-button'");
    assertEquals("false", browser.find("#panel-button").getDomAttribute("aria-expanded"));
  }

  @Test
  void eachLineHasItsOwnDirection() {
    browser.async("await e2e.show('Latin\\n\\nעברית');");
    assertEquals(
        "ltr,rtl",
        browser.run(
            """
            const lines = document.querySelector('[data-twinmark-surface]').shadowRoot
                .querySelectorAll('.cm-line');
            return [lines[0], lines[2]].map((line) => getComputedStyle(line).direction).join();
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mono", "sans", "serif"})
  void linesOfItemsAndQuotesWrapToBelowTheirText(String font) {
    browser.run("localStorage.setItem('twinmark.writingFont', arguments[0]);", font);
    browser.openEditor(server);
    List<String> prefixes =
        List.of("- ", "  - ", "10. [ ] ", "> ", "> - ", "-\t", "\t- ", "    ", "");
    browser.async(
        "await e2e.show(args[0]);",
        prefixes.stream()
            .flatMap(prefix -> Stream.of(prefix + "w ".repeat(90), prefix + "\u05d0 ".repeat(90)))
            .collect(Collectors.joining("\n\n")));
    browser.awaitEquals(
        List.of(),
        """
        (() => {
          const root = document.querySelector('[data-twinmark-surface]').shadowRoot;
          const lines = [...root.querySelectorAll('.cm-line')].filter(({ textContent }) => textContent);
          return lines.flatMap((line, i) => {
            const boxes = [];
            const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              for (const { index } of texts.currentNode.data.matchAll(/\\p{L}+/gu)) {
                const range = new Range();
                range.setStart(texts.currentNode, index);
                range.setEnd(texts.currentNode, index + 1);
                boxes.push(range.getBoundingClientRect());
              }
            }
            const side = getComputedStyle(line).direction === 'rtl' ? 'right' : 'left';
            const [first] = boxes;
            const next = boxes.find(({ top }) => top > first.bottom - 1);
            return Math.abs(next[side] - first[side]) < 1 ? [] : [`${i}: ${first[side]}, ${next[side]}`];
          });
        })()
        """);
  }

  private String fontSize() {
    return (String) browser.run("return getComputedStyle(e2e.editor().preview).fontSize;");
  }
}
