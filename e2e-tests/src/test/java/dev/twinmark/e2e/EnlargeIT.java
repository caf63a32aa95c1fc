package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.PictureFile;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Pictures that the preview shows as large as the window. */
@ExtendWith(BrowserExtension.class)
final class EnlargeIT {

  private static final String DIALOG =
      "[...document.body.children].map((each) => each.shadowRoot?.querySelector('dialog[open]')).find(Boolean)";

  private static final String PICTURE = "document.querySelector('[data-twinmark-preview] img')";

  private static final String BUTTON =
      "document.querySelector('[data-twinmark-preview]').shadowRoot.querySelector('.enlarge-buttons button')";

  private static final int WIDTH = 400;

  private static final int HEIGHT = 300;

  private final Browser browser;
  private final TwinmarkServer server;
  private final String address =
      "data:image/png;base64,"
          + Base64.getEncoder().encodeToString(PictureFile.png("a.png", WIDTH, HEIGHT).bytes());

  EnlargeIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
  }

  @Test
  @Essential
  void clickEnlargesAndEscapeCloses() {
    show("Text\n\n![Four quarters](%s)\n".formatted(address));
    browser.run("e2e.editor().setSelectionRange(2, 2);");
    clickPicture();
    browser.await(DIALOG + " !== undefined");
    assertEquals(
        List.of("Four quarters", 2L * WIDTH, 2L * HEIGHT),
        browser.run(
            """
            const dialog = %s;
            const { width, height } = dialog.querySelector('img').getBoundingClientRect();
            return [dialog.getAttribute('aria-label'), Math.round(width), Math.round(height)];
            """
                .formatted(DIALOG)));
    browser.screenshot("enlarged-light");
    browser.type(Keys.ESCAPE);
    browser.await(DIALOG + " === undefined");
    assertEquals(2L, browser.run("return e2e.editor().selectionStart;"));
  }

  @Test
  void pictureFitsANarrowWindow() {
    browser.emulateWindow(360, 640);
    show("![Four quarters](%s)\n".formatted(address));
    browser.run("e2e.editor().setAttribute('pane', 'read');");
    clickPicture();
    browser.await(DIALOG + "?.querySelector('img').getBoundingClientRect().width <= 344");
    browser.screenshot("enlarged-360");
    browser.run(DIALOG + ".querySelector('button').click();");
    browser.await(DIALOG + " === undefined");
  }

  @Test
  void keyboardEnlargesAndHasTheFocusBack() throws IOException {
    show("![](%s)\n\n```\ncode\n```\n".formatted(address));
    browser.await(BUTTON + " != null");
    assertEquals(
        List.of("0", "1"),
        browser.run(
            """
            return ['enlarge', 'copy'].map((name) => getComputedStyle(
              e2e.editor().preview.shadowRoot.querySelector(`.${name}-buttons button`)).opacity);
            """),
        "buttons for code are always there");
    assertEquals("Enlarge image", browser.run("return %s.ariaLabel;".formatted(BUTTON)));
    browser.run(BUTTON + ".focus({ focusVisible: true });");
    browser.screenshot("enlarge-button");
    browser.type(Keys.ENTER);
    browser.await(DIALOG + " !== undefined");
    browser.run(axe());
    assertEquals(
        List.of(),
        browser.async(
            """
            const { violations } = await axe.run(document, { resultTypes: ['violations'] });
            return violations.map(({ id }) => id);
            """));
    browser.type(Keys.ESCAPE);
    browser.await(DIALOG + " === undefined");
    assertEquals(
        true,
        browser.run(
            "const button = %s; return button.getRootNode().activeElement === button;"
                .formatted(BUTTON)));
  }

  @Test
  void linkWins() {
    show("[![a](%s)](#there)\n\n![b](%s)\n\n# There\n".formatted(address, address));
    browser.await(BUTTON + "?.ariaLabel === 'Enlarge image: b'");
    assertEquals(
        false,
        browser.run(
            """
            let isPrevented;
            document.addEventListener('click', (event) => {
              isPrevented = event.defaultPrevented;
              event.preventDefault();
            }, { once: true });
            %s.click();
            return %s !== undefined;
            """
                .formatted(PICTURE, DIALOG)));
  }

  @Test
  void documentStaysAsTheEngineHasIt() {
    String markdown = "![a](%s)\n".formatted(address);
    show(markdown);
    browser.await(BUTTON + " != null");
    assertEquals(
        "<p><img src=\"%s\" alt=\"a\" loading=\"lazy\"></p>\n".formatted(address),
        browser.previewHtml());
    browser.emulateMedia(Map.of("prefers-color-scheme", "dark"));
    clickPicture();
    browser.await(DIALOG + " !== undefined");
    browser.screenshot("enlarged-dark");
  }

  private void show(String markdown) {
    browser.async("await e2e.show(args[0]);", markdown);
    browser.await(PICTURE + "?.naturalWidth === " + WIDTH);
  }

  private void clickPicture() {
    browser.await(PICTURE + ".getBoundingClientRect().width > 0");
    @SuppressWarnings("unchecked")
    List<Number> place =
        (List<Number>)
            browser.run(
                "const r = %s.getBoundingClientRect(); return [r.left + 20, r.top + 20];"
                    .formatted(PICTURE));
    browser.await(BUTTON + " != null");
    browser.click(place.get(0).doubleValue(), place.get(1).doubleValue());
  }

  private static String axe() throws IOException {
    try (InputStream in = EnlargeIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
