package dev.twinmark.engine;

import dev.twinmark.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Texts made of fragments at random, and examples of the specification in which fragments replace
 * what was there. {@code -Dtwinmark.fuzz.texts=1000000} gives more of them, {@code
 * -Dtwinmark.seed=…} repeats a run.
 */
final class RandomTexts {

  private static final int COUNT = Integer.getInteger("twinmark.fuzz.texts", 30_000);
  private static final int MAX_FRAGMENTS = 12;
  private static final int MAX_REPLACED_UNITS = 4;

  private final List<String> fragments;

  /**
   * @param fragments what the scanner under test looks at; single characters and whole tokens
   */
  RandomTexts(String... fragments) {
    this.fragments = List.of(fragments);
  }

  /** Gives texts of a few fragments each. */
  void each(Consumer<String> check) {
    Random random = random();
    for (int i = 0; i < COUNT; i++) {
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(MAX_FRAGMENTS) + 1; count > 0; count--) {
        text.append(fragment(random));
      }
      check.accept(text.toString());
    }
  }

  /** Gives examples, each with one place changed. */
  void eachMutatedExample(Consumer<String> check) {
    Random random = random();
    List<String> examples = Spec.exampleSources();
    for (int i = 0; i < COUNT; i++) {
      StringBuilder text = new StringBuilder(examples.get(random.nextInt(examples.size())));
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(MAX_REPLACED_UNITS));
      check.accept(text.replace(from, to, fragment(random)).toString());
    }
  }

  private String fragment(Random random) {
    return fragments.get(random.nextInt(fragments.size()));
  }

  private static Random random() {
    long seed = Seeds.next("the random texts");
    return new Random(seed);
  }
}
