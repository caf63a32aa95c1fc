package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.Gson;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.EditSession;
import dev.twinmark.e2e.support.Excerpt;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.engine.Markdown;
import dev.twinmark.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Edits random documents at random through Wasm in Chromium, whole, in slices and with detached
 * parses, and compares each step with the full render of the JVM.
 *
 * <p>{@code -Dtwinmark.fuzz.wasm.edits=1000000} edits longer, {@code -Dtwinmark.seed=…} repeats a
 * run. A failure names the seed of its document: that seed with one edit repeats the document
 * alone.
 */
@ExtendWith(BrowserExtension.class)
final class WasmFuzzIT {

  private static final int EDITS = Integer.getInteger("twinmark.fuzz.wasm.edits", 30_000);

  /** Keeps each script well below the driver's limit, and its message at about a megabyte. */
  private static final int BATCH_EDITS = 500;

  /** Enough documents that some of every kind are among them. */
  private static final int MANY_DOCUMENTS = 200;

  private static final String EDIT_SESSIONS = Browser.resource("edit-sessions.js");
  private static final Gson GSON = new Gson();

  private final Browser browser;
  private final TwinmarkServer server;

  private int documents;
  private long compared;
  private long incomplete;
  private long detached;

  WasmFuzzIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  /** A long run takes hours; a browser that hangs comes up against the driver's limits. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void everyEditEqualsTheFullRenderOfTheJvm() {
    long seed = Seeds.next("the edits through Wasm");
    browser.openEditor(server);
    Random seeds = new Random(seed);
    long next = seed;
    while (compared < EDITS) {
      List<EditSession> batch = new ArrayList<>();
      for (int edits = 0; edits < Math.min(BATCH_EDITS, EDITS - compared); ) {
        EditSession session = EditSession.of(next);
        batch.add(session);
        edits += session.edits();
        next = seeds.nextLong();
      }
      run(batch);
    }
    System.out.printf(
        "Edits through Wasm that equal the JVM's render: %d, of %d documents; edits left incomplete: %d, detached parses: %d%n",
        compared, documents, incomplete, detached);
    if (documents >= MANY_DOCUMENTS) {
      assertTrue(incomplete > documents / 4, "Too few edits came before the last was complete");
      assertTrue(detached > documents, "Too few parses were detached");
    }
  }

  private void run(List<EditSession> batch) {
    List<EditSession.Message> messages = batch.stream().map(EditSession::message).toList();
    Map<?, ?> result = (Map<?, ?>) browser.async(EDIT_SESSIONS, GSON.toJson(messages));
    if (result.get("failure") instanceof Map<?, ?> failure) {
      int session = number(failure, "session");
      fail(message(documents + session, batch.get(session), failure));
    }
    documents += batch.size();
    compared += number(result, "compared");
    incomplete += number(result, "incomplete");
    detached += number(result, "detached");
  }

  private static int number(Map<?, ?> map, String key) {
    return ((Number) map.get(key)).intValue();
  }

  private static String message(int document, EditSession session, Map<?, ?> failure) {
    int step = number(failure, "step");
    StringBuilder message =
        new StringBuilder(
            "Document %d (seed %d), edit %d: %s\n  %s"
                .formatted(
                    document, session.seed, step, failure.get("problem"), session.describe(step)));
    if (failure.get("html") instanceof String encoded) {
      String expected = Markdown.renderMarkdown(session.step(step).text(), session.extensions);
      String html = Units.decode(encoded);
      int at = Excerpt.firstDifference(expected, html);
      message.append(
          "\n  first difference at %d of the HTML\n  JVM    %s\n  Wasm   %s"
              .formatted(
                  at,
                  Units.escape(Excerpt.around(expected, at)),
                  Units.escape(Excerpt.around(html, at))));
    }
    return message.toString();
  }
}
