package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.PictureFile;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Checks the dialog that edits a picture in the text. */
@ExtendWith(BrowserExtension.class)
final class PictureDialogIT {

  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

  private static final String IMAGE = Keys.chord(Keys.CONTROL, Keys.SHIFT, "i");

  private static final String SURFACE =
      "document.querySelector('[data-twinmark-surface]').shadowRoot";

  /** Makes {@code dialog()} return the shadow tree of the dialog; undefined while none is open. */
  private static final String TOOLS =
      """
      window.dialog = () => [...%s.querySelectorAll('div')]
        .map((each) => each.shadowRoot)
        .find((root) => root?.querySelector('dialog[open]'));
      window.control = (label) => [...dialog().querySelectorAll('button, label')]
        .find((each) => [each.textContent, each.ariaLabel].includes(label));
      window.isReady = () => dialog()?.querySelector('fieldset')?.disabled === false;
      window.problem = () => dialog()?.querySelector('.problem')?.textContent;
      """
          .formatted(SURFACE);

  private final Browser browser;
  private final TwinmarkServer server;

  PictureDialogIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
    browser.focusEditor();
    browser.run(TOOLS);
    browser.run("e2e.stopUndoClock();");
  }

  @Test
  @Essential
  void turnedAndCroppedPictureHasItsPixelsAndIsOneStepToUndo() {
    String text = write("Begin ![a‸](§ \"Title\") end", png(80, 40));
    open();
    press("Rotate right");
    // Turned, the quarters are blue and red above white and green.
    drawFrame(0.25, 0.25, 1, 1);
    browser.awaitEquals("30 × 60 pixels", "dialog().querySelector('.size').textContent");
    focus("Crop: lower right corner");
    browser.type(Keys.chord(Keys.SHIFT, Keys.ARROW_UP), Keys.ARROW_LEFT, Keys.ARROW_RIGHT);
    browser.awaitEquals("30 × 50 pixels", "dialog().querySelector('.size').textContent");
    press("Apply");
    awaitClosed();
    awaitText("^Begin !\\[a\\]\\(data:image/(png|webp);base64,[\\w+/=]+ \"Title\"\\) end$");
    assertEquals(List.of(30L, 50L, "b r rgb g"), values(picture(), "width", "height", "corners"));
    browser.type(UNDO);
    assertText(text);
  }

  @Test
  void colorsAreThoseOfTheKernels() {
    write("![a‸](§)", png(80, 40));
    open();
    press("Invert");
    press("Apply");
    awaitClosed();
    assertEquals("gb rb rg ", picture().get("corners"));
    open();
    slide("Brightness", 100);
    press("Apply");
    awaitClosed();
    assertEquals("rgb rgb rgb rgb", picture().get("corners"));
  }

  @Test
  void alternativeTextIsEscapedWhereItStands() {
    String row = "| a |\n| - |\n| ![x‸](§) |\n";
    String text = write(row, png(8, 4));
    open();
    browser.type("a | [b] *c* \\", Keys.ENTER);
    awaitClosed();
    assertText(text.replace("![x]", "![a \\| \\[b\\] \\*c\\* \\\\]"));
    browser.awaitEquals("a | [b] *c* \\", "e2e.editor().preview.querySelector('img')?.alt");
    browser.type(UNDO);
    assertText(text);
  }

  @Test
  @Essential
  void cancelledEditLeavesTextAndSelection() {
    String text = write("![a‸](§)", png(8, 4));
    for (String way : List.of("Escape", "Cancel", "Close")) {
      open();
      press("Gray");
      browser.run("dialog().querySelector('input[type=text], .alternative input').value = 'b';");
      if (way.equals("Escape")) {
        browser.type(Keys.ESCAPE);
      } else {
        press(way);
      }
      awaitClosed();
      assertText(text);
    }
    browser.type("!");
    assertText(text.replace("![a]", "![a!]"));
  }

  @Test
  void undoAndResetTakeStepsBackWithinTheDialog() {
    write("![a‸](§)", png(80, 40));
    open();
    press("Rotate left");
    press("Gray");
    focus("Crop: upper left corner");
    browser.type(Keys.ARROW_DOWN);
    browser.awaitEquals("40 × 79 pixels", "dialog().querySelector('.size').textContent");
    browser.type(UNDO);
    browser.awaitEquals("40 × 80 pixels", "dialog().querySelector('.size').textContent");
    assertEquals(true, browser.run("return control('Gray').control.checked;"));
    press("Undo");
    assertEquals(false, browser.run("return control('Gray').control.checked;"));
    press("Reset");
    browser.awaitEquals("80 × 40 pixels", "dialog().querySelector('.size').textContent");
    press("Undo");
    browser.awaitEquals("40 × 80 pixels", "dialog().querySelector('.size').textContent");
    press("Show original");
    browser.awaitEquals(80L, "dialog().querySelector('canvas').width");
  }

  @Test
  void hostStoresTheEditedPicture() {
    browser.run(
        """
        window.uploads = [];
        e2e.editor().uploadImage = async (file) => {
          const { width, height } = await createImageBitmap(file);
          uploads.push(`${file.name.split('.')[0]} ${width} ${height}`);
          return '/a (1).png';
        };
        """);
    browser.allowProblem("png");
    write("![a cat‸](§)", png(80, 40));
    open();
    press("Rotate left");
    press("Apply");
    assertText("![a cat](/a%20%281%29.png)");
    assertEquals(List.of("a cat 40 80"), browser.run("return uploads;"));
  }

  @ParameterizedTest
  @MethodSource("refusedFiles")
  void refusedPictureSaysWhyAndKeepsItsAlternativeText(PictureFile file, String reason) {
    browser.allowProblem("data:image");
    String text = write("![a‸](§)", file);
    openUnread();
    browser.await("problem()?.includes(arguments[0])", reason);
    browser.await("problem().includes('alternative text')");
    browser.type("b", Keys.ENTER);
    awaitClosed();
    assertText(text.replace("![a]", "![b]"));
  }

  static Stream<Arguments> refusedFiles() {
    return Stream.of(
        Arguments.of(PictureFile.gif("film.gif", 3), "Animated"),
        Arguments.of(PictureFile.photo("half.jpg", 80, 40).truncated(), "incomplete or damaged"),
        Arguments.of(PictureFile.bomb("bomb.png", 50_000), "64 million pixels"),
        Arguments.of(PictureFile.text("a.png", "image/png", "text"), "image format"));
  }

  @Test
  void imageThatHasChangedMeanwhileIsLeft() {
    write("x ![a‸](§) ![c](/d)", png(80, 40));
    browser.allowProblem("/d");
    open();
    press("Gray");
    browser.run("e2e.editor().setRangeText('more ', 0, 0);");
    browser.run(
        "const e = e2e.editor(); e.setRangeText('B', e.value.indexOf('a]'), e.value.indexOf(']'));");
    press("Apply");
    browser.await("problem()?.includes('changed meanwhile')");
    awaitText("^more x !\\[B\\]\\(data:");
    browser.type(Keys.ESCAPE);
    awaitClosed();
  }

  @Test
  void stoppedPreparationReturnsToTheDialog() {
    String text = write("![a‸](§)", png(80, 40));
    open();
    press("Gray");
    browser.run(Browser.resource("hold-workers.js"));
    press("Apply");
    browser.await("control('Stop') !== undefined");
    assertEquals(true, browser.run("return control('Apply').disabled;"));
    press("Stop");
    browser.await("isReady() && control('Stop') === undefined");
    browser.run("release();");
    assertText(text);
    press("Apply");
    awaitClosed();
    awaitText("^!\\[a\\]\\(data:image/(png|webp)");
  }

  @Test
  void chipOpensItsPicture() {
    List<?> place = chip();
    browser.doubleClick(
        ((Number) place.get(0)).doubleValue(), ((Number) place.get(1)).doubleValue());
    assertOpen();
  }

  @Test
  void tappedChipOpensItsPicture() {
    browser.cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
    try {
      List<?> place = chip();
      touch("touchStart", Map.of("x", place.get(0), "y", place.get(1)));
      touch("touchEnd");
      assertOpen();
    } finally {
      browser.cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
    }
  }

  private void touch(String type, Map<?, ?>... points) {
    browser.cdp("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", List.of(points)));
  }

  /** Writes a text with a chip, away from the caret, and returns its place in the window. */
  private List<?> chip() {
    write("x‸\n\n![a](§)", PictureFile.photo("a.jpg", 80, 40));
    browser.await(SURFACE + ".querySelector('.cm-data') !== null");
    return (List<?>)
        browser.run(
            """
            const { x, y, width, height } = %s.querySelector('.cm-data').getBoundingClientRect();
            return [x + width / 2, y + height / 2];
            """
                .formatted(SURFACE));
  }

  private void assertOpen() {
    browser.await("isReady()");
    // Upright, as the photo is shown.
    browser.awaitEquals("40 × 80 pixels", "dialog().querySelector('.size').textContent");
  }

  @Test
  void missingFileOfTheDialogIsReported() {
    browser.blockUrls("*/assets/picture-dialog*");
    browser.allowProblem("picture-dialog|dialog for images");
    String text = write("![a‸](§)", png(8, 4));
    browser.type(IMAGE);
    awaitEntry("Edit image…");
    browser.type(Keys.ENTER);
    browser.await("e2e.status().includes('Check the connection')");
    assertText(text);
    browser.blockUrls();
  }

  @Test
  void menuOfAnImageTurnsItIntoItsText() {
    write("x ![a‸](§)", png(8, 4));
    browser.type(IMAGE);
    awaitEntry("Edit image…");
    browser.type(Keys.ARROW_DOWN);
    awaitEntry("Remove image, keep its text");
    browser.type(Keys.ENTER);
    assertText("x a");
  }

  @Test
  void dialogFitsNarrowWindows() {
    write("![a‸](§)", png(800, 600));
    open();
    for (int width : List.of(320, 360)) {
      browser.emulateWindow(width, 640);
      browser.await(
          """
          (() => {
            const box = dialog().querySelector('dialog').getBoundingClientRect();
            const body = dialog().querySelector('.body');
            return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
              && body.scrollWidth <= body.clientWidth;
          })()
          """);
    }
  }

  private static PictureFile png(int width, int height) {
    return PictureFile.png("a.png", width, height);
  }

  /** Opens the dialog by keys, which puts the focus into its alternative text. */
  private void open() {
    openUnread();
    browser.await("isReady()");
  }

  private void openUnread() {
    browser.type(IMAGE);
    awaitEntry("Edit image…");
    browser.type(Keys.ENTER);
    browser.await("dialog()?.activeElement?.localName === 'input'");
  }

  private void awaitEntry(String label) {
    browser.await(
        SURFACE
            + ".querySelector('[popover]')?.shadowRoot.activeElement?.textContent === arguments[0]",
        label);
  }

  private void awaitClosed() {
    browser.await("dialog() === undefined");
  }

  private void press(String label) {
    browser.run("control(arguments[0]).click();", label);
  }

  private void focus(String label) {
    browser.run("control(arguments[0]).focus();", label);
  }

  private void slide(String label, int value) {
    browser.run(
        """
        const slider = control(arguments[0]).control;
        slider.value = arguments[1];
        for (const type of ['input', 'change']) slider.dispatchEvent(new Event(type));
        """,
        label,
        value);
  }

  /** Draws a frame over a part of the picture, in fractions of its width and height. */
  private void drawFrame(double left, double top, double right, double bottom) {
    Map<?, ?> box =
        (Map<?, ?>)
            browser.run("return dialog().querySelector('.crop').getBoundingClientRect().toJSON();");
    double x = ((Number) box.get("x")).doubleValue();
    double y = ((Number) box.get("y")).doubleValue();
    double width = ((Number) box.get("width")).doubleValue();
    double height = ((Number) box.get("height")).doubleValue();
    assertTrue(width > 0, "the picture is shown");
    // Beyond the edge, where a user ends who wants all of the picture.
    browser.drag(
        x + left * width, y + top * height, x + right * width + 3, y + bottom * height + 3);
  }

  /** The picture in the text. */
  private Map<?, ?> picture() {
    return (Map<?, ?>)
        browser.async("return e2e.picture(/\\((data:[^) ]+)/.exec(e2e.editor().value)[1]);");
  }

  private static List<?> values(Map<?, ?> picture, String... names) {
    return Stream.of(names).map(picture::get).toList();
  }

  /** Opens a text in which {@code ‸} is the caret, and {@code §} the address of a picture. */
  private String write(String marked, PictureFile file) {
    Map<String, String> given = file.forPage();
    String url = "data:" + given.get("type") + ";base64," + given.get("content");
    String text = marked.replace("‸", "").replace("§", url);
    browser.run(
        "const e = e2e.editor(); e.open(arguments[0]); e.setSelectionRange(arguments[1], arguments[1]); e.focus();",
        text,
        marked.indexOf('‸'));
    return text;
  }

  private void assertText(String markdown) {
    browser.awaitEquals(markdown, "e2e.editor().value");
  }

  private void awaitText(String regex) {
    browser.await("new RegExp(arguments[0]).test(e2e.editor().value)", regex);
  }
}
