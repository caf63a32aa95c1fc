package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.PictureFile;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Checks the way of pictures into the text: preparation, upload, stop and refusal. */
@ExtendWith(BrowserExtension.class)
final class PicturesIT {

  private static final int MAX_BYTES = 256 * 1024;

  /** The sides of a photo of 12 megapixels. */
  private static final int WIDTH = 4000;

  private static final int HEIGHT = 3000;

  /** The longest side of a picture in the text. */
  private static final long MAX_SIDE = 2048;

  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

  private static final String STATUS = "document.querySelector('[data-twinmark-status]')";

  private static final String SURFACE =
      "document.querySelector('[data-twinmark-surface]').shadowRoot";

  private final Browser browser;
  private final TwinmarkServer server;

  PicturesIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
    browser.focusEditor();
  }

  @Test
  @Essential
  void smallPicturesKeepEveryPixelAndLoseTheirMetadata() {
    write("x\n", 1, 1);
    give("paste", PictureFile.png("a [b].png", 8, 4));
    awaitText("^x!\\[a \\\\\\[b\\\\\\]\\]\\(data:image/png;base64,[\\w+/=]+\\)\n$");
    Map<?, ?> picture = picture();
    assertEquals(List.of(8L, 4L, "r g b rgb"), values(picture, "width", "height", "corners"));
    assertNoMetadata(picture);
    browser.await("document.querySelector('[data-twinmark-preview] img')?.naturalWidth === 8");

    write("x\n\ny\n", 0, 0);
    give("drop", PictureFile.gif("c.gif", 1));
    awaitText("^x\n\ny!\\[c\\]\\(data:image/gif;base64,[\\w+/=]+\\)\n$");
    assertNoMetadata(picture());
    assertEquals("", browser.statusText());
    browser.type(UNDO);
    assertText("x\n\ny\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"paste", "drop"})
  void photoOfACameraBecomesUprightAndSmallWithoutMetadata(String event) {
    write("", 0, 0);
    give(event, PictureFile.photo("IMG_1.jpg", WIDTH, HEIGHT));
    awaitText("^!\\[IMG_1\\]\\(data:image/(webp|jpeg);base64,[\\w+/=]+\\)$");
    Map<?, ?> picture = picture();
    assertEquals(
        List.of(MAX_SIDE * HEIGHT / WIDTH, MAX_SIDE, "b r rgb g"),
        values(picture, "width", "height", "corners"));
    assertTrue((Long) picture.get("size") <= MAX_BYTES);
    assertNoMetadata(picture);
  }

  @Test
  void turnedPhotoOfFewBytesBecomesUpright() {
    write("", 0, 0);
    give("paste", PictureFile.photo("a.jpg", 80, 40));
    awaitText("^!\\[a\\]\\(data:");
    assertEquals(List.of(40L, 80L, "b r rgb g"), values(picture(), "width", "height", "corners"));
  }

  @Test
  void transparentPictureStaysTransparent() {
    write("", 0, 0);
    long seed = Seeds.next("the noise of a picture");
    give("paste", PictureFile.transparentNoise("a.png", 600, 500, seed));
    awaitText("^!\\[a\\]\\(data:image/(webp|png);");
    assertTrue((Long) picture().get("size") <= MAX_BYTES);
    assertEquals(
        true,
        browser.async(
            """
            const image = e2e.editor().preview.querySelector('img');
            await image.decode();
            const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
            context.drawImage(image, 0, 0);
            const { data } = context.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
            return data.some((value, i) => i % 4 === 3 && value < 200);
            """));
  }

  @Test
  void smallAnimationStaysAnimated() {
    write("", 0, 0);
    give("paste", PictureFile.gif("a.gif", 3));
    awaitText("^!\\[a\\]\\(data:image/gif;");
    assertNoMetadata(picture());
    assertEquals(3, ((String) picture().get("characters")).split("!\u00F9", -1).length - 1);
  }

  @ParameterizedTest
  @MethodSource("refusedFiles")
  void refusedFileLeavesTheTextUntouched(PictureFile file, String reason) {
    write("x", 0, 1);
    give("paste", file);
    browser.await(
        "e2e.status().includes(arguments[0]) && e2e.status().includes(arguments[1])",
        file.name(),
        reason);
    assertText("x");
    browser.type(Keys.END, "y");
    browser.await("e2e.status() === ''");
    assertText("xy");
  }

  static Stream<Arguments> refusedFiles() {
    String svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='pwned()'/>";
    byte[] garbled = PictureFile.png("garbled.png", 90, 90).bytes();
    Arrays.fill(garbled, 100, garbled.length - 20, (byte) 7);
    return Stream.of(
        Arguments.of(PictureFile.bomb("bomb.png", 50_000), "64 million pixels"),
        Arguments.of(PictureFile.photo("half.jpg", 400, 300).truncated(), "incomplete"),
        Arguments.of(PictureFile.png("half.png", 400, 300).truncated(), "incomplete"),
        Arguments.of(new PictureFile("garbled.png", "image/png", garbled), "damaged"),
        Arguments.of(PictureFile.bomb("lying.png", 5), "damaged"),
        Arguments.of(PictureFile.text("drawing.png", "image/png", svg), "SVG"),
        Arguments.of(PictureFile.text("drawing.svg", "image/svg+xml", svg), "SVG"),
        Arguments.of(PictureFile.text("text.png", "image/png", "text"), "image format"),
        Arguments.of(PictureFile.text("empty.png", "image/png", ""), "incomplete"),
        Arguments.of(PictureFile.gif("film.gif", 20_000), "animated"));
  }

  @Test
  void unusualFilesAreShown() {
    for (PictureFile file :
        List.of(
            PictureFile.deepPng("deep.png"),
            PictureFile.cmyk("printed.jpg"),
            // The bytes decide, not the name.
            new PictureFile("a.png", "image/png", PictureFile.photo("a.jpg", 20, 10).bytes()))) {
      write("", 0, 0);
      give("paste", file);
      awaitText("^!\\[\\w+\\]\\(data:image/");
      browser.await("document.querySelector('[data-twinmark-preview] img')?.naturalWidth > 0");
    }
  }

  /** Files that are a page or a script as well, for a server or a browser that takes them so. */
  @Test
  void scriptsInFilesAreGone() {
    byte[] page = "<!DOCTYPE html><script>pwned()</script>".getBytes(StandardCharsets.US_ASCII);
    byte[] script = "*/=1;pwned()//".getBytes(StandardCharsets.US_ASCII);
    for (PictureFile file :
        List.of(
            PictureFile.png("a.png", 8, 4).followedBy(page),
            PictureFile.photo("a.jpg", 8, 4).followedBy(page),
            PictureFile.gif("a.gif", 1).followedBy(script))) {
      write("", 0, 0);
      give("paste", file);
      awaitText("^!\\[a\\]\\(data:image/");
      Map<?, ?> picture = picture();
      assertFalse(((String) picture.get("characters")).contains("pwned"), file::toString);
      assertNoMetadata(picture);
    }
  }

  @Test
  void severalPicturesAreOneStepToUndoAndRefusedOnesAreNamed() {
    browser.run("e2e.stopUndoClock();");
    write("> x", 3, 3);
    give(
        "paste",
        PictureFile.png("one.png", 4, 4),
        PictureFile.text("two.png", "image/png", "text"),
        PictureFile.png("three.png", 4, 4));
    awaitText("^> x!\\[one\\]\\(data:[^)]+\\)\n>\n> !\\[three\\]\\(data:[^)]+\\)$");
    browser.await("e2e.status().includes('two.png')");
    assertEquals("one", browser.run("return e2e.editor().selectedText;"));
    browser.type("First");
    awaitText("^> x!\\[First\\]");
    browser.type(UNDO);
    awaitText("^> x!\\[one\\]");
    browser.type(UNDO);
    assertText("> x");
  }

  @Test
  void textIsEditedWhilePicturesArePrepared() {
    browser.run(Browser.resource("hold-workers.js"));
    write("a\n\nz", 1, 1);
    give("paste", PictureFile.png("one.png", 4, 4));
    browser.awaitEquals("Preparing “one.png”…Stop", "e2e.status()");
    give("paste", PictureFile.png("two.png", 4, 4));
    browser.awaitEquals("Inserting 2 images…Stop", "e2e.status()");
    browser.type(Keys.chord(Keys.CONTROL, Keys.END), "!");
    assertText("a\n\nz!");
    browser.run("release();");
    awaitText("^a!\\[one\\]\\(data:[^)]+\\)!\\[two\\]\\(data:[^)]+\\)\n\nz!$");
    browser.awaitEquals("", "e2e.status()");
    browser.type("?");
    awaitText("z!\\?$");
  }

  @Test
  void stoppedPictureLeavesTheTextUntouched() {
    browser.run(Browser.resource("hold-workers.js"));
    write("x", 1, 1);
    give("paste", PictureFile.png("one.png", 4, 4), PictureFile.png("two.png", 4, 4));
    browser.await(STATUS + ".querySelector('button') !== null");
    browser.find("[data-twinmark-status] button").click();
    browser.awaitEquals("", "e2e.status()");
    browser.run("release();");
    browser.type("y");
    assertText("xy");
    give("paste", PictureFile.png("three.png", 4, 4));
    awaitText("^xy!\\[three\\]");
  }

  @Test
  void pictureForATextThatIsGoneIsForgotten() {
    browser.run(Browser.resource("hold-workers.js"));
    write("x", 1, 1);
    give("paste", PictureFile.png("one.png", 4, 4));
    browser.await("e2e.status().includes('one.png')");
    write("other", 5, 5);
    browser.awaitEquals("", "e2e.status()");
    browser.run("release();");
    browser.type("!");
    assertText("other!");
  }

  @Test
  void pictureIsPreparedInThePageWhereThereIsNoWorker() {
    browser.run(
        "window.Worker = class { constructor() { throw new DOMException('none', 'SecurityError'); } };");
    write("", 0, 0);
    give("paste", PictureFile.photo("a.jpg", 80, 40));
    awaitText("^!\\[a\\]\\(data:");
    assertEquals("b r rgb g", picture().get("corners"));
    browser.allowProblem("no worker can be started");
  }

  @Test
  void missingFileOfTheEditorIsReported() {
    browser.blockUrls("*/assets/pictures*");
    browser.allowProblem("pictures|Images cannot be inserted");
    write("x", 1, 1);
    give("paste", PictureFile.png("a.png", 4, 4));
    browser.await("e2e.status().includes('Check the connection')");
    assertText("x");
    browser.blockUrls();
  }

  @Test
  void hostStoresEachPictureOnceAndItsProgressIsShown() {
    browser.run(
        """
        window.uploads = [];
        e2e.editor().uploadImage = (file, { signal, progress }) =>
          new Promise((resolve, reject) => uploads.push({ file, signal, progress, resolve, reject }));
        """);
    write("x", 1, 1);
    give("paste", PictureFile.photo("IMG 1.jpg", WIDTH, HEIGHT));
    browser.awaitEquals(1L, "uploads.length");
    browser.awaitEquals("Uploading “IMG 1.jpg”…Stop", "e2e.status()");
    browser.run("uploads[0].progress(0.25);");
    browser.awaitEquals(0.25, STATUS + ".querySelector('progress').value");
    browser.run("arguments[0].focus(); uploads[0].progress(0.5);", statusButton());
    assertEquals(
        List.of(0.5, true),
        browser.run(
            """
            return [document.querySelector('[data-twinmark-status] progress').value,
                    document.activeElement === arguments[0]];
            """,
            statusButton()));
    assertEquals(
        true,
        browser.async(
            """
            const [{ file }] = uploads;
            const bitmap = await createImageBitmap(file);
            const name = `IMG 1.${file.type.slice('image/'.length).replace('jpeg', 'jpg')}`;
            return file.name === name && bitmap.width === 1920 && bitmap.height === 2560
              && file.size <= 1024 * 1024 && !(await file.text()).includes('Exif');
            """));
    browser.run("uploads[0].resolve(new URL('https://example.org/a (1).webp?a=1&copy;=2'));");
    assertText("x![IMG 1](https://example.org/a%20%281%29.webp?a=1\\&copy;=2)");
    browser.awaitEquals("", "e2e.status()");
    assertEquals(1L, browser.run("return uploads.length;"));
    browser.allowProblem("example.org");
  }

  @Test
  void stoppedUploadIsAborted() {
    browser.run(
        """
        e2e.editor().uploadImage = (file, { signal }) => {
          window.signal = signal;
          return new Promise(() => {});
        };
        """);
    write("x", 1, 1);
    give("paste", PictureFile.png("a.png", 4, 4));
    browser.await("e2e.status().startsWith('Uploading')");
    statusButton().click();
    browser.awaitEquals("", "e2e.status()");
    assertEquals(true, browser.run("return signal.aborted;"));
    browser.type("y");
    assertText("xy");
  }

  @Test
  void failedUploadShowsTheReasonOfTheHost() {
    Map<String, String> results =
        Map.of(
            "Promise.reject(new Error('The disk is full'))",
            "“a.png” was not stored: The disk is full.",
            "(() => { throw new Error('Not today!'); })()",
            "“a.png” was not stored: Not today!",
            "Promise.resolve(undefined)",
            "“a.png” was not inserted: this site returned no address for it.",
            "Promise.resolve('javascript:pwned()')",
            "“a.png” was not inserted: this site returned an address that images can’t have,"
                + " javascript:pwned().",
            "Promise.resolve('blob:https://example.org/1')",
            "“a.png” was not inserted: this site returned an address that images can’t have,"
                + " blob:https://example.org/1.");
    results.forEach(
        (result, message) -> {
          browser.run("e2e.editor().uploadImage = () => %s;".formatted(result));
          write("x", 1, 1);
          give("paste", PictureFile.png("a.png", 4, 4));
          browser.awaitEquals(message, "e2e.status()");
          assertText("x");
        });
  }

  @Test
  void relativeAddressOfTheHostIsWrittenAsItIs() {
    browser.run("e2e.editor().uploadImage = async () => '/icon.svg?1';");
    write("", 0, 0);
    give("paste", PictureFile.png("a.png", 4, 4), PictureFile.png("b.png", 4, 4));
    assertText("![a](/icon.svg?1)\n\n![b](/icon.svg?1)");
    browser.allowProblem("icon.svg");
  }

  @Test
  void commandInsertsChosenFiles(@TempDir Path folder) throws IOException {
    PictureFile photo = PictureFile.photo("IMG_1.jpg", 80, 40);
    PictureFile png = PictureFile.png("b.png", 4, 4);
    browser.cdp("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
    write("x", 1, 1);
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "i"));
    awaitEntry("Choose images…");
    browser.type(Keys.ENTER);
    browser.await(SURFACE + ".querySelector('input[type=file]') !== null");
    assertEquals(
        List.of("image/*", true),
        browser.run(
            "const input = %s.querySelector('input[type=file]'); return [input.accept, input.multiple];"
                .formatted(SURFACE)));
    browser
        .find("[data-twinmark-surface]")
        .getShadowRoot()
        .findElement(By.cssSelector("input[type=file]"))
        .sendKeys(
            Files.write(folder.resolve(photo.name()), photo.bytes())
                + "\n"
                + Files.write(folder.resolve(png.name()), png.bytes()));
    awaitText("^x!\\[IMG_1\\]\\(data:[^)]+\\)\n\n!\\[b\\]\\(data:[^)]+\\)$");
    browser.type("Alternative");
    awaitText("^x!\\[Alternative\\]");
    assertEquals(0L, browser.run("return %s.querySelectorAll('input').length;".formatted(SURFACE)));
    browser.cdp("Page.setInterceptFileChooserDialog", Map.of("enabled", false));
  }

  @Test
  void commandWritesAnImageOfAnAddress() {
    // The address that is to be replaced.
    browser.allowProblem("/url");
    write("x ", 2, 2);
    browser.type(Keys.F1);
    browser.await("document.querySelector('[role=option]') !== null");
    browser.type("image", Keys.ENTER);
    awaitEntry("Choose images…");
    browser.type(Keys.ARROW_DOWN);
    awaitEntry("Image address");
    browser.type(Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.HOME, Keys.END, Keys.ENTER);
    assertText("x ![](url)");
    browser.type("a");
    assertText("x ![a](url)");
  }

  @Test
  void menuClosesWithoutAChange() {
    write("x", 1, 1);
    for (Keys key : List.of(Keys.ESCAPE, Keys.TAB)) {
      browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "i"));
      awaitEntry("Choose images…");
      browser.type(key);
      browser.await(SURFACE + ".querySelector('[popover]') === null");
      browser.type("y");
    }
    assertText("xyy");
  }

  @Test
  void selectionBecomesAnImageAtOnce() {
    // The address that is to be replaced.
    browser.allowProblem("/url");
    write("a cat", 0, 5);
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "i"));
    assertText("![a cat](url)");
    assertEquals("url", browser.run("return e2e.editor().selectedText;"));
  }

  @Test
  void missingMenuLeavesTheImageOfAnAddress() {
    // The address that is to be replaced.
    browser.allowProblem("/url");
    browser.blockUrls("*/assets/picture-menu*");
    browser.allowProblem("picture-menu|menu for images");
    write("", 0, 0);
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "i"));
    assertText("![](url)");
    browser.blockUrls();
  }

  private void awaitEntry(String label) {
    browser.await(
        SURFACE
            + ".querySelector('[popover]')?.shadowRoot.activeElement?.textContent === arguments[0]",
        label);
  }

  private WebElement statusButton() {
    return browser.find("[data-twinmark-status] button");
  }

  /** The picture in the text. */
  private Map<?, ?> picture() {
    return (Map<?, ?>)
        browser.async("return e2e.picture(/\\((data:[^)]+)\\)/.exec(e2e.editor().value)[1]);");
  }

  private static List<?> values(Map<?, ?> picture, String... names) {
    return Stream.of(names).map(picture::get).toList();
  }

  private static void assertNoMetadata(Map<?, ?> picture) {
    String characters = (String) picture.get("characters");
    for (String trace : List.of(PictureFile.SECRET, "Exif", "EXIF", "tEXt")) {
      assertFalse(characters.contains(trace), trace);
    }
  }

  private void give(String event, PictureFile... files) {
    browser.run(
        "e2e.giveFiles(...arguments);",
        browser.surface(),
        event,
        Stream.of(files).map(PictureFile::forPage).toList());
  }

  private void write(String text, int start, int end) {
    browser.run(
        "const e = e2e.editor(); e.open(arguments[0]); e.setSelectionRange(arguments[1], arguments[2]); e.focus();",
        text,
        start,
        end);
  }

  private void assertText(String markdown) {
    browser.awaitEquals(markdown, "e2e.editor().value");
  }

  private void awaitText(String regex) {
    browser.await("new RegExp(arguments[0]).test(e2e.editor().value)", regex);
  }
}
