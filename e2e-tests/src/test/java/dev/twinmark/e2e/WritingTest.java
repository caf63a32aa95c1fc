package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What helps in writing Markdown: buttons, shortcuts, lists that go on, and what is pasted. */
@ExtendWith(BrowserExtension.class)
final class WritingTest {

  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

  private final Browser browser;
  private final TwinmarkServer server;

  WritingTest(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
    browser.focusEditor();
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
    assertText("- a\nb");
  }

  @Test
  void tabIndentsItemsAndEscapeLetsItLeave() {
    write("- a\n- b", 7, 7);
    browser.type(Keys.TAB);
    assertText("- a\n  - b");
    browser.type(Keys.chord(Keys.SHIFT, Keys.TAB));
    assertText("- a\n- b");
    browser.type(Keys.ESCAPE, Keys.TAB);
    assertText("- a\n- b");
    assertFalse(
        (Boolean) browser.run("return document.activeElement.matches('[data-twinmark-surface]');"));
  }

  /** What an input method has half typed is not to be touched by a button. */
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
  void tellsOfAnImageThatIsTooLargeUntilTheWriterGoesOn() {
    write("x", 1, 1);
    browser.run(
        """
        const clipboardData = new DataTransfer();
        const big = new Uint8Array(300 * 1024);
        clipboardData.items.add(new File([big], 'big.png', { type: 'image/png' }));
        arguments[0].dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        """,
        browser.surface());
    browser.await(
        "document.querySelector('[data-twinmark-status]').textContent.includes('big.png')");
    assertText("x");
    browser.type("y");
    browser.await("document.querySelector('[data-twinmark-status]').textContent === ''");
  }

  private void write(String text, int start, int end) {
    browser.run(
        "const e = e2e.editor(); e.open(arguments[0]); e.setSelectionRange(arguments[1], arguments[2]); e.focus();",
        text,
        start,
        end);
  }

  private void paste(Map<String, String> data) {
    browser.run(
        """
        const clipboardData = new DataTransfer();
        for (const [type, text] of Object.entries(arguments[1])) {
          clipboardData.setData(type, text);
        }
        arguments[0].dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        """,
        browser.surface(),
        data);
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
