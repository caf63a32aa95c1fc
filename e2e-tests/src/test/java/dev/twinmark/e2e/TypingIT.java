package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** Keys pressed in the page, and what the preview makes of them. */
@Essential
@ExtendWith(BrowserExtension.class)
final class TypingIT {

  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");
  private static final String REDO = Keys.chord(Keys.CONTROL, "y");

  private final Browser browser;
  private final TwinmarkServer server;

  TypingIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEmptyEditor() {
    browser.openEditor(server);
    browser.focusEditor();
    type(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    awaitPreview("");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "# Title | <h1 id=\"user-content-title\">Title</h1>",
        "Hello, *dear* **world** | <p>Hello, <em>dear</em> <strong>world</strong></p>",
        "~~gone~~ | <p><del>gone</del></p>",
        "`code` &copy; | <p><code>code</code> ©</p>",
        "<kbd>Esc</kbd> H<sub>2</sub>O | <p><kbd>Esc</kbd> H<sub>2</sub>O</p>",
      })
  void showsInlineMarkup(String markdown, String html) {
    type(markdown);
    awaitPreview(html + "\n");
  }

  @Test
  void showsTable() {
    type("| a | b |\n|:--|--:|\n| 1 | 2 |\n");
    awaitRendered();
    assertEquals("left", browser.find("[data-twinmark-preview] th").getDomAttribute("align"));
    assertEquals(
        List.of("a", "b", "1", "2"),
        browser.run(
            "return [...document.querySelectorAll('[data-twinmark-preview] :is(th, td)')].map((cell) => cell.textContent);"));
  }

  @Test
  void showsTaskList() {
    type("- [x] done\n- [ ] open\n");
    awaitRendered();
    assertEquals(
        List.of(true, false),
        browser.run(
            "return [...document.querySelectorAll('[data-twinmark-preview] input')].map((box) => box.checked);"));
    assertEquals(2, browser.count("[data-twinmark-preview] input[type=checkbox]:disabled"));
  }

  @Test
  void showsFencedCodeWithItsLanguage() {
    type("```java\nint x;\n```\n");
    awaitPreview("<pre><code class=\"language-java\">int x;\n</code></pre>\n");
  }

  @Test
  void marksLinks() {
    type("[x](https://example.com/ \"t\")");
    awaitPreview(
        "<p><a href=\"https://example.com/\" title=\"t\" rel=\"noopener noreferrer nofollow\">x</a></p>\n");
  }

  @Test
  void followsEveryEdit() {
    type("one two");
    awaitPreview("<p>one two</p>\n");
    type(Keys.BACK_SPACE, Keys.BACK_SPACE, Keys.BACK_SPACE, "*2*");
    awaitPreview("<p>one <em>2</em></p>\n");
    type(Keys.HOME, "> ");
    awaitPreview("<blockquote>\n<p>one <em>2</em></p>\n</blockquote>\n");
  }

  @Test
  void undoTakesBackWhatWasTyped() {
    // A value that is set is a step of its own. (Keys that follow each other within half a second
    // are taken back together: here, with the emptying of the editor.)
    browser.run("e2e.stopUndoClock();");
    browser.async("await e2e.show('begin'); await e2e.show('');");
    type("one");
    awaitPreview("<p>one</p>\n");
    type(Keys.HOME, Keys.END); // a cursor that moves ends a step
    type(" *two*");
    awaitPreview("<p>one <em>two</em></p>\n");
    type(UNDO);
    awaitPreview("<p>one</p>\n");
    type(UNDO);
    awaitPreview("");
    assertEquals("", browser.run("return e2e.editor().value;"));
    type(UNDO);
    awaitPreview("<p>begin</p>\n");
    type(REDO, REDO, REDO);
    awaitPreview("<p>one <em>two</em></p>\n");
    assertEquals("one *two*", browser.run("return e2e.editor().value;"));
  }

  /** Chromium's own editing would keep the look of what is replaced, in style attributes. */
  @Test
  void typingOverSeveralLinesKeepsToThePolicy() {
    browser.run("e2e.stopUndoClock();");
    browser.async("await e2e.show('# one two\\n\\nplain *em*\\n');");
    browser.run("e2e.editor().setSelectionRange(0, 14);");
    type("xy");
    awaitPreview("<p>xyin <em>em</em></p>\n");
    type(UNDO);
    awaitPreview("<h1 id=\"user-content-one-two\">one two</h1>\n<p>plain <em>em</em></p>\n");
  }

  @Test
  void clickOnTheTextOrItsLabelFocusesIt() {
    for (String css : List.of("[data-twinmark-surface]", "twinmark-editor label")) {
      browser.run("document.activeElement.blur();");
      browser.find(css).click();
      type("x");
    }
    awaitPreview("<p>xx</p>\n");
  }

  /** Rendering while an input method composes must not end the composition. */
  @Test
  void leavesCompositionAlone() {
    browser.run(
        """
        window.compositions = [];
        for (const type of ['compositionstart', 'compositionend']) {
          document.querySelector('[data-twinmark-surface]').addEventListener(type, () => compositions.push(type));
        }
        """);
    type("a");
    for (String composed : List.of("に", "にほ", "にほん")) {
      int end = composed.length();
      browser.cdp(
          "Input.imeSetComposition",
          Map.of("text", composed, "selectionStart", end, "selectionEnd", end));
      awaitPreview("<p>a" + composed + "</p>\n");
    }
    assertEquals(List.of("compositionstart"), browser.run("return compositions;"));
    browser.cdp("Input.insertText", Map.of("text", "日本"));
    awaitPreview("<p>a日本</p>\n");
    assertEquals(
        List.of("compositionstart", "compositionend"), browser.run("return compositions;"));
    assertEquals("a日本", browser.run("return e2e.editor().value;"));
  }

  @Test
  void previewKeepsWhatAnEditDoesNotTouch() {
    type("first\n\nsecond\n\nthird");
    awaitPreview("<p>first</p>\n<p>second</p>\n<p>third</p>\n");
    browser.run("window.kept = [...document.querySelectorAll('[data-twinmark-preview] p')];");
    type("!");
    awaitPreview("<p>first</p>\n<p>second</p>\n<p>third!</p>\n");
    assertTrue(
        (Boolean)
            browser.run(
                """
                const now = document.querySelectorAll('[data-twinmark-preview] p');
                return now[0] === kept[0] && now[1] === kept[1];
                """));
  }

  private void type(CharSequence... keys) {
    browser.type(keys);
  }

  private void awaitRendered() {
    assertEquals(true, browser.async("return e2e.editor().rendered();"));
  }

  private void awaitPreview(String html) {
    browser.awaitEquals(html, "document.querySelector('[data-twinmark-preview]').innerHTML");
  }
}
