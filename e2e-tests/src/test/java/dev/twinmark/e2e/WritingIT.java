package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Checks the aids for writing Markdown: buttons, shortcuts, lists that go on, and pasting. */
@ExtendWith(BrowserExtension.class)
final class WritingIT {

  /** As the DevTools Protocol has it. */
  private static final int CONTROL_SHIFT = 2 | 8;

  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

  private final Browser browser;
  private final TwinmarkServer server;

  WritingIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
    browser.focusEditor();
  }

  @Test
  void toolbarKnowsFromTheBeginningWhatCanBeDone() {
    browser.open(server.uri().toString());
    browser.awaitEditor();
    assertEquals("false", button("bold").getDomAttribute("aria-disabled"));
    assertEquals("true", button("undo").getDomAttribute("aria-disabled"));
  }

  @Test
  void shortcutsFormatInOneStepEach() {
    Map<String, String> made =
        Map.of(
            Keys.chord(Keys.CONTROL, "b"), "**word**",
            Keys.chord(Keys.CONTROL, "i"), "*word*",
            Keys.chord(Keys.CONTROL, "e"), "`word`",
            Keys.chord(Keys.CONTROL, "k"), "[word](url)",
            Keys.chord(Keys.CONTROL, Keys.SHIFT, "7"), "1. word",
            Keys.chord(Keys.CONTROL, Keys.SHIFT, "8"), "- word",
            Keys.chord(Keys.CONTROL, Keys.SHIFT, "9"), "> word");
    made.forEach(
        (keys, markdown) -> {
          write("word", 0, 4);
          browser.type(keys);
          assertText(markdown);
          browser.type(UNDO);
          assertText("word");
        });
  }

  @Test
  void toolbarWorksByMouseAndKeyboard() {
    write("word", 0, 4);
    button("bold").click();
    assertText("**word**");
    awaitPressed("bold", true);
    awaitPressed("italic", false);
    button("undo").click();
    assertText("word");

    browser.run("arguments[0].focus();", button("undo"));
    browser.type(Keys.HOME);
    assertEquals("heading", focusedButton());
    browser.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertEquals("italic", focusedButton());
    browser.type(Keys.END);
    assertEquals("redo", focusedButton());
    browser.type(Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
    assertEquals("rule", focusedButton());
    assertEquals(
        1L,
        browser.run(
            "return arguments[0].getRootNode().querySelectorAll('[tabindex=\"0\"]').length;",
            button("bold")));
    browser.type(Keys.HOME, Keys.ARROW_RIGHT, Keys.ENTER);
    assertText("**word**");
  }

  @Test
  void enterGoesOnWithListsAndEndsThem() {
    write("1. one\n2. two", 6, 6);
    browser.type(Keys.ENTER, "new");
    assertText("1. one\n2. new\n3. two");
    write("- [x] done", 10, 10);
    browser.type(Keys.ENTER, "open");
    assertText("- [x] done\n- [ ] open");
    write("- a", 3, 3);
    browser.type(Keys.ENTER, Keys.ENTER, "b");
    assertText("- a\n\nb");
  }

  @Test
  void enterInACellGoesToTheRowBelow() {
    write("| a | b |\n| - | - |\n| 1 | 2 |", 3, 3);
    browser.type(Keys.ENTER, "x", Keys.ENTER, "y");
    browser.await(
        "[...document.querySelectorAll('[data-twinmark-preview] :is(th, td)')]"
            + ".map((cell) => cell.textContent).join() === 'a,b,x,2,y,'");
  }

  @Test
  void tabIndentsItemsAndLeavesInItsOtherMode() {
    write("- a\n- b", 7, 7);
    browser.type(Keys.TAB);
    assertText("- a\n  - b");
    browser.type(Keys.chord(Keys.SHIFT, Keys.TAB));
    assertText("- a\n- b");
    browser.type(Keys.ESCAPE, Keys.TAB);
    assertText("- a\n  - b");
    browser.type(Keys.chord(Keys.SHIFT, Keys.TAB), Keys.chord(Keys.CONTROL, "m"), Keys.TAB);
    assertText("- a\n- b");
    assertFalse(
        (Boolean) browser.run("return document.activeElement.matches('[data-twinmark-surface]');"));
  }

  @Test
  void altAndArrowsMoveItemsAndBlocks() {
    String up = Keys.chord(Keys.ALT, Keys.ARROW_UP);
    String down = Keys.chord(Keys.ALT, Keys.ARROW_DOWN);
    write("9. a\n10. b\n    - c", 9, 9);
    browser.type(up);
    assertText("9. b\n   - c\n10. a");
    browser.type("!", UNDO, UNDO);
    assertText("9. a\n10. b\n    - c");
    write("# a\n\nb\nc", 3, 3);
    browser.type(down, "!");
    assertText("b\nc\n\n# a!");
    write("- a\n\nb\n\n- c", 6, 6);
    browser.type(up);
    browser.await("e2e.status().includes('can’t move here')");
    assertText("- a\n\nb\n\n- c");
    browser.type(Keys.chord(Keys.CONTROL, Keys.ALT, "v"));
    browser.await("e2e.status() === 'Paragraph'");
  }

  @Test
  void altEnterAndArrowDownLeaveBlocks() {
    String leave = Keys.chord(Keys.ALT, Keys.ENTER);
    write("```js\na", 7, 7);
    browser.type(leave, "b");
    assertText("```js\na\n```\nb");
    browser.type(UNDO, UNDO);
    assertText("```js\na");
    write("> - a", 1, 1);
    browser.type(Keys.ARROW_DOWN);
    assertText("> - a\n\n");
    browser.type(Keys.ARROW_DOWN, UNDO);
    assertText("> - a");
    write("a\nb", 3, 3);
    browser.type(Keys.ARROW_DOWN);
    assertText("a\nb");
    write("", 0, 0);
    browser.type("```jav");
    awaitProposals("java,javascript");
    browser.type(Keys.ARROW_DOWN);
    assertText("```jav");
  }

  @Test
  void typedMarksStepOverThoseOfACommand() {
    write("a ", 2, 2);
    browser.type(Keys.chord(Keys.CONTROL, "b"), "b** c");
    assertText("a **b** c");
    write("**a**", 3, 3);
    browser.type("*");
    assertText("**a***");
  }

  @Test
  void blocksAreSelectedFromTheInsideToTheOutside() {
    String wider = Keys.chord(Keys.CONTROL, Keys.SHIFT, "a");
    write("# a\n\n- b\n  - c\n\n# d", 8, 8);
    for (String selected : List.of("- b\n  - c", "# a\n\n- b\n  - c", "# a\n\n- b\n  - c\n\n# d")) {
      browser.type(wider);
      browser.await("e2e.editor().selectedText === arguments[0]", selected);
    }
  }

  @Test
  void proposalsLeaveEnterAndArrowsToTheWriter() {
    write("# One\n\n# Two\n\n", 14, 14);
    browser.await("document.querySelectorAll('[data-twinmark-preview] h1').length === 2");
    browser.type("[x](#");
    awaitProposals("one,two");
    browser.type("t");
    awaitProposals("two");
    browser.type(Keys.TAB);
    assertText("# One\n\n# Two\n\n[x](#two)");

    browser.type(Keys.ENTER, Keys.ENTER, "```jav");
    awaitProposals("java,javascript");
    browser.type(Keys.ENTER);
    awaitProposals("");
    assertText("# One\n\n# Two\n\n[x](#two)\n\n```jav\n");

    browser.type(Keys.BACK_SPACE, "a");
    awaitProposals("java,javascript");
    browser.type(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    browser.await(
        PROPOSALS + "[1].id === arguments[0].getAttribute('aria-activedescendant')", textBox());
    browser.type(Keys.ENTER);
    assertText("# One\n\n# Two\n\n[x](#two)\n\n```javascript");

    write("[site]: x\n\n", 11, 11);
    browser.type("[si");
    awaitProposals("site");
    browser.type(Keys.ESCAPE);
    awaitProposals("");
    browser.type("t");
    awaitProposals("site");
    browser.type(Keys.ARROW_UP);
    awaitProposals("");
    assertText("[site]: x\n\n[sit");
  }

  private static final String PROPOSALS =
      "[...document.querySelector('[data-twinmark-surface]').shadowRoot.querySelectorAll('[role=option]')]";

  private void awaitProposals(String labels) {
    browser.await(
        PROPOSALS
            + ".map((option) => option.querySelector('.cm-completionLabel').textContent).join()"
            + " === arguments[0]",
        labels);
  }

  private Object textBox() {
    return browser.run(
        "return document.querySelector('[data-twinmark-surface]').shadowRoot.querySelector('[role=textbox]');");
  }

  /** A button must not touch text that an input method is still composing. */
  @Test
  void commandsLeaveCompositionAlone() {
    write("a", 1, 1);
    browser.cdp(
        "Input.imeSetComposition", Map.of("text", "に", "selectionStart", 1, "selectionEnd", 1));
    browser.run("arguments[0].click();", button("bold"));
    assertText("aに");
    browser.cdp("Input.insertText", Map.of("text", "二"));
    assertText("a二");
  }

  @Test
  @Essential
  void pastesWhatIsMeant() {
    write("see here", 4, 8);
    paste(Map.of("text/plain", "https://example.com/"));
    assertText("see [here](https://example.com/)");

    write("", 0, 0);
    paste(Map.of("text/plain", "a\tb\n1\t2\n"));
    browser.await("document.querySelectorAll('[data-twinmark-preview] td').length === 2");

    write("ab", 2, 2);
    paste(
        Map.of(
            "text/plain", "one",
            "text/html", "<ul><li>one</li></ul>"));
    browser.await("e2e.editor().value.trimEnd() === 'ab\\n\\n- one'");

    write("", 0, 0);
    paste(
        Map.of(
            "text/plain", "safe",
            "text/html",
                "<b>safe</b><img src=x onerror='window.hit=1'><script>window.hit=1</script>"));
    browser.await("e2e.editor().value.includes('**safe**')");
    assertEquals(true, browser.run("return window.hit === undefined;"));
    browser.allowProblem("Failed to load resource");
  }

  @Test
  void pastedFootnotesGoToTheEnd() {
    browser.run("e2e.editor().setAttribute('extensions', 'github');");
    write("a \n\nb", 2, 2);
    paste(
        Map.of(
            "text/plain", "x1",
            "text/html",
                """
                <p>x<sup><a href="#user-content-fn-n" data-footnote-ref>1</a></sup></p>
                <section class="footnotes" data-footnotes><ol><li id="user-content-fn-n">
                <p>Note <a href="#user-content-fnref-n" data-footnote-backref>↩</a></p></li></ol></section>
                """));
    assertText("a x[^n]\n\nb\n\n[^n]: Note\n");
    browser.await("e2e.status().includes('Keep as plain text')");
    browser.type(Keys.TAB);
    browser.await("document.activeElement.matches('[data-twinmark-status] button')");
    browser.run("document.activeElement.click();");
    assertText("a x1\n\nb");
  }

  @Test
  @Essential
  void pastedMarkdownCanBeKeptAsPlainText() {
    Map<String, String> copied =
        Map.of("text/plain", "one two", "text/html", "<p>one <b>two</b></p>");
    write("a ", 2, 2);
    paste(copied);
    assertText("a one **two**");
    browser.await("e2e.status().includes('Keep as plain text')");
    // The button follows the text, and gives the focus back.
    browser.type(Keys.TAB);
    browser.await("document.activeElement.matches('[data-twinmark-status] button')");
    browser.run("document.activeElement.click();");
    assertText("a one two");
    browser.await("e2e.status() === ''");
    browser.type("!");
    assertText("a one two!");
    browser.type(UNDO);
    browser.type(UNDO);
    assertText("a one **two**");
    browser.type(UNDO);
    assertText("a ");

    paste(copied);
    assertText("a one **two**");
    browser.await("e2e.status().includes('Keep as plain text')");
    browser.type(Keys.chord(Keys.CONTROL, Keys.ALT, "k"));
    assertText("a one two");
    browser.type(UNDO);
    assertText("a one **two**");
    browser.type(UNDO);
    assertText("a ");

    paste(copied);
    browser.await("e2e.status().includes('Keep as plain text')");
    browser.type("c");
    browser.await("e2e.status() === ''");

    write("", 0, 0);
    paste(copied);
    browser.await("e2e.status().includes('Keep as plain text')");
    browser.run("e2e.editor().blur();");
    browser.await("e2e.status() === ''");

    write("", 0, 0);
    paste(Map.of("text/plain", "·\tFirst\n·\tSecond"));
    assertText("- First\n- Second\n");
    browser.await("e2e.status().includes('Keep as plain text')");
  }

  @Test
  void pastesWhatFitsThePlace() {
    Map<String, String> url = Map.of("text/plain", "https://example.com/");
    write("see word", 4, 8);
    browser.type(Keys.chord(Keys.CONTROL, "k"));
    paste(url);
    assertText("see [word](https://example.com/)");
    for (String[] place :
        List.of(
            new String[] {"![a](‹u›)", "![a](https://example.com/)"},
            new String[] {"[a]: ‹u›", "[a]: https://example.com/"},
            new String[] {"<img src=\"‹u›\">", "<img src=\"https://example.com/\">"},
            new String[] {"[‹a›](u)", "[https://example.com/](u)"},
            new String[] {"‹a] b›", "[a\\] b](https://example.com/)"},
            new String[] {"`a ‹b›`", "`a https://example.com/`"})) {
      int start = place[0].indexOf('‹');
      write(place[0].replaceAll("[‹›]", ""), start, place[0].indexOf('›') - 1);
      paste(url);
      assertText(place[1]);
    }
    Map<String, String> bold = Map.of("text/plain", "a b", "text/html", "<b>a</b> b");
    write("[a]()", 4, 4);
    paste(bold);
    assertText("[a](a b)");
    write("", 0, 0);
    browser.type(Keys.chord(Keys.CONTROL, "e"));
    paste(bold);
    assertText("`a b`");
    Map<String, String> cell =
        Map.of("text/plain", "42\n", "text/html", "<table><tr><td>42</td></tr></table>");
    write("It is  today", 6, 6);
    paste(cell);
    assertText("It is 42 today");
    write("| a | b |\n| - | - |\n| c | d |", 24, 24);
    paste(cell);
    assertText("| a | b |\n| - | - |\n| c 42| d |");
    browser.allowProblem("Failed to load resource");
  }

  @Test
  void shiftPastesPlainText() {
    String html = "<h1>Title</h1><p>some <b>bold</b> text</p>";
    browser.allowClipboard();
    write("", 0, 0);
    browser.async(
        """
        await navigator.clipboard.write([new ClipboardItem({
          'text/plain': new Blob(['Title some bold text'], { type: 'text/plain' }),
          'text/html': new Blob([args[0]], { type: 'text/html' }),
        })]);
        """,
        html);
    // Chromium sanitizes HTML for the clipboard with styles that the page's policy does not know.
    browser.allowProblem("style-src");
    browser.type(Keys.chord(Keys.CONTROL, "v"));
    browser.await("e2e.editor().value.startsWith('# Title')");
    write("", 0, 0);
    // The driver's own keys would cause two events.
    for (String type : List.of("rawKeyDown", "keyUp")) {
      browser.cdp(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "modifiers",
              CONTROL_SHIFT,
              "key",
              "V",
              "code",
              "KeyV",
              "windowsVirtualKeyCode",
              (int) 'V'));
    }
    assertText("Title some bold text");
    // Shift is held, in an event that has the HTML as well.
    write("", 0, 0);
    browser.run(
        "arguments[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'V', shiftKey: true, bubbles: true }));",
        browser.surface());
    paste(Map.of("text/plain", "plain", "text/html", html));
    assertText("plain");
  }

  @Test
  @Essential
  void pastesThePlainTextWhenTheConverterFails() {
    Map<String, String> copied =
        Map.of("text/plain", "one\r\ntwo\r\n", "text/html", "<p><b>one</b></p><p>two</p>");
    browser.blockUrls("*/assets/html-to-markdown-*");
    browser.allowProblem("html-to-markdown");
    write("a b", 2, 3);
    paste(copied);
    assertText("a one\ntwo\n");
    browser.await("e2e.status().includes('only the text was pasted')");
    browser.type("c");
    assertText("a one\ntwo\nc");
    browser.await("e2e.status() === ''");

    browser.blockUrls();
    write("", 0, 0);
    paste(copied);
    assertText("**one**\n\ntwo");
    browser.await("e2e.status().startsWith('Pasted as Markdown.')");

    browser.run("window.structuredClone = () => { throw new Error('not to be converted'); };");
    write("", 0, 0);
    paste(copied);
    assertText("one\ntwo\n");
    browser.await("e2e.status().includes('only the text was pasted')");
  }

  @Test
  void imagesThatAreDroppedBesideTheTextAreRefused() {
    assertEquals(
        List.of(true, "none"),
        browser.run(
            """
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
            const event = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
            e2e.editor().preview.dispatchEvent(event);
            return [event.defaultPrevented, dataTransfer.dropEffect];
            """));
  }

  @Test
  void sizeOfATableIsPicked() {
    String table =
        """
        | Column 1 | Column 2 |
        | -------- | -------- |
        |          |          |
        |          |          |
        |          |          |
        """;
    browser.run("e2e.stopUndoClock();");
    write("a", 1, 1);
    button("table").click();
    awaitPicked("3 × 3");
    browser.type(Keys.ARROW_LEFT, Keys.ARROW_DOWN);
    awaitPicked("2 × 4");
    browser.type(Keys.ENTER);
    assertText("a\n\n" + table + "\n");
    browser.type("Name");
    assertText("a\n\n" + table.replace("Column 1", "Name") + "\n");
    browser.await("arguments[0].getAttribute('aria-disabled') === 'true'", button("table"));
    browser.type(UNDO, UNDO);
    assertText("a");

    browser.type(Keys.chord(Keys.CONTROL, Keys.ALT, "t"));
    awaitPicked("3 × 3");
    browser.type(Keys.ESCAPE);
    browser.await("!" + PICKER);
    browser.type("b");
    assertText("ab");

    browser.type(Keys.F1);
    browser.await("document.querySelector('[role=option]') !== null");
    browser.type("table", Keys.ENTER);
    awaitPicked("3 × 3");
    browser.run(PICKER + ".shadowRoot.querySelector('[aria-label=\"1 × 1\"]').click();");
    assertText("ab\n\n| Column 1 |\n| -------- |\n\n");
  }

  @Test
  void aTableOfTheUsualSizeIsInsertedWhereNoneCanBePicked() {
    browser.blockUrls("*/assets/table-picker*");
    browser.allowProblem("table-picker");
    write("", 0, 0);
    button("table").click();
    browser.await("document.querySelectorAll('[data-twinmark-preview] td').length === 6");
  }

  private static final String PICKER =
      "document.querySelector('[data-twinmark-surface]').shadowRoot.querySelector('[popover]')";

  private void awaitPicked(String size) {
    browser.await(
        PICKER + "?.shadowRoot.activeElement?.getAttribute('aria-label') === arguments[0]", size);
  }

  private void write(String text, int start, int end) {
    browser.run(
        "const e = e2e.editor(); e.open(arguments[0]); e.setSelectionRange(arguments[1], arguments[2]); e.focus();",
        text,
        start,
        end);
  }

  private void paste(Map<String, String> data) {
    browser.run("e2e.paste(...arguments);", browser.surface(), data);
  }

  private void assertText(String markdown) {
    try {
      browser.await("e2e.editor().value === arguments[0]", markdown);
    } catch (org.openqa.selenium.TimeoutException e) {
      assertEquals(markdown, browser.run("return e2e.editor().value;"));
    }
  }

  private WebElement button(String command) {
    WebElement host =
        (WebElement)
            browser.run(
                "return [...document.querySelectorAll('twinmark-editor *')].find((e) => e.shadowRoot?.querySelector('[role=toolbar]'));");
    return host.getShadowRoot().findElement(By.cssSelector("[data-command='" + command + "']"));
  }

  private Object focusedButton() {
    return browser.run(
        "return arguments[0].getRootNode().activeElement?.dataset.command;", button("bold"));
  }

  private void awaitPressed(String command, boolean pressed) {
    browser.await(
        "arguments[0].getAttribute('aria-pressed') === arguments[1]",
        button(command),
        String.valueOf(pressed));
  }
}
