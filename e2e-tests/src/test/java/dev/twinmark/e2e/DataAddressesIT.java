package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Checks pictures in the text: chips in the place of their addresses, and their preview. */
@ExtendWith(BrowserExtension.class)
final class DataAddressesIT {

  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");
  private static final String REDO = Keys.chord(Keys.CONTROL, "y");

  /** Makes a picture of noise, which PNG does not compress: some 27 KB. */
  private static final String PICTURE =
      """
      const canvas = Object.assign(document.createElement('canvas'), { width: 96, height: 96 });
      const context = canvas.getContext('2d');
      const pixels = context.createImageData(96, 96);
      crypto.getRandomValues(pixels.data);
      pixels.data.forEach((_, i, data) => { data[i] = i % 4 === 3 ? 255 : data[i]; });
      context.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/png');
      """;

  private static final String CHIPS =
      "document.querySelector('[data-twinmark-surface]').shadowRoot.querySelectorAll('.cm-data')";

  private final Browser browser;
  private final TwinmarkServer server;
  private String picture = "";

  DataAddressesIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
    picture = (String) browser.run(PICTURE);
  }

  @Test
  @Essential
  void addressesAreChipsWithTypeAndSize() {
    write("Begin ![one](|§) and [two](<§>)\n\n![three][3]\n\n`§`\n\n[3]: § \"Title\"");
    // In code, too: it is too long to be laid out.
    awaitChips(4);
    int bytes = (picture.length() - "data:image/png;base64,".length()) / 4 * 3;
    long kilobytes = Math.round(Math.ceil(bytes / 1024.0));
    assertEquals(
        Map.of("text", "PNG, " + kilobytes + " KB", "role", "img"),
        browser.run(
            "const [chip] = %s; return { text: chip.textContent, role: chip.role };"
                .formatted(CHIPS)));
    assertEquals(
        "Data in the text: PNG, " + kilobytes + " KB",
        browser.run("return %s[0].ariaLabel;".formatted(CHIPS)));
  }

  @Test
  @Essential
  void theCaretPassesAnAddressInOneStep() {
    int start = "Begin ![p](".length();
    write("Begin ![p](|§) end");
    awaitChips(1);
    browser.type(Keys.ARROW_RIGHT);
    assertEquals(start + picture.length(), caret());
    browser.type(Keys.ARROW_LEFT);
    assertEquals(start, caret());
    browser.type(Keys.chord(Keys.CONTROL, Keys.ARROW_RIGHT));
    assertEquals(start + picture.length(), caret(), "by words");
    write("Begin ![p](|§) end");
    awaitChips(1);
    browser.type(Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT));
    assertEquals(
        picture, browser.run("return e2e.editor().selectedText;"), "the selection with Shift");
  }

  @Test
  @Essential
  void backspaceAndDeleteRemoveAnAddressInOneStepToUndo() {
    String text = write("Begin ![p](§|) end");
    awaitChips(1);
    awaitGuards();
    browser.type(Keys.BACK_SPACE);
    assertText("Begin ![p]() end");
    browser.type(UNDO);
    assertText(text);
    browser.type(REDO);
    assertText("Begin ![p]() end");
    browser.type(UNDO, Keys.ARROW_RIGHT, Keys.BACK_SPACE, Keys.BACK_SPACE);
    assertText("Begin ![p]( end");
    browser.type(UNDO);
    assertText("Begin ![p](" + picture + " end");

    write("Begin ![p](|§) end");
    awaitChips(1);
    awaitGuards();
    browser.type(Keys.DELETE);
    assertText("Begin ![p]() end");
    browser.type(UNDO);
    awaitChips(1);
    assertText(text);
  }

  @Test
  void nothingIsTypedIntoAnAddress() {
    String text = write("Begin ![p](§|) end");
    awaitChips(1);
    awaitGuards();
    browser.type("x");
    browser.await(
        "document.querySelector('[data-twinmark-status]').textContent.includes('stays whole')");
    assertText(text);
    browser.type(Keys.ARROW_LEFT, "x");
    assertText(text);
    browser.type(Keys.ARROW_RIGHT, " \"Title\"");
    assertText("Begin ![p](" + picture + " \"Title\") end");
    browser.run("e2e.editor().setSelectionRange(30, 30);");
    assertEquals("Begin ![p](".length(), caret(), "a caret that a script puts into an address");
  }

  @Test
  void copiedTextHasTheWholeAddress() {
    String text = write("|Begin ![p](§) end");
    awaitChips(1);
    browser.allowClipboard();
    browser.type(Keys.chord(Keys.CONTROL, "a"), Keys.NULL, Keys.chord(Keys.CONTROL, "c"));
    assertEquals(text, browser.async("return navigator.clipboard.readText();"));
    browser.type(Keys.chord(Keys.CONTROL, "x"));
    assertText("");
    browser.type(Keys.chord(Keys.CONTROL, "v"));
    assertText(text);
    awaitChips(1);
  }

  @Test
  void searchLeavesAddressesOut() {
    // The count of matches may take a moment: a long text has its count cut.
    picture = "data:image/png;base64," + "Png/".repeat(100);
    write("|png, ![png](§) png");
    awaitChips(1);
    browser.type(Keys.chord(Keys.CONTROL, "f"));
    String root = "document.querySelector('[data-twinmark-surface]').shadowRoot";
    browser.await(root + ".querySelector('.cm-search') !== null");
    browser.type("png");
    browser.awaitEquals("1 of 3", root + ".querySelector('.cm-search output').textContent");
  }

  @Test
  void countsLeaveAddressesOut() {
    write("one ![two](§) three|");
    browser.await("/^2 words/.test(document.querySelector('#counts').textContent)");
  }

  @Test
  void axeFindsNoBarrierInAnyColors() throws IOException {
    for (Map<String, String> media :
        List.of(
            Map.of("prefers-color-scheme", "light"),
            Map.of("prefers-color-scheme", "dark"),
            Map.of("prefers-contrast", "more"),
            Map.of("forced-colors", "active"))) {
      browser.emulateMedia(media);
      browser.openEditor(server);
      write("Begin ![p](|§) end\n\n![missing](/missing.png)");
      awaitChips(1);
      browser.allowProblem(".*missing\\.png.*");
      awaitNote(true);
      browser.run(axe());
      assertEquals(
          List.of(),
          browser.async(
              """
              const { violations } = await axe.run(document, { resultTypes: ['violations'] });
              return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`));
              """),
          media::toString);
      browser.screenshot("data-addresses-" + String.join("-", media.values()));
    }
  }

  @Test
  void aPictureThatCannotBeLoadedSaysSo() {
    browser.allowProblem(".*(missing\\.png|ERR_INVALID_URL|data:).*");
    write("A ![bee](/missing.png) here|");
    awaitNote(true);
    assertEquals(
        "bee", browser.run("return document.querySelector('[data-twinmark-preview] img').alt;"));
    // The note changes none of the document's own nodes.
    assertTrue(browser.previewHtml().contains("here"));
    browser.run("e2e.editor().value = arguments[0];", "A ![bee](" + picture + ") here");
    awaitNote(false);
    browser.run("e2e.editor().value = 'A ![bee](data:image/png;base64,AAAA) here';");
    awaitNote(true);
    browser.run("e2e.editor().value = 'A bee here';");
    awaitNote(false);
    assertEquals("<p>A bee here</p>", browser.previewHtml().strip());
  }

  @Test
  void widthAndHeightReserveTheSpaceOfAPicture() {
    browser.allowProblem(".*slow\\.png.*");
    write("<img src=\"/slow.png\" alt=\"\" width=\"200\" height=\"100\">\n\n# Below|");
    browser.await("document.querySelector('[data-twinmark-preview] h1') !== null");
    assertEquals(
        List.of(200L, 100L),
        browser.run(
            """
            const { width, height } =
                document.querySelector('[data-twinmark-preview] img').getBoundingClientRect();
            return [width, height];
            """));
  }

  /**
   * Opens a document.
   *
   * @param pattern § is the address of the picture, | the caret
   * @return its text
   */
  private String write(String pattern) {
    int caret = pattern.substring(0, pattern.indexOf('|')).replace("§", picture).length();
    String text = pattern.replace("|", "").replace("§", picture);
    browser.run(
        "const e = e2e.editor(); e.open(arguments[0]); e.setSelectionRange(arguments[1], arguments[1]); e.focus();",
        text,
        caret);
    return text;
  }

  private void awaitChips(int count) {
    browser.await("%s.length === arguments[0]".formatted(CHIPS), count);
  }

  /**
   * Waits for what is loaded with the first chip: until it is there, a script can put the caret
   * into an address.
   */
  private void awaitGuards() {
    long caret = caret();
    browser.await(
        """
        (() => {
          const editor = e2e.editor();
          const inside = editor.value.indexOf('base64,');
          editor.setSelectionRange(inside, inside);
          return editor.selectionStart !== inside;
        })()
        """);
    browser.run("e2e.editor().setSelectionRange(arguments[0], arguments[0]);", caret);
    assertEquals(caret, caret());
  }

  private void awaitNote(boolean isShown) {
    browser.await(
        """
        [...document.querySelectorAll('[data-twinmark-preview] img + twinmark-drawing')]
            .some(({ shadowRoot }) => shadowRoot.textContent.includes('could not be loaded')) === arguments[0]
        """,
        isShown);
  }

  private long caret() {
    return (Long) browser.run("return e2e.editor().selectionStart;");
  }

  private void assertText(String markdown) {
    browser.awaitEquals(markdown, "e2e.editor().value");
  }

  private static String axe() throws IOException {
    try (InputStream in = DataAddressesIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
