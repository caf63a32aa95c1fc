package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * Checks the room that the text and the preview have: side by side, one at a time, the text alone.
 */
@ExtendWith(BrowserExtension.class)
final class PanesIT {

  private static final String DIVIDER = "[data-twinmark-divider]";

  /** The position of the divider as the user sees it, in percent of both panes' width. */
  private static final String SEEN =
      """
      (document.querySelector('twinmark-editor > form').offsetWidth * 100
          / document.querySelector('twinmark-editor').offsetWidth)
      """;

  /** In CSS pixels. */
  private static final int LEAST_PANE = 16 * 16;

  /** Each line names its section: of what is not seen, the editor keeps the caret's line alone. */
  private static final String SECTIONS =
      IntStream.range(0, 120)
          .mapToObj(
              i ->
                  "## Section %d\n\nSection %d: %s\n\n"
                      .formatted(i, i, "some words, ".repeat(1 + i % 40)))
          .collect(Collectors.joining());

  /** The left, right and lower edges of a sheet, in CSS pixels, once it has come. */
  private static final String SHEET =
      """
      const sheet = document.querySelector(arguments[0]);
      sheet.getAnimations().forEach((animation) => animation.finish());
      const { left, right, bottom } = sheet.getBoundingClientRect();
      return [left, right, bottom].join(' ');
      """;

  /** Pulls down at an element by so many pixels, as a finger does. */
  private static final String PULL =
      """
      const target = document.querySelector(arguments[0]);
      const pull = (type, y) => target.dispatchEvent(new TouchEvent(type, {
        bubbles: true,
        cancelable: true,
        touches: type === 'touchend' ? [] : [new Touch({ identifier: 1, target, clientX: 9, clientY: y })],
      }));
      pull('touchstart', 200);
      pull('touchmove', 210);
      pull('touchmove', 200 + arguments[1]);
      pull('touchend');
      """;

  private final Browser browser;
  private final TwinmarkServer server;

  PanesIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.openEditor(server);
    awaitDivider();
  }

  /** Waits for the divider's script, which is loaded last. */
  private void awaitDivider() {
    browser.await("document.querySelector('" + DIVIDER + "').ariaValueNow !== null");
  }

  /** Their placeholders are all that names them on the screen. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "pl"})
  void searchFieldsShowTheirNamesBesideThePreview(String language) {
    browser.emulateWindow(1200, 800);
    browser.run("document.cookie = `language=${arguments[0]}; Path=/`;", language);
    browser.openEditor(server);
    assertEquals(language, browser.run("return document.documentElement.lang;"));
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "f"));
    String panel =
        "document.querySelector('[data-twinmark-surface]').shadowRoot.querySelector('.cm-search')";
    browser.await(panel + " !== null");
    assertEquals(
        List.of(),
        browser.run(
            "const panel = "
                + panel
                + ";"
                + """
                  const context = document.createElement('canvas').getContext('2d');
                  const cut = [];
                  for (const field of panel.querySelectorAll('input')) {
                    const style = getComputedStyle(field);
                    context.font = style.font;
                    const { width } = context.measureText(field.placeholder);
                    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
                    if (width > room) cut.push(`${field.placeholder}: ${width} in ${room}`);
                  }
                  if (panel.scrollWidth > panel.clientWidth) cut.push('the row');
                  const middles = [...panel.querySelectorAll('input, button')].map((each) => {
                    const { top, bottom } = each.getBoundingClientRect();
                    return (top + bottom) / 2;
                  });
                  const isAlone = (middle) => middles.filter((each) => Math.abs(each - middle) < 8).length === 1;
                  if (middles.some(isAlone)) cut.push('a row of one button');
                  return cut;
                  """));
  }

  @Test
  void dividerIsDraggedAndStays() {
    browser.async("await e2e.editor().rendered();");
    browser.focusEditor();
    browser.run(
        """
        window.changes = [];
        const note = (what) => () => changes.push(what);
        new MutationObserver(note('mutation')).observe(e2e.editor().preview,
          { subtree: true, childList: true, attributes: true, characterData: true });
        e2e.editor().addEventListener('twinmark-render', note('render'));
        e2e.editor().addEventListener('twinmark-split', note('split'));
        """);
    browser.drag(DIVIDER, -200);
    double width = number("document.querySelector('twinmark-editor').offsetWidth");
    double expected = 50 - 20_000 / width;
    assertEquals(expected, number(SEEN), 0.2);
    assertEquals(expected, number("e2e.editor().split"), 0.1);
    assertEquals(expected, value("now"), 0.6);
    assertEquals(List.of("split"), browser.run("return changes;"), "nothing is rendered again");
    assertEquals("", browser.run("return String(getSelection());"), "nothing is selected");
    browser.await("document.activeElement.matches('[data-twinmark-surface]')");

    // It is there before the page's script.
    browser.blockUrls("*/assets/app*.js");
    browser.open(server.uri().toString());
    assertEquals(expected, number(SEEN), 0.2);
    browser.blockUrls();
    browser.openEditor(server);
    assertEquals(expected, number(SEEN), 0.2);
    awaitDivider();

    browser.drag(DIVIDER, -300);
    assertEquals(LEAST_PANE, number("document.querySelector('form').offsetWidth"), 1);
    browser.drag(DIVIDER, 750);
    assertEquals(LEAST_PANE, number("e2e.editor().preview.offsetWidth"), 1);
  }

  @Test
  void dividerIsMovedByKeysAndStays() {
    browser.run("document.querySelector(arguments[0]).focus();", DIVIDER);
    assertEquals("separator", browser.find(DIVIDER).getAriaRole());
    browser.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ARROW_RIGHT);
    assertEquals(54, number("e2e.editor().split"), 0);
    browser.type(Keys.HOME);
    assertEquals(LEAST_PANE, number("document.querySelector('form').offsetWidth"), 1);
    assertEquals(value("min"), value("now"), 0);
    browser.type(Keys.END);
    assertEquals(value("max"), value("now"), 0);
    browser.type(Keys.ENTER);
    assertEquals(50, number("e2e.editor().split"), 0);
    browser.run("document.documentElement.dir = 'rtl';");
    browser.type(Keys.ARROW_RIGHT);
    assertEquals(48, number("e2e.editor().split"), 0);
    browser.openEditor(server);
    assertEquals(48, number(SEEN), 0.2);
  }

  @Test
  void tabsShowOnePaneAtTheSamePlace() {
    phone();
    browser.openEditor(server);
    browser.async("await e2e.show(args[0]);", SECTIONS);
    browser.await("document.querySelectorAll('[role=tab]').length === 2");
    assertEquals("Write", shownTab());
    assertEquals("visible,hidden", visibility());
    scroll("source", 2500);

    browser.find("[role=tab]:not([aria-selected=true])").click();
    assertEquals("Read", shownTab());
    assertEquals("hidden,visible", visibility());
    awaitSameSection();
    long section = (Long) browser.run(PLACES + "return sectionInPreview();");
    assertTrue(section > 3, "it was scrolled");
    assertEquals(
        0L, browser.run("return document.querySelector('[data-twinmark-toolbar]').offsetHeight;"));

    scroll("preview", 3000);
    browser.run("document.querySelector('[role=tab][aria-selected=true]').focus();");
    browser.type(Keys.ARROW_LEFT);
    assertEquals("Write", shownTab());
    assertEquals("Write", browser.run("return document.activeElement.textContent;"));
    awaitSameSection();
    long later = (Long) browser.run(PLACES + "return sectionInSource();");
    assertTrue(later > section + 3, "it was scrolled");

    browser.type(Keys.END);
    assertEquals("Read", shownTab());
    browser.find(".skip-link").sendKeys(Keys.ENTER);
    assertEquals("Write", shownTab(), "what is to be written in is shown");
    browser.await("document.activeElement.matches('[data-twinmark-surface]')");
  }

  @Test
  void outlineLeadsInWhatIsShown() {
    phone();
    browser.openEditor(server);
    browser.async("await e2e.show(args[0]);", SECTIONS);
    browser.await("document.querySelectorAll('#outline button').length === 120");
    browser.await("document.querySelectorAll('[role=tab]').length === 2");
    browser.run("document.querySelectorAll('#outline button')[70].click();");
    browser.await("(() => { " + PLACES + " return sectionInSource() === 70; })()");
  }

  @Test
  void tabsAreForNarrowPagesWithBothPanes() {
    assertEquals(0L, browser.run("return document.querySelector('[role=tablist]').offsetHeight;"));
    assertEquals("visible,visible", visibility());
    phone();
    browser.await("document.querySelector('[role=tablist]').offsetHeight > 0");
    browser.run("e2e.editor().setAttribute('mode', 'read');");
    browser.await("document.querySelector('[role=tablist]').offsetHeight === 0");
  }

  @Test
  void focusModeLeavesTheParagraphThatIsWritten() {
    browser.async("await e2e.show('one\\ntwo\\n\\nthree\\n\\nfour');");
    browser.focusEditor();
    browser.run("e2e.editor().setSelectionRange(4, 4);");
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "e"));
    browser.await("document.querySelector('.notices [role=status]').textContent.includes('Esc')");
    for (String hidden :
        List.of(".page-header", ".side-panel", ".status-bar", "[data-twinmark-preview]", DIVIDER)) {
      assertEquals(0, number("document.querySelector('" + hidden + "').offsetHeight"), 0, hidden);
    }
    assertEquals("three,four", dimmed());
    browser.type(Keys.ARROW_DOWN, Keys.ARROW_DOWN, "x");
    assertEquals("one,two,four", dimmed());
    // In another document, too.
    browser.run("e2e.editor().open('first\\n\\nsecond');");
    assertEquals("second", dimmed());

    browser.openEditor(server);
    browser.await("document.querySelector('.leave-focus') !== null");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "f"));
    browser.await(
        "document.querySelector('[data-twinmark-surface]').shadowRoot.querySelector('.cm-search')"
            + " !== null");
    browser.type(Keys.ESCAPE);
    assertEquals(
        "on", browser.run("return document.documentElement.dataset.focus;"), "of the search");
    browser.type(Keys.ESCAPE);
    browser.await("document.querySelector('.leave-focus') === null");
    assertEquals("", dimmed());
    assertTrue(number("e2e.editor().preview.offsetHeight") > 100);
    browser.await("document.querySelector('.notices [role=status]').textContent.includes('off')");
    browser.openEditor(server);
    assertEquals("off", browser.run("return document.documentElement.dataset.focus;"));
  }

  @Test
  void modeThatIsChosenEndsFocusMode() {
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "e"));
    browser.await("document.querySelector('.leave-focus') !== null");
    browser.type(Keys.F1);
    browser.await("document.activeElement.role === 'combobox'");
    browser.type("preview only", Keys.ENTER);
    browser.await("e2e.editor().getAttribute('mode') === 'read'");
    browser.await("document.querySelector('.leave-focus') === null");
    browser.await("e2e.editor().preview.offsetHeight > 100");
  }

  @Test
  void fullScreenComesAndGoes() {
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "f"));
    browser.await("document.fullscreenElement === document.documentElement");
    browser.type(Keys.F1);
    browser.await("document.activeElement.role === 'combobox'");
    browser.type("exit full");
    browser.await("document.querySelectorAll('[role=option]').length === 1");
    browser.type(Keys.ENTER);
    browser.await("document.fullscreenElement === null");
  }

  @Test
  void documentIsPrintedWhateverTheScreenShows() {
    phone();
    for (String state :
        List.of(
            "e2e.editor().pane = 'write';",
            "e2e.editor().setAttribute('mode', 'write');",
            "document.documentElement.dataset.focus = 'on';")) {
      browser.run(state);
      browser.cdp("Emulation.setEmulatedMedia", Map.of("media", "print"));
      assertEquals(
          "true 0px false",
          browser.run(
              """
              const { preview } = e2e.editor();
              return [
                preview.checkVisibility({ visibilityProperty: true }),
                getComputedStyle(preview).borderTopWidth,
                document.querySelector('[data-twinmark-surface]').checkVisibility(),
              ].join(' ');
              """),
          state);
      browser.cdp("Emulation.setEmulatedMedia", Map.of("media", ""));
    }
  }

  @Test
  void panelAndDialogsAreSheetsOnAPhone() {
    phone();
    browser.openEditor(server);
    browser.find("#panel-button").click();
    browser.await("e2e.editor().inert");
    assertEquals("0 390 844", browser.run(SHEET, "#panel"));
    browser.run(PULL, "#panel", 60);
    assertEquals("open", browser.run("return document.documentElement.dataset.panel;"));
    browser.run(PULL, "#panel", 400);
    browser.await("document.activeElement.id === 'panel-button'");
    assertEquals(false, browser.run("return e2e.editor().inert;"));
    browser.find("#panel-button").click();
    browser.await("e2e.editor().inert");
    browser.type(Keys.F2);
    browser.await("document.activeElement.id === 'document-title'");
    browser.type(Keys.chord(Keys.CONTROL, ","));
    browser.await("document.querySelector('.dialog') !== null");
    assertEquals("0 390 844", browser.run(SHEET, ".dialog"));
    browser.run("document.querySelector('.dialog-body').scrollTop = 100;");
    browser.run(PULL, ".dialog-body h3", 600);
    assertEquals(1L, browser.run("return document.querySelectorAll('.dialog').length;"));
    browser.run(PULL, ".dialog h2", 600);
    browser.await("document.querySelector('.dialog') === null");
  }

  private void phone() {
    browser.emulateWindow(390, 844);
  }

  private void scroll(String side, int pixels) {
    browser.async(
        PLACES
            + """
            const scroller = args[0] === 'source' ? sourceScroller() : e2e.editor().preview;
            scroller.dispatchEvent(new WheelEvent('wheel'));
            scroller.scrollTop += args[1];
            for (let i = 0; i < 30; i++) await new Promise((done) => requestAnimationFrame(done));
            """,
        side,
        pixels);
  }

  private void awaitSameSection() {
    browser.await("(() => { " + PLACES + " return sectionInPreview() === sectionInSource(); })()");
  }

  private String shownTab() {
    return (String)
        browser.run("return document.querySelector('[role=tab][aria-selected=true]').textContent;");
  }

  private String visibility() {
    return (String)
        browser.run(
            """
            return [document.querySelector('[data-twinmark-surface]'), e2e.editor().preview]
                .map((pane) => getComputedStyle(pane).visibility).join();
            """);
  }

  private String dimmed() {
    return (String)
        browser.run(
            """
            const surface = document.querySelector('[data-twinmark-surface]').shadowRoot;
            return [...surface.querySelectorAll('.cm-dimmed')]
                .map((line) => line.textContent).filter(Boolean).join();
            """);
  }

  private double value(String which) {
    return Double.parseDouble(browser.find(DIVIDER).getDomAttribute("aria-value" + which));
  }

  private double number(String expression) {
    return ((Number) browser.run("return " + expression + ";")).doubleValue();
  }

  /** Functions of the page: which section is at the top of either side. */
  private static final String PLACES =
      """
      const surface = document.querySelector('[data-twinmark-surface]').shadowRoot;
      const sourceScroller = () => surface.querySelector('.cm-scroller');
      const sectionAtTop = (scroller, blocks) => {
        const top = scroller.getBoundingClientRect().top + 3;
        return Number(blocks
            .filter((block) => block.getBoundingClientRect().bottom > top)
            .map((block) => /Section (\\d+)/.exec(block.textContent)?.[1])
            .find(Boolean));
      };
      const sectionInSource = () =>
        sectionAtTop(sourceScroller(), [...surface.querySelectorAll('.cm-line')]);
      const sectionInPreview = () =>
        sectionAtTop(e2e.editor().preview, [...e2e.editor().preview.children]);
      """;
}
