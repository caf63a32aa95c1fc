package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Checks the actions of a reader: scrolling and ticking tasks. */
@ExtendWith(BrowserExtension.class)
final class ReadingIT {

  /**
   * Sections of many heights, on both sides, and more than are laid out at once. Each block has its
   * section's number.
   */
  private static final String SECTIONS =
      IntStream.range(0, 700)
          .mapToObj(
              i ->
                  "## Section %1$d\n\nWords %1$d %2$s\n\n%3$s\n\n"
                      .formatted(
                          i,
                          "and words of a paragraph. ".repeat(i % 13),
                          i % 3 == 0
                              ? "```%d\n%s```".formatted(i, "code\n".repeat(i % 7))
                              : "- item " + i))
          .collect(Collectors.joining());

  private final Browser browser;
  private final TwinmarkServer server;

  ReadingIT(Browser browser, TwinmarkServer server) {
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
      for (double percent : new double[] {3, 40, 41, 90, 99, 99.5, 99.8, 10, 55}) {
        scroll(side, percent);
        assertEquals("", difference(), side + " scrolled to " + percent + " %");
        assertTrue(!browser.run(PLACES + "return inPreview(0);").equals("Section 0"), "it stayed");
      }
    }
    browser.run("e2e.editor().setAttribute('sync', 'off');");
    Object before = browser.run(PLACES + "return inPreview(0);");
    scroll("source", 5);
    assertEquals(before, browser.run(PLACES + "return inPreview(0);"));
  }

  @Test
  void theLastBlockComesToTheTopOfBothSides() {
    browser.async("await e2e.show(args[0]);", SECTIONS + "Last 1");
    for (String side : new String[] {"source", "preview"}) {
      scroll(side, 0);
      assertEquals("Section 0, Section 0", browser.run(PLACES + "return places(0);"), side);
      scroll(side, 100);
      assertEquals("Last 1, Last 1", browser.run(PLACES + "return places(0);"), side);
    }
  }

  @Test
  void imagesThatArriveLateMoveTheSourceToo() {
    browser.async("await e2e.show(args[0]);", "![](data:,)\n".repeat(40) + "\n" + SECTIONS);
    // Not all browsers keep what is seen in its place.
    browser.run("e2e.editor().preview.style.overflowAnchor = 'none';");
    scroll("preview", 3);
    assertEquals("", difference());
    Object before = browser.run(PLACES + "return places(0);");
    browser.async(
        PLACES
            + """
            const images = e2e.editor().preview.querySelectorAll('img');
            for (const image of images) {
              image.style.cssText = 'display: block; block-size: 50px';
              image.dispatchEvent(new Event('load'));
            }
            await settled();
            """);
    assertTrue(
        !before.equals(browser.run(PLACES + "return places(0);")), "the images moved nothing");
    assertEquals("", difference());
  }

  @Test
  void aClickTakesTheCaretToItsSource() {
    String text =
        "para\n\n".repeat(80)
            + "Some **bold** words, some [link](https://words.invalid/), some `code`.\n\n"
            + "- one\n- two\n  - *three*\n\n"
            + "| a | b |\n|---|---|\n| c | ~~del~~ |\n\n"
            + "```\nfirst\n\nsecond\n\nthird\n```\n\n"
            + "> <kbd>key</kbd>\n\n"
            + "para\n\n".repeat(80);
    browser.async("await e2e.show(args[0]);", text);
    String[][] clicks = {
      {"strong", "Some **bold** words, some [link](https://words.invalid/), some `code`."},
      {"em", "  - *three*"},
      {"del", "| c | ~~del~~ |"},
      {"td", "| c | ~~del~~ |"},
      {"pre", "second"},
      {"kbd", "> <kbd>key</kbd>"},
    };
    for (String[] click : clicks) {
      String css = "[data-twinmark-preview] " + click[0];
      bringToTheMiddle(css);
      Object before = browser.run(PLACES + "return e2e.editor().preview.scrollTop;");
      browser.find(css).click();
      browser.await(
          "e2e.editor().value.split('\\n')[e2e.editor().caret.line] === arguments[0]", click[1]);
      browser.async(PLACES + "await settled();");
      assertEquals(before, browser.run("return e2e.editor().preview.scrollTop;"), "it jumps");
      assertTrue(
          (Double)
                  browser.run(
                      PLACES + "return distance(arguments[0], arguments[1]);", css, click[1])
              < 40,
          "the line is beside the " + click[0]);
    }
    browser.type("!");
    browser.await(
        "e2e.editor().value.includes('> <kbd>k!ey') || e2e.editor().value.includes('> <kbd>ke!y')");
  }

  @Test
  void aClickThatMeansSomethingElseLeavesTheCaret() {
    browser.async(
        "await e2e.show(args[0]);", "first\n\n[link](#nowhere)\n\n- [ ] task\n\n*word* word");
    browser.find("[data-twinmark-preview] a").click();
    tick(0);
    browser.await("e2e.editor().value.includes('[x]')");
    browser.async("await e2e.editor().rendered();");
    browser.run(
        """
        const word = document.querySelector('[data-twinmark-preview] em');
        word.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
        word.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }));
        getSelection().selectAllChildren(word);
        word.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
        getSelection().empty();
        e2e.editor().setAttribute('mode', 'read');
        word.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
        """);
    browser.async(PLACES + "await settled();");
    assertEquals(0L, browser.run("return e2e.editor().caret.line;"));
    browser.run(
        """
        e2e.editor().setAttribute('mode', 'both');
        document.querySelector('[data-twinmark-preview] em')
          .dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
        """);
    browser.await("e2e.editor().caret.line === 6");
  }

  @Test
  void goesToALineOnBothSides() {
    browser.async("await e2e.show(args[0]);", SECTIONS);
    for (String mode : new String[] {"both", "read"}) {
      for (int heading : new int[] {400, 699, 3}) {
        browser.run("e2e.editor().setAttribute('mode', arguments[0]);", mode);
        browser.async(
            PLACES
                + """
                const { line } = e2e.editor().headings()[args[0]];
                e2e.editor().goToLine(line);
                await settled();
                """,
            heading);
        browser.async("e2e.editor().setAttribute('mode', 'both');" + PLACES + "await settled();");
        String section = "Section " + heading;
        assertEquals(section + ", " + section, browser.run(PLACES + "return places(0);"), mode);
        assertEquals(
            "## " + section,
            browser.run("return e2e.editor().value.split('\\n')[e2e.editor().caret.line];"));
      }
    }
  }

  @Test
  void headingsHaveAnchors() {
    browser.async(
        "await e2e.show(args[0]);",
        "# Notes\n\n" + "text\n\n".repeat(100) + "## !!!\n\n## *Notes*\n\n> ### שלום\n");
    browser.run(
        "window.anchors = () => [...e2e.editor().preview.shadowRoot.querySelectorAll('.heading-anchors a')];");
    browser.await("anchors()[0]?.getAttribute('href') === '#notes'");
    assertEquals("0", browser.run("return getComputedStyle(anchors()[0]).opacity;"));
    browser.point("[data-twinmark-preview] h1");
    browser.await("getComputedStyle(anchors()[0]).opacity === '1'");
    assertEquals("Link to “Notes”", browser.run("return anchors()[0].ariaLabel;"));

    browser.run("e2e.editor().preview.scrollTop = 1e6;");
    browser.await(
        "anchors().length === 3 && anchors().every((anchor) => anchor.hasAttribute('href'))");
    assertEquals(
        List.of("#", "#notes-1", "#" + URLEncoder.encode("שלום", StandardCharsets.UTF_8)),
        browser.run("return anchors().map((anchor) => anchor.getAttribute('href'));"));
    assertEquals(true, browser.run("return anchors()[0].checkVisibility() === false;"));
    // Each is where its heading's text begins.
    assertEquals(
        "-1 1",
        browser.run(
            """
            const middle = (box) => (box.left + box.right) / 2;
            return [...document.querySelectorAll('[data-twinmark-preview] :is(h2, h3)')].slice(1)
              .map((heading, i) => {
                const text = new Range();
                text.selectNodeContents(heading);
                return middle(anchors()[i + 1].getBoundingClientRect()) - middle(text.getBoundingClientRect());
              })
              .map(Math.sign).join(' ');
            """));
    browser.run("anchors()[1].focus({ focusVisible: true });");
    assertEquals("1", browser.run("return getComputedStyle(anchors()[1]).opacity;"));
    browser.screenshot("heading-anchor");
    browser.run("e2e.editor().goToLine(0);");
    browser.await("anchors()[0]?.getAttribute('href') === '#notes'");
    String address = browser.url();
    browser.run("anchors()[0].click();");
    assertEquals(address, browser.url());
    assertEquals(0L, browser.run("return e2e.editor().caret.line;"));
  }

  @Test
  void linksLeadToTheSecondHeadingOfAName() {
    browser.async(
        "await e2e.show(args[0]);",
        "[go](#notes-1)\n\n## Notes\n\n" + "text\n\n".repeat(100) + "## Notes\n");
    browser.find("[data-twinmark-preview] a").click();
    browser.await("e2e.editor().caret.line === 204");
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

  @Test
  void boxesAreBesideTheirTextsInBothDirections() {
    String tasks = "- [ ] left to right\n- [ ] \u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD\n";
    String loose = "\n1. [ ] left to right\n\n2. [ ] \u0645\u0631\u062D\u0628\u0627\n\n   more\n";
    for (String direction : new String[] {"ltr", "rtl"}) {
      browser.run("document.documentElement.dir = arguments[0];", direction);
      browser.async("await e2e.show(args[0]);", tasks + loose);
      assertEquals(
          4L, browser.run("return e2e.editor().preview.querySelectorAll('input').length;"));
      assertEquals(List.of(), browser.run(COVERED), direction);
      for (int i = 0; i < 4; i++) {
        tick(i);
        browser.await(
            "(e2e.editor().value.match(/\\[x\\]/g) ?? []).length === arguments[0]", i + 1);
        browser.async("await e2e.editor().rendered();");
      }
    }
  }

  /**
   * Returns what is at the top of the sides, where that is not the same; at its very edge, a pixel
   * decides.
   */
  private Object difference() {
    return browser.run(
        PLACES
            + """
            const before = [-2, 0, 2].map(inSource);
            return [-2, 0, 2].map(inPreview).some((place) => before.includes(place)) ? '' : places(0);
            """);
  }

  private void bringToTheMiddle(String css) {
    browser.async(
        PLACES
            + """
            e2e.editor().preview.dispatchEvent(new WheelEvent('wheel'));
            document.querySelector(args[0]).scrollIntoView({ block: 'center' });
            await settled();
            """,
        css);
  }

  private void scroll(String side, double percent) {
    browser.async(
        PLACES
            + """
            const scroller = args[0] === 'source' ? sourceScroller() : e2e.editor().preview;
            scroller.dispatchEvent(new WheelEvent('wheel'));
            scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * args[1] / 100;
            await settled();
            if (args[1] === 100) {
              // What has come into view is not as high as was estimated.
              scroller.scrollTop = scroller.scrollHeight;
              await settled();
            }
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
          .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY }));
        """,
        index);
  }

  /**
   * Gives the tasks whose box is over their text, or outside of the list, or not as high as the
   * text.
   */
  private static final String COVERED =
      """
      return [...e2e.editor().preview.querySelectorAll('input')].filter((input) => {
        const box = input.getBoundingClientRect();
        const range = document.createRange();
        range.setStartAfter(input);
        range.setEndAfter(input.parentNode.lastChild);
        const text = range.getBoundingClientRect();
        const list = input.closest('ul, ol').getBoundingClientRect();
        return text.width < 10
          || (box.left < text.right && text.left < box.right)
          || box.left < list.left || box.right > list.right
          || box.top < text.top || box.bottom > text.bottom;
      }).map((input) => input.parentNode.textContent);
      """;

  /** Functions of the page: which block is at the top of either side, so many pixels below. */
  private static final String PLACES =
      """
      const surface = document.querySelector('[data-twinmark-surface]').shadowRoot;
      const sourceScroller = () => surface.querySelector('.cm-scroller');
      // As long as what comes into view is measured, and the other side follows.
      const settled = async () => {
        for (let i = 0; i < 30; i++) await new Promise((done) => requestAnimationFrame(done));
      };
      const place = (text) => /(\\w+ )?\\d+/.exec(text)[0];
      const inSource = (depth) => {
        const top = sourceScroller().getBoundingClientRect().top + 1 + depth;
        const lines = [...surface.querySelectorAll('.cm-line')];
        let first = lines.findIndex(
          (line) => line.getBoundingClientRect().bottom > top && line.textContent !== '');
        while (first > 0 && lines[first - 1].textContent !== '') first--;
        return place(lines[first].textContent);
      };
      const inPreview = (depth) => {
        const { preview } = e2e.editor();
        const top = preview.getBoundingClientRect().top
          + parseFloat(getComputedStyle(preview).scrollPaddingTop) + 1 + depth;
        const block = [...preview.children].find((child) => child.getBoundingClientRect().bottom > top);
        return place(block.querySelector('code')?.className ?? block.textContent);
      };
      const places = (depth) => `${inSource(depth)}, ${inPreview(depth)}`;
      const distance = (css, text) => {
        const line = [...surface.querySelectorAll('.cm-line')].find((each) => each.textContent === text);
        const middle = ({ top, bottom }) => (top + bottom) / 2;
        return Math.abs(middle(document.querySelector(css).getBoundingClientRect())
          - middle(line.getBoundingClientRect()));
      };
      """;
}
