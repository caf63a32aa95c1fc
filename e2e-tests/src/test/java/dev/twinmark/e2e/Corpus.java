package dev.twinmark.e2e;

import dev.twinmark.engine.GeneratedDocuments;
import dev.twinmark.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;

/** Documents made of the engine's own test texts. */
final class Corpus {

  private Corpus() {}

  /** CommonMark's specification: 205 KB of Markdown. */
  static String spec() {
    return TestResources.readAsString(TestResources.getSpec());
  }

  /** Both specifications and the regression files: every example, and the texts whole. */
  static List<String> specDocuments() {
    return Stream.concat(Spec.exampleSources().stream(), Spec.wholeTexts().stream())
        .distinct()
        .toList();
  }

  /** Every prefix of every second CommonMark example: each construct cut at each place. */
  static List<String> prefixes() {
    List<Example> examples = Spec.commonMarkExamples();
    List<String> prefixes = new ArrayList<>();
    for (int i = 0; i < examples.size(); i += 2) {
      String source = examples.get(i).getSource();
      for (int end = 1; end < source.length(); end++) {
        prefixes.add(source.substring(0, end));
      }
    }
    return prefixes.stream().distinct().toList();
  }

  /** The lines of {@link Spec#entities()}, each in the three places where entities count. */
  static List<String> entityDocuments() {
    List<String> documents = new ArrayList<>();
    documents.add(Spec.entities());
    Spec.entities()
        .lines()
        .filter(entity -> !entity.isEmpty())
        .forEach(entity -> documents.add(entity + " [x](/" + entity + ")\n\n``` " + entity + "\n"));
    return documents;
  }

  static List<String> generated(long seed, int count) {
    return GeneratedDocuments.from(seed).limit(count).toList();
  }

  /** Generated documents that UTF-8 can carry: U+FFFD for each lone surrogate. */
  static List<String> generatedForUtf8(long seed, int count) {
    return GeneratedDocuments.from(seed).limit(count).map(Corpus::wellFormed).toList();
  }

  private static String wellFormed(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
