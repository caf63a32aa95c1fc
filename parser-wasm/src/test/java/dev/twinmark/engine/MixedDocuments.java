package dev.twinmark.engine;

import java.util.List;
import java.util.Random;

/**
 * Random documents of every kind, to be edited: most of them {@link StructuredDocuments}, some
 * {@link GeneratedDocuments}, some pieced together from the specifications' examples, some cut out
 * of the specifications. None is longer than a few thousand UTF-16 code units.
 */
public final class MixedDocuments {

  private static final int MIN_FRAGMENT = 100;
  private static final int MAX_FRAGMENT = 2_000;
  private static final int MAX_EXAMPLES = 20;

  private static final List<String> WHOLE_TEXTS = Spec.wholeTexts();
  private static final List<String> EXAMPLES = Spec.exampleSources();

  private MixedDocuments() {}

  /** One document of the given source of randomness. */
  public static String next(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> GeneratedDocuments.next(random);
      case 1 -> fragment(random);
      case 2, 3 -> examples(random);
      default -> StructuredDocuments.next(random);
    };
  }

  private static String fragment(Random random) {
    String text = WHOLE_TEXTS.get(random.nextInt(WHOLE_TEXTS.size()));
    int from = text.indexOf('\n', random.nextInt(text.length())) + 1;
    int length = MIN_FRAGMENT + random.nextInt(MAX_FRAGMENT);
    return text.substring(from, Math.min(text.length(), from + length));
  }

  private static String examples(Random random) {
    StringBuilder examples = new StringBuilder();
    int count = 1 + random.nextInt(MAX_EXAMPLES);
    for (int i = 0; i < count; i++) {
      examples.append(EXAMPLES.get(random.nextInt(EXAMPLES.size())));
      examples.append(random.nextInt(3) == 0 ? "" : "\n");
    }
    return examples.toString();
  }
}
