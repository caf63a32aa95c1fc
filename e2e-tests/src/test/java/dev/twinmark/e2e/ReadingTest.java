package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** What a reader does: scroll, and tick tasks. */
@ExtendWith(BrowserExtension.class)
final class ReadingTest {

  /** Sections of many heights, on both sides, and more than are laid out at once. */
  private static final String SECTIONS =
      IntStream.range(0, 700)
          .mapToObj(
              i ->
                  "## Section %d\n\n%s\n\n%s\n\n"
                      .formatted(
                          i,
                          "Some words of a paragraph. ".repeat(1 + i % 13),
                          i % 3 == 0 ? "```\n" + "code\n".repeat(i % 7) + "```" : "- an item"))
          .collect(Collectors.joining());

  /** How far apart the sides may be, in sections: at a section's very edge, a pixel decides. */
  private static final int TOLERANCE = 0;

  private final Browser browser;
  private final TwinmarkServer server;

  ReadingTest(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.openEditor(server);
  }

  @Test
  void theSidesAreAtTheSamePlace() {
    browser.async("await e2e.show(args[0]);", SECTIONS);
    for (String side : new String[] {"source", "preview"}) {
      for (int percent : new int[] {3, 40, 41, 90, 10, 55}) {
        scroll(side, percent);
        long source = (Long) browser.run(PLACES + "return sectionInSource();");
        long preview = (Long) browser.run(PLACES + "return sectionInPreview();");
        assertTrue(
            Math.abs(source - preview) <= TOLERANCE,
            () ->
                "%s scrolled to %d %%: source in section %d, preview in %d"
                    .formatted(side, percent, source, preview));
        assertTrue(source > 0, "it was scrolled");
      }
    }
    browser.run("e2e.editor().setAttribute('sync', 'off');");
    Object before = browser.run(PLACES + "return sectionInPreview();");
    scroll("source", 5);
    assertEquals(before, browser.run(PLACES + "return sectionInPreview();"));
  }

  @Test
  void tasksAreTickedInOneStepToUndo() {
    String tasks = "- [ ] one\n- [x] two\n  - [ ] three\n\n> 1. [ ] four\n>\n>    loose\n";
    browser.async("await e2e.show(args[0]);", tasks);
    tick(2);
    browser.await("e2e.editor().value === arguments[0]", tasks.replace("[ ] three", "[x] three"));
    tick(3);
    browser.await("e2e.editor().value.includes('[x] four')");
    tick(1);
    browser.await("e2e.editor().value.includes('[ ] two')");
    browser.async("await e2e.editor().rendered();");
    String html = browser.previewHtml();
    browser.async("await e2e.show(e2e.editor().value + '\\n');");
    assertEquals(html, browser.previewHtml(), "the preview is what the text says");
    browser.async("await e2e.show(args[0]);", tasks);
    tick(0);
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    browser.await("e2e.editor().value === arguments[0]", tasks);
  }

  private void scroll(String side, int percent) {
    browser.async(
        PLACES
            + """
            const scroller = args[0] === 'source' ? sourceScroller() : e2e.editor().preview;
            scroller.dispatchEvent(new WheelEvent('wheel'));
            scroller.scrollTop = scroller.scrollHeight * args[1] / 100;
            // As long as what comes into view is measured, and the other side follows.
            for (let i = 0; i < 30; i++) await new Promise((done) => requestAnimationFrame(done));
            """,
        side,
        percent);
  }

  private void tick(int index) {
    browser.run(
        """
        const box = e2e.editor().preview.querySelectorAll('input')[arguments[0]].getBoundingClientRect();
        const [clientX, clientY] = [box.x + box.width / 2, box.y + box.height / 2];
        document.elementFromPoint(clientX, clientY)
          .dispatchEvent(new MouseEvent('click', { bubbles: true, clientX, clientY }));
        """,
        index);
  }

  /** Functions of the page: which section is at the top of either side. */
  private static final String PLACES =
      """
      const surface = document.querySelector('[data-twinmark-surface]').shadowRoot;
      const sourceScroller = () => surface.querySelector('.cm-scroller');
      const numberOf = (text) => Number(/Section (\\d+)/.exec(text)[1]);
      const sectionInSource = () => {
        const top = sourceScroller().getBoundingClientRect().top + 1;
        const lines = [...surface.querySelectorAll('.cm-line')];
        const first = lines.findIndex((line) => line.getBoundingClientRect().bottom > top);
        const shown = lines.slice(0, first + 1).map((line) => line.textContent).join('\\n');
        const before = shown.match(/## Section \\d+/g) ?? [];
        if (before.length > 0) return numberOf(before.at(-1));
        const after = lines.slice(first).find((line) => line.textContent.startsWith('## Section'));
        return numberOf(after.textContent) - 1;
      };
      const sectionInPreview = () => {
        const { preview } = e2e.editor();
        const top = preview.getBoundingClientRect().top
          + parseFloat(getComputedStyle(preview).scrollPaddingTop) + 1;
        const children = [...preview.children];
        const first = children.findIndex((child) => child.getBoundingClientRect().bottom > top);
        return numberOf(children.slice(0, first + 1).findLast((child) => child.matches('h2')).textContent);
      };
      """;
}
