package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Inputs that make a naive parser quadratic or its stack overflow. */
class PathologicalTest {

  /** Far above what any of these takes; a quadratic parser needs minutes. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Map<String, String> INPUTS =
      Map.of(
          "nested quotes open a container each", "> ".repeat(5_000) + "a",
          "nested lists open two containers each", "- ".repeat(5_000) + "a",
          "brackets that never close may each begin a link", "[".repeat(50_000),
          "links within links look back for an opener", "[a](".repeat(50_000),
          "delimiters that never match are searched again and again", "*a_ ".repeat(50_000),
          "backtick strings of ever new lengths have no end", backticks(),
          "a declaration in every word looks for its end", "x <!-- >".repeat(50_000),
          "entities need a table look-up each", "&amp;".repeat(100_000),
          "a definition on every line is tried as one", "[a]: b\n".repeat(50_000),
          "table rows of one cell are filled up", "|a|b|\n|-|-|\n" + "x\n".repeat(50_000));

  @TestFactory
  Stream<DynamicTest> rendersInTime() {
    return INPUTS.entrySet().stream()
        .map(
            input ->
                DynamicTest.dynamicTest(
                    input.getKey(),
                    () ->
                        assertTimeoutPreemptively(
                            LIMIT, () -> Markdown.renderMarkdown(input.getValue()))));
  }

  private static String backticks() {
    StringBuilder text = new StringBuilder();
    for (int length = 1; length < 1_000; length++) {
      text.append('e').append("`".repeat(length));
    }
    return text.toString();
  }
}
