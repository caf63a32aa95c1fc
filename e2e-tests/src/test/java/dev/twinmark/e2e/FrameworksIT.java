package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.FrameworkExample;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;

/**
 * The examples for frameworks that render on a server: no text is lost on its way to the element
 * and back. They take minutes to install and build: {@code -Dtwinmark.frameworks=true} runs them.
 */
@EnabledIfSystemProperty(named = "twinmark.frameworks", matches = "true")
@ExtendWith(BrowserExtension.class)
final class FrameworksIT {

  private final Browser browser;

  FrameworksIT(Browser browser) {
    this.browser = browser;
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheTextFromTheServerAndBack(FrameworkExample.Kind kind) throws Exception {
    browser.allowProblem("favicon.ico");
    try (var example = FrameworkExample.start(kind)) {
      browser.open(example.uri());
      browser.awaitEditor();
      assertEquals("# Borage\n\nBees like *borage*.\n", browser.run("return e2e.editor().value;"));
      browser.await("e2e.editor().preview.querySelector('em')?.textContent === 'borage'");
      assertEquals(
          browser.run("return document.querySelector('article').innerHTML;"),
          browser.run("return e2e.editor().preview.innerHTML;"),
          "the server's HTML is the preview");

      browser.focusEditor();
      browser.type(Keys.chord(Keys.CONTROL, Keys.END), "Thyme.");
      browser.await("document.querySelector('output').textContent === '36 characters'");
      browser.run("[...document.querySelectorAll('button')].at(-1).click();");
      browser.await("document.querySelector('article').textContent.includes('Thyme.')");
      assertEquals(
          "# Borage\n\nBees like *borage*.\nThyme.", browser.run("return e2e.editor().value;"));

      browser.open(example.uri());
      browser.awaitEditor();
      assertEquals(
          "# Borage\n\nBees like *borage*.\nThyme.", browser.run("return e2e.editor().value;"));
    }
  }
}
