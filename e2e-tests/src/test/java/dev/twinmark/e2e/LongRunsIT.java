package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.PageEngine;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.engine.LongRuns;
import dev.twinmark.engine.Markdown;
import dev.twinmark.testing.Seeds;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Texts with long runs of one thing in Chromium and on the JVM: {@link LongRuns}.
 *
 * <p>The longer the runs, the fewer of them are picked. {@code -Dtwinmark.long-runs=all} takes all
 * of each length, {@code -Dtwinmark.seed=…} repeats a pick.
 */
@ExtendWith(BrowserExtension.class)
final class LongRunsIT {

  private record Length(int units, int picked) {}

  private static final List<Length> LENGTHS =
      List.of(
          new Length(1_000, Integer.MAX_VALUE),
          new Length(10_000, 1_500),
          new Length(100_000, 100),
          new Length(1_000_000, 10));

  private static final boolean ALL = "all".equals(System.getProperty("twinmark.long-runs"));

  /** Keeps each script well below the driver's limit. */
  private static final int BATCH_UNITS = 5_000_000;

  /**
   * A run that takes so much CPU time on the JVM is not made longer: some are quadratic on both
   * sides, which is for other tests to find.
   */
  private static final long LONGEST_RENDER_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final String RENDER_RUNS =
      """
      const { loadMarkdown } = await import('/assets/v1/markdown.js');
      const markdown = await loadMarkdown();
      const digests = [];
      for (const [before, unit, after, count] of args[0]) {
        const text = e2e.decode(before) + e2e.decode(unit).repeat(count) + e2e.decode(after);
        try {
          digests.push(await e2e.digest(markdown.renderMarkdown(text)));
        } catch (error) {
          digests.push(args[1] + error.message);
        }
      }
      return digests;
      """;

  private final Browser browser;
  private final TwinmarkServer server;

  LongRunsIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  /** All runs take an hour. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void longRunsEqualTheJvm() {
    long seed = Seeds.next("the picked runs");
    browser.openEditor(server);
    Random random = new Random(seed);
    List<LongRuns.Run> runs = new ArrayList<>(LongRuns.all());
    for (Length length : LENGTHS) {
      Collections.shuffle(runs, random);
      int picked = ALL ? runs.size() : Math.min(length.picked, runs.size());
      List<LongRuns.Run> fast = compare(runs.subList(0, picked), length.units);
      System.out.printf(
          "Runs of %,d code units that equal the JVM's render: %d of %d%n",
          length.units, picked, runs.size());
      assertTrue(fast.size() > picked / 2, "Too few runs are rendered fast");
      runs = fast;
    }
  }

  /** Compares the renders, and returns the runs that the JVM rendered fast. */
  private List<LongRuns.Run> compare(List<LongRuns.Run> runs, int units) {
    List<LongRuns.Run> fast = new ArrayList<>();
    List<String> differing = new ArrayList<>();
    int batch = Math.max(1, BATCH_UNITS / units);
    for (int from = 0; from < runs.size(); from += batch) {
      List<LongRuns.Run> some = runs.subList(from, Math.min(from + batch, runs.size()));
      List<?> digests =
          (List<?>) browser.async(RENDER_RUNS, messages(some, units), PageEngine.thrown(""));
      for (int i = 0; i < some.size(); i++) {
        long start = THREADS.getCurrentThreadCpuTime();
        String expected = onJvm(some.get(i).text(units));
        if (THREADS.getCurrentThreadCpuTime() - start < LONGEST_RENDER_NANOS * units / 10_000) {
          fast.add(some.get(i));
        }
        if (!expected.equals(digests.get(i))) {
          differing.add(message(some.get(i), digests.get(i).toString()));
        }
      }
    }
    assertEquals(
        List.of(),
        differing,
        () -> "%d of %d runs of %d code units".formatted(differing.size(), runs.size(), units));
    return fast;
  }

  private static List<List<Object>> messages(List<LongRuns.Run> runs, int units) {
    return runs.stream()
        .map(
            run ->
                List.<Object>of(
                    Units.encode(run.before()),
                    Units.encode(run.unit()),
                    Units.encode(run.after()),
                    run.repetitions(units)))
        .toList();
  }

  private static String onJvm(String text) {
    try {
      return Units.digest(Markdown.renderMarkdown(text));
    } catch (RuntimeException e) {
      return PageEngine.thrown(e.getMessage());
    }
  }

  private static String message(LongRuns.Run run, String result) {
    return "\n  %s %s… %s: %s"
        .formatted(
            Units.escape(run.before()),
            Units.escape(run.unit()),
            Units.escape(run.after()),
            result);
  }
}
