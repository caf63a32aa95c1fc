package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Corpus;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.PageEngine;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.engine.Markdown;
import dev.twinmark.engine.Spec;
import dev.twinmark.testing.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.commonmark.testutil.example.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The engine in Chromium, through the shipped loader, against the specifications and against itself
 * on the JVM.
 */
@Essential
@ExtendWith(BrowserExtension.class)
final class ConformanceIT {

  private static final int GENERATED = 2_000;

  /** HTML has 2,125 that end in a semicolon. */
  private static final int ENTITIES = 2_100;

  private final PageEngine engine;

  ConformanceIT(Browser browser, TwinmarkServer server) {
    this.engine = new PageEngine(browser, server);
  }

  @Test
  void rendersEveryExampleOfCommonMark() {
    assertConforms(Spec.COMMONMARK_EXAMPLES, Spec.commonMarkExamples());
  }

  @Test
  void rendersTablesStrikethroughAndTaskListsAsGfmDoes() {
    assertConforms(Spec.GFM_EXAMPLES, Spec.gfmExamples());
  }

  @Test
  void equalsTheJvmOnTheSpecifications() {
    assertEqualsJvm(Corpus.specDocuments());
  }

  @Test
  void equalsTheJvmOnPrefixes() {
    assertEqualsJvm(Corpus.prefixes());
  }

  @Test
  void equalsTheJvmOnEveryEntity() {
    List<String> documents = Corpus.entityDocuments();
    assertTrue(documents.size() > ENTITIES, () -> "only " + documents.size() + " documents");
    assertEqualsJvm(documents);
  }

  @Test
  void equalsTheJvmOnGeneratedDocuments() {
    long seed = Seeds.next("the generated documents");
    assertEqualsJvm(Corpus.generated(seed, GENERATED));
  }

  /** Hash tables that search a list for equal hash codes come up against the driver's limit. */
  @Test
  void equalsTheJvmOnLabelsWithEqualHashCodes() {
    assertEqualsJvm(Corpus.collidingLabels());
  }

  private void assertConforms(int count, List<Example> examples) {
    assertEquals(count, examples.size());
    List<String> results = engine.render(examples.stream().map(Example::getSource).toList());
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Example example = examples.get(i);
      String expected = Spec.html(example);
      if (!results.get(i).equals(expected)) {
        failures.add(
            "%s\n    source   %s\n    expected %s\n    but was  %s"
                .formatted(
                    example,
                    Units.escape(example.getSource()),
                    Units.escape(expected),
                    Units.escape(results.get(i))));
      }
    }
    assertTrue(
        failures.isEmpty(),
        () ->
            "%d of %d examples differ:\n  %s"
                .formatted(failures.size(), count, String.join("\n  ", failures)));
    System.out.println(count + " of " + count + " examples conform in the browser");
  }

  private void assertEqualsJvm(List<String> sources) {
    List<String> results = engine.render(sources);
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      if (!results.get(i).equals(onJvm(sources.get(i)))) {
        differing.add(i);
      }
    }
    differing.stream()
        .min(Comparator.comparingInt(i -> sources.get(i).length()))
        .ifPresent(
            shortest -> {
              String source = sources.get(shortest);
              throw new AssertionError(
                  "%d of %d documents differ from the JVM; the shortest:\n  source %s\n  JVM    %s\n  Wasm   %s"
                      .formatted(
                          differing.size(),
                          sources.size(),
                          Units.escape(source),
                          Units.escape(onJvm(source)),
                          Units.escape(results.get(shortest))));
            });
  }

  /** The JVM's result, exceptions included: those, too, must be the same. */
  private static String onJvm(String source) {
    try {
      return Markdown.renderMarkdown(source);
    } catch (RuntimeException e) {
      System.out.println("commonmark-java cannot render " + Units.escape(source) + ": " + e);
      return PageEngine.thrown(e.getMessage());
    }
  }
}
