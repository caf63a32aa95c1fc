package dev.twinmark.engine;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;

/**
 * The specifications, their examples and the regression files: the texts that both sides are held
 * to.
 */
public final class Spec {

  /**
   * The number of examples in {@code spec.txt} 0.31.2, so that a reader that loses some is noticed.
   */
  public static final int COMMONMARK_EXAMPLES = 652;

  /** The examples of the GFM sections whose extensions the engine has. */
  public static final int GFM_EXAMPLES = 12;

  /** The examples of GFM's section on bare addresses, and two elsewhere. */
  public static final int AUTOLINK_EXAMPLES = 11;

  /**
   * GFM marks the examples of an extension with its name; the task lists' with {@code disabled}.
   */
  private static final List<String> GFM_EXTENSIONS = List.of("table", "strikethrough", "disabled");

  private Spec() {}

  public static List<Example> commonMarkExamples() {
    return ExampleReader.readExamples(TestResources.getSpec());
  }

  public static List<Example> gfmExamples() {
    return ExampleReader.readExamples(TestResources.getGfmSpec()).stream()
        .filter(example -> GFM_EXTENSIONS.contains(example.getInfo()))
        .toList();
  }

  public static List<Example> autolinkExamples() {
    return ExampleReader.readExamples(TestResources.getGfmSpec()).stream()
        .filter(example -> example.getInfo().equals("autolink"))
        .toList();
  }

  /** The sources of every example of both specifications and of the regression files. */
  public static List<String> exampleSources() {
    List<String> sources = new ArrayList<>();
    for (URL file : files()) {
      sources.addAll(ExampleReader.readExampleSources(file));
    }
    return sources;
  }

  /** Both specifications and the regression files, each as one document. */
  public static List<String> wholeTexts() {
    return files().stream().map(TestResources::readAsString).toList();
  }

  /** One document that names every entity of HTML, a line each. */
  public static String entities() {
    String table =
        TestResources.readAsString(
            Spec.class.getResource("/org/commonmark/internal/util/entities.txt"));
    StringBuilder document = new StringBuilder();
    Pattern.compile("(?m)^([A-Za-z0-9]+)=")
        .matcher(table)
        .results()
        .map((MatchResult result) -> result.group(1))
        .forEach(name -> document.append('&').append(name).append(";\n\n"));
    return document.toString();
  }

  /**
   * The HTML that an example asks for, with the tabs that the specification writes as arrows.
   *
   * <p>Known differences of commonmark-java that HTML ignores: in GFM's examples 279 and 280 (Task
   * list items) the attributes of {@code <input>} come in another order.
   */
  public static String html(Example example) {
    return example
        .getHtml()
        .replace('\u2192', '\t')
        .replace(
            "<input disabled=\"\" type=\"checkbox\">", "<input type=\"checkbox\" disabled=\"\">")
        .replace(
            "<input checked=\"\" disabled=\"\" type=\"checkbox\">",
            "<input type=\"checkbox\" disabled=\"\" checked=\"\">");
  }

  private static List<URL> files() {
    List<URL> files = new ArrayList<>();
    files.add(TestResources.getSpec());
    files.add(TestResources.getGfmSpec());
    files.addAll(TestResources.getRegressions());
    return files;
  }
}
