package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.TimeoutException;

/** Code in the preview has colours and a button to copy it, and its DOM is as it is without. */
@ExtendWith(BrowserExtension.class)
final class CodeBlocksIT {

  private static final String CODE =
      """
      ```js
      const answer = 42;
      ```

      ```no-such-language
      const other = 1;
      ```
      """;

  /** More than are laid out at once. */
  private static final String FILLING = "Some words.\n\n".repeat(3000);

  private final Browser browser;
  private final TwinmarkServer server;

  CodeBlocksIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
    browser.run(
        """
        window.colored = () => [...CSS.highlights].flatMap(([name, ranges]) =>
          [...ranges].map(({ startContainer, startOffset, endOffset }) =>
            name.replace('twinmark-code-', '') + ' ' + startContainer.data.slice(startOffset, endOffset)));
        window.copyButtons = () => [...e2e.editor().preview.shadowRoot.querySelectorAll('button')];
        """);
  }

  @Test
  void codeOfAKnownLanguageIsColoredAndTheDomIsAsItWas() {
    browser.async("await e2e.show(args[0]);", CODE);
    browser.await("colored().includes('keyword const')");
    browser.await("copyButtons().length === 2");
    assertColored("keyword const", "literal 42", "name answer");
    assertEquals(
        browser.async("return await e2e.serverHtml(args[0]);", CODE), browser.previewHtml());
  }

  @Test
  void colorsFollowWhatIsWritten() {
    browser.async("await e2e.show(args[0]);", CODE);
    browser.await("colored().includes('keyword const')");
    int caret = CODE.indexOf("const");
    browser.run(
        "e2e.editor().setSelectionRange(arguments[0], arguments[0]); e2e.editor().focus();", caret);
    browser.type("let a; ");
    browser.await("colored().includes('keyword let')");
    assertColored("keyword const", "keyword let", "literal 42", "name a", "name answer");
    browser.async("await e2e.show(args[0]);", CODE.replace("js", "no-such-language"));
    browser.await("colored().length === 0");
  }

  @Test
  void codeFarBelowIsColoredWhereItIsScrolledTo() {
    String far = "```css\nb { color: red; }\n```\n\n";
    browser.async("await e2e.show(args[0]);", CODE + "\n" + FILLING + far + FILLING);
    browser.await("colored().includes('keyword const')");
    assertColored("keyword const", "literal 42", "name answer");
    browser.run("e2e.editor().preview.querySelector('.language-css').scrollIntoView();");
    browser.await("colored().includes('name color')");
    browser.await("!colored().includes('keyword const')");
    browser.await("copyButtons().length === 1");
    browser.await(
        """
        (() => {
          const button = copyButtons()[0].getBoundingClientRect();
          const code = e2e.editor().preview.querySelectorAll('pre')[2].getBoundingClientRect();
          return button.top >= code.top && button.bottom <= code.bottom && button.right <= code.right;
        })()""");
  }

  @Test
  void codeTooLongToBeParsedInPassingStaysPlain() {
    String line = "const a = 1; ".repeat(2000);
    String lines = "const a = 1;\n".repeat(80_000);
    browser.async(
        "await e2e.show(args[0]);",
        "```js\n%s\n```\n\n```js\nlet b;\n```\n\n```js\n%s```\n".formatted(line, lines));
    browser.await("colored().includes('keyword let')");
    assertColored("keyword let", "name b");
  }

  @Test
  void codeIsCopiedByTheKeyboardAsItIs() {
    String code = "  a\n\n\tb <b> &amp; \"c\" 😀";
    browser.allowClipboard();
    browser.async("await e2e.show(args[0]);", "A [link](#)\n\n```\n" + code + "\n```\n");
    browser.await("copyButtons().length === 1");
    browser.run("e2e.editor().preview.focus();");
    browser.type(Keys.TAB);
    assertEquals(
        "Copy code",
        browser.run(
            "return e2e.editor().preview.shadowRoot.activeElement.getAttribute('aria-label');"));
    // It is said for a moment.
    browser.run(
        """
        const status = e2e.editor().preview.shadowRoot.querySelector('[role=status]');
        window.said = [];
        new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
        """);
    browser.type(Keys.ENTER);
    browser.await("said[0] === 'Copied'");
    assertEquals(code, browser.async("return navigator.clipboard.readText();"));
  }

  @Test
  void codeIsSelectedWhereThereIsNoClipboard() {
    browser.async("await e2e.show(args[0]);", CODE);
    browser.await("copyButtons().length === 2");
    browser.run(
        """
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
        copyButtons()[0].click();
        """);
    browser.await("e2e.status().includes('The code is selected')");
    assertEquals("const answer = 42;", browser.run("return getSelection().toString().trimEnd();"));
    browser.type(Keys.chord(Keys.CONTROL, "c"));
    browser.await("e2e.status() === ''");
  }

  @Test
  void whatIsTakenOutOfThePageLeavesNoColorsAndHasThemWhenItIsBack() {
    browser.async("await e2e.show(args[0]);", CODE);
    browser.await("colored().includes('keyword const')");
    browser.run("window.place = e2e.editor().parentNode; (window.kept = e2e.editor()).remove();");
    browser.await("colored().length === 0");
    browser.run("place.append(kept);");
    browser.await("colored().includes('keyword const')");
    browser.await("copyButtons().length === 2");
  }

  /** Waits for exactly these tokens: a block may be coloured before the next one. */
  private void assertColored(String... tokens) {
    try {
      browser.await("colored().sort().join('|') === arguments[0]", String.join("|", tokens));
    } catch (TimeoutException e) {
      assertEquals(List.of(tokens), browser.run("return colored().sort();"));
    }
  }
}
