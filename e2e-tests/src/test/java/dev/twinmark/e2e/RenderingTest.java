package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where and how often the page renders, and what it does when that goes wrong. */
@ExtendWith(BrowserExtension.class)
final class RenderingTest {

  /** 1,001 columns by 1,000 rows: beyond the engine's 1,000,000 cells, in 7 KB. */
  static final String TABLE_OF_TOO_MANY_CELLS =
      "|a".repeat(1_001) + "|\n" + "|-".repeat(1_001) + "|\n" + "|x\n".repeat(1_000);

  /** As many cells in fewer rows: 40 KB, which go to the worker, and half the time. */
  private static final String WIDE_TABLE_OF_TOO_MANY_CELLS =
      "|a".repeat(10_001) + "|\n" + "|-".repeat(10_001) + "|\n" + "|x\n".repeat(100);

  /** Beyond what is rendered in the page, 32 Ki UTF-16 code units. */
  private static final String LONG = "A paragraph of a *long* document.\n\n".repeat(2_000);

  /** A render in the worker may take 5 s; the rest is for the machine. */
  private static final Duration RECOVERY = Duration.ofSeconds(15);

  private final Browser browser;
  private final TwinmarkServer server;

  RenderingTest(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.addInitScript(Browser.resource("count-crossings.js"));
    browser.openEditor(server);
  }

  @Test
  void eachRenderInThePageIsOneCall() {
    Map<?, ?> before = crossings();
    for (char key : "*typed* one key at a time".toCharArray()) {
      browser.find(Browser.SOURCE).sendKeys(String.valueOf(key));
    }
    browser.await("e2e.editor().preview.textContent.includes('one key at a time')");
    Map<?, ?> after = crossings();
    long renders = difference(after, before, "renders");
    assertTrue(renders > 1 && renders <= 25, () -> renders + " renders of 25 edits");
    assertEquals(renders, difference(after, before, "calls"));
    assertEquals(0, difference(after, before, "posts"));
    assertEquals(0L, after.get("workers"));
  }

  @Test
  void eachRenderInTheWorkerIsOneMessage() {
    show(LONG);
    Map<?, ?> before = crossings();
    for (int i = 0; i < 10; i++) {
      browser.find(Browser.SOURCE).sendKeys("x");
    }
    browser.await("e2e.editor().preview.textContent.trimEnd().endsWith('xxxxxxxxxx')");
    Map<?, ?> after = crossings();
    long renders = difference(after, before, "renders");
    assertTrue(renders >= 1 && renders <= 10, () -> renders + " renders of 10 edits");
    assertEquals(renders, difference(after, before, "posts"));
    assertEquals(0, difference(after, before, "calls"));
    assertEquals(1L, after.get("workers"));
  }

  @Test
  void oneEditIsOneRender() {
    for (String text : new String[] {"short", LONG}) {
      show(text);
      Map<?, ?> before = crossings();
      browser.async(
          "const heard = e2e.nextRender(); edit('!'); await heard; await later(500);" + EDIT);
      assertEquals(1, difference(crossings(), before, "renders"));
      assertEquals(
          1, difference(crossings(), before, "calls") + difference(crossings(), before, "posts"));
    }
  }

  @Test
  void newerEditSupersedesOneThatHasNotStarted() {
    Map<?, ?> before = crossings();
    browser.async(
        "const heard = e2e.nextRender(); for (const c of 'abcdefgh') edit(c); await heard; await later(500);"
            + EDIT);
    assertEquals(1, difference(crossings(), before, "calls"));
    assertTrue(browser.previewHtml().contains("abcdefgh"), browser::previewHtml);
  }

  @Test
  void typingWithoutPauseStillUpdates() {
    for (String text : new String[] {"short", LONG}) {
      show(text);
      Map<?, ?> before = crossings();
      browser.async(
          """
          const end = performance.now() + 3000;
          while (performance.now() < end) {
            edit('x');
            await later(30);
          }
          """
              + EDIT);
      long renders = difference(crossings(), before, "renders");
      assertTrue(renders >= 3, () -> renders + " renders in 3 s of typing " + text.length());
    }
  }

  @Test
  void javaExceptionIsShownAndPreviewStays() {
    show("# Before");
    setValue(TABLE_OF_TOO_MANY_CELLS);
    browser.await(RECOVERY, "e2e.status().includes('maximum number of cells')");
    assertEquals("<h1>Before</h1>\n", browser.previewHtml());
    show("after");
    browser.await("e2e.status() === ''");
    assertEquals("<p>after</p>\n", browser.previewHtml());
  }

  @Test
  void javaExceptionInTheWorkerIsShownAndPreviewStays() {
    show("# Before");
    setValue(WIDE_TABLE_OF_TOO_MANY_CELLS);
    browser.await(RECOVERY, "e2e.status().includes('maximum number of cells')");
    assertEquals("<h1>Before</h1>\n", browser.previewHtml());
    show(LONG);
    browser.await("e2e.status() === ''");
    assertEquals(1L, crossings().get("workers"), "a document's fault is not the worker's");
  }

  /** The worker is really busy, as with a document that the engine takes forever on. */
  @Test
  void stuckWorkerIsTerminatedAndReplaced() {
    show(LONG);
    browser.workers().start("for (;;);");
    setValue(LONG + "stuck");
    // Typing is not blocked meanwhile, and no text is lost.
    browser.find(Browser.SOURCE).sendKeys(" typed meanwhile");
    assertEquals(LONG + "stuck typed meanwhile", value());
    browser.await(RECOVERY, "crossings.terminated === 1 && e2e.status() !== ''");
    // The edit made meanwhile may be what the new worker shows first, and clears the message.
    browser.await(
        RECOVERY, "e2e.editor().preview.textContent.trimEnd().endsWith('stuck typed meanwhile')");
    assertEquals(2L, crossings().get("workers"));
    assertEquals(LONG + "stuck typed meanwhile", value());
  }

  @Test
  void stuckWorkerIsReported() {
    show(LONG);
    String preview = browser.previewHtml();
    browser.workers().start("for (;;);");
    setValue(LONG + "stuck");
    browser.await(RECOVERY, "e2e.status().includes('5 seconds')");
    assertEquals(preview, browser.previewHtml());
    show(LONG + "again");
    browser.await("e2e.status() === ''");
  }

  @Test
  void killedWorkerIsReplaced() {
    show(LONG);
    browser.run(
        "e2e.editor().value = e2e.decode(arguments[0]); lastWorker.terminate();",
        Units.encode(LONG + "killed"));
    browser.await(RECOVERY, "e2e.status() !== ''");
    assertEquals(LONG + "killed", value());
    show(LONG + "again");
    assertTrue(browser.previewHtml().contains("again"));
    browser.await("e2e.status() === ''");
  }

  @Test
  void workerThatCannotStartIsReplacedByTheServer() {
    browser.run("crossings.refuseWorkers = true;");
    show(LONG + "from the server");
    assertTrue(browser.previewHtml().contains("from the server"));
    browser.await("e2e.status() !== ''");
    browser.run("crossings.refuseWorkers = false;");
    show(LONG + "from the worker");
    browser.await("e2e.status() === ''");
  }

  private static final String EDIT =
      """
      ;function edit(text) {
        const source = document.querySelector('[data-twinmark-source]');
        source.setRangeText(text, source.value.length, source.value.length, 'end');
        source.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
      }
      function later(milliseconds) {
        return new Promise((resolve) => setTimeout(resolve, milliseconds));
      }
      """;

  private void show(String text) {
    browser.async("await e2e.show(e2e.decode(args[0]));", Units.encode(text));
  }

  private void setValue(String text) {
    browser.run("e2e.editor().value = e2e.decode(arguments[0]);", Units.encode(text));
  }

  private String value() {
    return (String) browser.run("return e2e.editor().value;");
  }

  private Map<?, ?> crossings() {
    return (Map<?, ?>) browser.run("return crossings;");
  }

  private static long difference(Map<?, ?> after, Map<?, ?> before, String count) {
    return ((Number) after.get(count)).longValue() - ((Number) before.get(count)).longValue();
  }
}
