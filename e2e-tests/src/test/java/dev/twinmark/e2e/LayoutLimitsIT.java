package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.AllowList;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Documents whose layout would take a browser very long, were it not for the allow-list's limits.
 */
@ExtendWith(BrowserExtension.class)
final class LayoutLimitsIT {

  private final Browser browser;
  private final TwinmarkServer server;

  LayoutLimitsIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.bypassCsp(true);
    browser.openEditor(server);
  }

  /** They froze the tab for 40 s, longer than the driver waits for a script. */
  @Test
  void tableOfHugeSpansIsLaidOut() {
    show("<table>" + "<tr><td rowspan=65534 colspan=1000>x".repeat(500) + "</table>\n");
    assertEquals(500L, browser.run("return e2e.editor().preview.querySelectorAll('td').length;"));
    show("<table>" + "<tr><td rowspan=1000 colspan=100>x".repeat(500) + "</table>\n");
    assertEquals(0, browser.count("[rowspan]"));
  }

  @Test
  void runsOfCombiningMarksAreDrawnInPart() {
    String text = "a" + "\u0300".repeat(50_000) + " b\n";
    show(text);
    browser.run("window.marks = (node) => node.textContent.match(/\\p{M}/gu)?.length ?? 0;");
    assertEquals(100L, browser.run("return marks(e2e.editor().preview);"));
    browser.await(
        "marks(document.querySelector('[data-twinmark-surface]').shadowRoot"
            + ".querySelector('.cm-content')) === 100");
    assertEquals((long) text.length(), browser.run("return e2e.editor().value.length;"));
  }

  @Test
  void runsOfCombiningMarksFollowEdits() {
    String half = "\u0300".repeat(60);
    for (String text :
        List.of(
            "a<b>%s</b>x<i>%s</i>",
            "a<b>%s</b><i>%s</i>",
            "a<b>%s</b>y<i>%s</i>",
            "<pre><b>a%s</b>z%s</pre>",
            "<pre><b>a%s</b>%s</pre>",
            "<pre>a%s%s</pre>")) {
      String source = text.replace("%s", half) + "\n";
      show(source);
      assertEquals(
          true,
          browser.async(
              "return e2e.sameContent(e2e.editor().preview, e2e.parse(await e2e.serverHtml(e2e.decode(args[0]))));",
              Units.encode(source)),
          text);
    }
  }

  /** Groups of the preview end between blocks: a wrong list would break lines of text. */
  @Test
  void blockElementsAreThoseThatTheBrowserLaysOutAsBlocks() {
    Map<?, ?> table = AllowList.load();
    List<String> elements = new ArrayList<>();
    ((Map<?, ?>) table.get("elements")).keySet().forEach(name -> elements.add(name.toString()));
    List<?> blocks =
        (List<?>)
            browser.run(
                """
                const host = document.body.appendChild(document.createElement('div'));
                const blocks = arguments[0].filter((name) => {
                  const element = host.appendChild(document.createElement(name));
                  return ['block', 'table', 'list-item'].includes(getComputedStyle(element).display);
                });
                host.remove();
                return blocks;
                """,
                elements);
    List<String> expected = new ArrayList<>();
    ((List<?>) table.get("blockElements")).forEach(name -> expected.add(name.toString()));
    List<String> found = new ArrayList<>();
    blocks.forEach(name -> found.add(name.toString()));
    Collections.sort(expected);
    Collections.sort(found);
    assertEquals(expected, found);
    assertTrue(expected.contains("figure"));
  }

  private void show(String text) {
    browser.async("await e2e.show(e2e.decode(args[0]));", Units.encode(text));
  }
}
