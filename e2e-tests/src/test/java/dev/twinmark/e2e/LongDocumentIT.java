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

/**
 * Checks that blocks out of view are not laid out, and yet there, and that the blocks a reader
 * looks at stay where they are.
 */
@ExtendWith(BrowserExtension.class)
final class LongDocumentIT {

  private static final int SECTIONS = 1_000;

  private static final String LONG =
      "# The beginning\n\n<details><summary>More</summary>\n\n[Far away](#far)\n\n</details>\n\n"
          + IntStream.range(0, SECTIONS)
              .mapToObj(
                  i ->
                      "## Section %d\n\nA paragraph, number%d, of *several* words.\n\n"
                          .formatted(i, i))
              .collect(Collectors.joining())
          + "<h2 id=\"far\">The far end</h2>\n\nNeedle in the haystack.\n";

  private final Browser browser;
  private final TwinmarkServer server;

  LongDocumentIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.openEditor(server);
    browser.async(
        """
        await e2e.show(args[0]);
        // A reader sees it before they do anything: until then nothing has its place.
        for (let i = 0; i < 10; i++) await new Promise((done) => requestAnimationFrame(done));
        """,
        LONG);
  }

  @Test
  void outOfViewNothingIsLaidOut() {
    assertEquals(true, isLaidOut("The beginning"));
    assertEquals(false, isLaidOut("The far end"));
    // The document's own nodes are where they are without groups.
    assertEquals(
        2L * SECTIONS + 4,
        browser.run("return document.querySelector('[data-twinmark-preview]').childElementCount;"));
  }

  /**
   * By a rule such as {@code h2 + p}, each block that is inserted has Chromium restyle all elements
   * that may stand behind its like: 90 ms in a book. With a class or an attribute on the left side,
   * only elements that have it do so.
   */
  @Test
  void noRuleLooksAtTheSiblingBeforeByItsNameAlone() {
    assertEquals(
        List.of(),
        browser.run(
            """
            const withoutParentheses = (text) => {
              const shorter = text.replace(/\\([^()]*\\)/g, '');
              return shorter === text ? text : withoutParentheses(shorter);
            };
            const found = [];
            const visit = (rules) => {
              for (const { selectorText = '', cssRules = [] } of rules) {
                for (const [, left] of withoutParentheses(selectorText).matchAll(/([^\\s,]+) [+~] /g)) {
                  if (!/[.#[]/.test(left)) found.push(selectorText);
                }
                visit(cssRules);
              }
            };
            for (const root of [document, e2e.editor().shadowRoot ?? document]) {
              for (const { cssRules } of [...root.styleSheets, ...root.adoptedStyleSheets]) visit(cssRules);
            }
            return found;
            """));
  }

  @Test
  void everythingIsFound() {
    assertEquals(true, browser.run("return window.find('Needle in the haystack');"));
    browser.await(LAID_OUT + "('Needle')");
  }

  @Test
  void linksLeadThere() {
    browser.run(
        """
        const link = e2e.editor().preview.querySelector('a');
        link.closest('details').open = true;
        link.click();
        """);
    browser.await("%s('The far end')".formatted(IN_VIEW));
  }

  /** Chromium has in it what is laid out: all of a document that is not as long as a book. */
  @Test
  void theAccessibilityTreeHasAllOfAnArticle() {
    String article = LONG.replaceAll("## Section \\d{3}\n\nA paragraph.*\n\n", "");
    browser.async("await e2e.show(args[0]);", article);
    browser.cdp("Accessibility.enable", Map.of());
    Map<?, ?> document = (Map<?, ?>) browser.cdp("DOM.getDocument", Map.of()).get("root");
    Map<String, Object> found =
        browser.cdp(
            "Accessibility.queryAXTree",
            Map.of(
                "nodeId", document.get("nodeId"),
                "accessibleName", "The far end",
                "role", "heading"));
    browser.cdp("Accessibility.disable", Map.of());
    assertEquals(1, ((List<?>) found.get("nodes")).size());
  }

  @Test
  void printingShowsEverything() {
    browser.cdp("Emulation.setEmulatedMedia", Map.of("media", "print"));
    try {
      // The medium has its effect with the next frame.
      browser.await(LAID_OUT + "('The far end')");
    } finally {
      browser.cdp("Emulation.setEmulatedMedia", Map.of("media", ""));
    }
  }

  @Test
  void whatTheReaderSeesStays() {
    browser.async(
        """
        const { preview } = e2e.editor();
        const middle = [...preview.querySelectorAll('h2')].find((h) => h.textContent === 'Section 500');
        middle.scrollIntoView({ block: 'center' });
        // Groups that come into view take their real size, and are in view for a few frames.
        for (let i = 0; i < 10; i++) await new Promise((done) => requestAnimationFrame(done));
        window.middle = middle;
        window.top0 = middle.getBoundingClientRect().top;
        getSelection().selectAllChildren(middle.nextElementSibling);
        """);
    for (String edit :
        new String[] {
          "text.replace('# The beginning', '# The beginning\\n\\nAdded\\n\\n- lines\\n- of\\n- text')",
          "text.replace('Section 3\\n', 'Section three\\n\\n```\\ncode\\nof\\nfive\\nlines\\nmore\\n```\\n')",
          "text.replace('A paragraph, number450, of', 'A longer\\n\\nparagraph of')",
          "text.replace(/## Section 2\\n[^]*## Section 40\\n/, '## Section 40\\n')",
          "text + '\\n\\nThe end.'",
        }) {
      browser.async(
          """
          const editor = e2e.editor();
          const text = editor.value;
          const heard = e2e.nextRender();
          editor.value = %s;
          await heard;
          for (let i = 0; i < 5; i++) await new Promise((done) => requestAnimationFrame(done));
          """
              .formatted(edit));
      double moved =
          ((Number) browser.run("return middle.getBoundingClientRect().top - top0;")).doubleValue();
      assertTrue(Math.abs(moved) < 2, () -> "moved by " + moved + " pixels after " + edit);
      assertTrue(
          ((String) browser.run("return String(getSelection());"))
              .startsWith("A paragraph, number500"),
          () -> "the selection is lost after " + edit);
    }
  }

  /**
   * A function of the page: whether what has that text is within the visible part of the preview.
   */
  private static final String IN_VIEW =
      """
      ((text) => {
        const { preview } = e2e.editor();
        const element = [...preview.children].find((child) => child.textContent.trim() === text
          || child.textContent.startsWith(text));
        const { top, bottom } = element.getBoundingClientRect();
        const box = preview.getBoundingClientRect();
        return top >= box.top && bottom <= box.bottom;
      })""";

  /** A function of the page: whether what begins with that text is laid out. */
  private static final String LAID_OUT =
      """
      ((text) => [...e2e.editor().preview.children]
        .find((child) => child.textContent.startsWith(text))
        .checkVisibility({ contentVisibilityAuto: true }))""";

  private Object isLaidOut(String text) {
    return browser.run("return " + LAID_OUT + "(arguments[0]);", text);
  }
}
