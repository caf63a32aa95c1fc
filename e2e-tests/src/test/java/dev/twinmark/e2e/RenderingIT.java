package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks where and how often the page renders, and what it does when that goes wrong. */
@ExtendWith(BrowserExtension.class)
final class RenderingIT {

  /**
   * More than one slice of 32 Ki UTF-16 code units, but of short blocks: all is done in the page.
   */
  private static final String LONG = "A paragraph of a *long* document.\n\n".repeat(2_000);

  /** One block, beyond the 64 Ki UTF-16 code units that are parsed in the page in one go. */
  private static final String GIANT = "- an item of a *giant* list\n".repeat(3_000);

  /** A render in the worker may take 5 s; the rest is for the machine. */
  private static final Duration RECOVERY = Duration.ofSeconds(15);

  private final Browser browser;
  private final TwinmarkServer server;

  RenderingIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.addInitScript(Browser.resource("count-crossings.js"));
    browser.openEditor(server);
  }

  @Test
  void eachKeyIsOneCallAndShownAtOnce() {
    debounce(0);
    for (String text : new String[] {"short", LONG}) {
      show(text);
      Map<?, ?> before = crossings();
      browser.run(
          """
          const editor = e2e.editor();
          let expected = crossings.renders;
          for (const key of '*typed* keys') {
            editor.value += key;
            // In the very task of the input: before anything else could run, the preview has it.
            expected++;
            if (crossings.renders !== expected) throw new Error(`${crossings.renders} renders, not ${expected}`);
          }
          """);
      Map<?, ?> after = crossings();
      assertEquals(12, difference(after, before, "renders"));
      assertEquals(12, difference(after, before, "calls"));
      assertEquals(0L, after.get("workers"));
      assertTrue(browser.previewHtml().contains("<em>typed</em> keys"), "the last key is shown");
    }
  }

  @Test
  void aGiantBlockIsParsedInTheWorker() {
    show(GIANT);
    Map<?, ?> before = crossings();
    browser.async("const heard = e2e.nextRender(); edit('end'); await heard;" + EDIT);
    browser.await("e2e.editor().preview.textContent.trimEnd().endsWith('end')");
    Map<?, ?> after = crossings();
    assertTrue(difference(after, before, "posts") >= 1, after::toString);
    assertEquals(1L, after.get("workers"));
  }

  @Test
  void debouncedEditsAreOneCall() {
    show("short");
    debounce(100);
    Map<?, ?> before = crossings();
    browser.async(
        "const heard = e2e.nextRender(); for (const c of 'abcdefgh') edit(c); await heard; await later(500);"
            + EDIT);
    assertEquals(1, difference(crossings(), before, "calls"));
    assertEquals(1, difference(crossings(), before, "renders"));
    assertTrue(browser.previewHtml().contains("abcdefgh"), browser::previewHtml);
  }

  @Test
  void typingWithoutPauseStillUpdates() {
    debounce(100);
    for (String text : new String[] {"short", GIANT}) {
      show(text);
      browser.async(
          """
          const { renders } = crossings;
          for (let keys = 0; crossings.renders < renders + 3; keys++) {
            if (keys === 300) throw new Error(`${crossings.renders - renders} renders during ${keys} keys`);
            edit('x');
            await later(30);
          }
          """
              + EDIT);
    }
  }

  /** Messages come in order: what the page asks for after this one is never begun. */
  private static final String STICK = "lastWorker.postMessage('e2e: never return');";

  /** The worker is really busy, as with a document that the engine takes forever on. */
  @Test
  void stuckWorkerIsTerminatedAndReplaced() {
    show(GIANT);
    browser.run(STICK);
    long posts = ((Number) crossings().get("posts")).longValue();
    setValue(GIANT + "stuck");
    browser.await("crossings.posts > arguments[0]", posts);
    // Typing is not blocked meanwhile, and no text is lost: the next worker renders it.
    setValue(GIANT + "stuck typed meanwhile");
    browser.await(
        RECOVERY, "e2e.editor().preview.textContent.trimEnd().endsWith('typed meanwhile')");
    assertEquals(1L, crossings().get("terminated"));
    setValue(GIANT + "stuck typed meanwhile, and after");
    browser.await(
        RECOVERY,
        "e2e.editor().preview.textContent.trimEnd().endsWith('typed meanwhile, and after')");
    browser.await("e2e.status() === ''");
    assertEquals(2L, crossings().get("workers"));
    assertEquals(GIANT + "stuck typed meanwhile, and after", value());
  }

  @Test
  void stuckWorkerIsReported() {
    show(GIANT);
    String preview = browser.previewHtml();
    browser.run(STICK);
    setValue(GIANT + "stuck");
    browser.await(RECOVERY, "e2e.status().includes('5 seconds')");
    assertEquals(preview, browser.previewHtml());
    show(GIANT + "again");
    browser.await("e2e.status() === ''");
  }

  @Test
  void killedWorkerIsReplaced() {
    show(GIANT);
    browser.run(
        "lastWorker.terminate(); e2e.editor().value = e2e.decode(arguments[0]);",
        Units.encode(GIANT + "killed"));
    browser.await(RECOVERY, "e2e.status() !== ''");
    assertEquals(GIANT + "killed", value());
    show(GIANT + "again");
    assertTrue(browser.previewHtml().contains("again"));
    browser.await("e2e.status() === ''");
  }

  @Test
  void withoutWorkersThePageParses() {
    browser.run("crossings.refuseWorkers = true;");
    show(GIANT + "in the page");
    assertTrue(browser.previewHtml().contains("in the page"));
    assertEquals(0L, crossings().get("workers"));
    browser.run("crossings.refuseWorkers = false;");
    show(GIANT + "in the worker");
    assertEquals(1L, crossings().get("workers"));
  }

  private static final String EDIT =
      """
      ;function edit(text) {
        e2e.editor().value += text;
      }
      function later(milliseconds) {
        return new Promise((resolve) => setTimeout(resolve, milliseconds));
      }
      """;

  private void show(String text) {
    browser.async("await e2e.show(e2e.decode(args[0]));", Units.encode(text));
  }

  private void debounce(int milliseconds) {
    browser.run("e2e.editor().setAttribute('debounce', arguments[0]);", milliseconds);
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
