package dev.twinmark.e2e.support;

import dev.twinmark.engine.GeneratedDocuments;
import dev.twinmark.engine.Spec;
import dev.twinmark.sanitizer.GeneratedHtml;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;

/** Documents made of the engine's own test texts. */
public final class Corpus {

  private static final List<String> FORMATTING =
      List.of(
          "<b>",
          "<i title=\"" + "y".repeat(100) + "\">",
          "<a href=/u>",
          "<em><strong><u>",
          "<b title=\"",
          "<b title='z>",
          "<i <",
          "<code",
          "</b>",
          "</em>",
          "\">",
          "<details>\n\n<b>",
          "<!-- <b> -->",
          "<p><tt>");

  private Corpus() {}

  /** CommonMark's specification: 205 KB of Markdown. */
  public static String spec() {
    return TestResources.readAsString(TestResources.getSpec());
  }

  /** Both specifications and the regression files: every example, and the texts whole. */
  public static List<String> specDocuments() {
    return Stream.concat(Spec.exampleSources().stream(), Spec.wholeTexts().stream())
        .distinct()
        .toList();
  }

  /** Every prefix of every second CommonMark example: each construct cut at each place. */
  public static List<String> prefixes() {
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
  public static List<String> entityDocuments() {
    List<String> documents = new ArrayList<>();
    documents.add(Spec.entities());
    Spec.entities()
        .lines()
        .filter(entity -> !entity.isEmpty())
        .forEach(entity -> documents.add(entity + " [x](/" + entity + ")\n\n``` " + entity + "\n"));
    return documents;
  }

  /**
   * Definitions whose labels have one hash code, in one paragraph; and some of them with references
   * before, each in a block of its own.
   */
  public static List<String> collidingLabels() {
    List<String> labels = collidingStrings();
    StringBuilder oneParagraph = new StringBuilder();
    StringBuilder references = new StringBuilder();
    StringBuilder definitions = new StringBuilder();
    for (String label : labels) {
      oneParagraph.append('[').append(label).append("]: /u\n");
    }
    for (String label : labels.subList(0, labels.size() / 8)) {
      references.append('[').append(label).append("]\n\n");
      definitions.append('[').append(label).append("]: /u\n\n");
    }
    return List.of(oneParagraph.toString(), references.append(definitions).toString());
  }

  /** Strings in upper case, which a label's normalization leaves as they are. */
  private static List<String> collidingStrings() {
    int pairs = 15;
    List<String> strings = new ArrayList<>();
    for (int bits = 0; bits < 1 << pairs; bits++) {
      StringBuilder string = new StringBuilder();
      for (int bit = 0; bit < pairs; bit++) {
        // 31 * 'B' + '1' == 31 * 'A' + 'P'
        string.append((bits >> bit & 1) == 0 ? "B1" : "AP");
      }
      strings.add(string.toString());
    }
    return strings;
  }

  public static List<String> generated(long seed, int count) {
    return GeneratedDocuments.from(seed).limit(count).toList();
  }

  /** Generated documents that UTF-8 can carry: U+FFFD for each lone surrogate. */
  public static List<String> generatedForUtf8(long seed, int count) {
    return GeneratedDocuments.from(seed).limit(count).map(Corpus::wellFormed).toList();
  }

  /** Random HTML that no parser would write, each as one block of a document. */
  public static List<String> generatedHtmlBlocks(long seed, int count) {
    // A blank line would end the block.
    return GeneratedHtml.from(seed)
        .limit(count)
        .map(html -> "<div>" + html.replaceAll("(?<=[\\n\\r])[ \\t]*[\\n\\r]+", ""))
        .toList();
  }

  /** Short paragraphs between whole and broken formatting tags, few of them closed. */
  public static List<String> unclosedFormatting(long seed, int count) {
    Random random = new Random(seed);
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int paragraphs = 2 << random.nextInt(9);
      int tags = 1 + random.nextInt(8);
      StringBuilder document = new StringBuilder();
      for (int j = 0; j < paragraphs; j++) {
        if (random.nextInt(paragraphs) < tags) {
          document.append(FORMATTING.get(random.nextInt(FORMATTING.size())));
        }
        document.append(random.nextInt(10) == 0 ? "- x" : "x").append("\n\n");
      }
      documents.add(document.toString());
    }
    return documents;
  }

  private static String wellFormed(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
