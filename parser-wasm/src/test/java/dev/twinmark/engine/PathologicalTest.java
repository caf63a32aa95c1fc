package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Inputs that make a naive parser quadratic or its stack overflow, and that the work of this one
 * grows no faster than the length of any text made of Markdown's marks. {@code
 * -Dtwinmark.pathological.triples=100000} tries more of these, {@code -Dtwinmark.seed=…} repeats a
 * run.
 */
class PathologicalTest {

  private static final int TRIPLES = Integer.getInteger("twinmark.pathological.triples", 500);

  private static final int UNITS = 2_000;
  private static final int GROWTH = 8;

  /**
   * The factor that the fixed costs of a short text, and repetitions that do not fit it, can make
   * out.
   */
  private static final double TOLERANCE = 1.3;

  /**
   * The steps that a long text may take where a short one takes fewer: an odd number of definitions
   * is none, say.
   */
  private static final int FEW_STEPS_PER_UNIT = 8;

  /** Quotes that are a hundred deep on each line; all else takes less than half. */
  private static final int MAX_STEPS_PER_UNIT = 120;

  private static final List<String> TOKENS =
      List.of(
          "[",
          "]",
          "](",
          "![",
          "](/u)",
          "[]",
          "[a]",
          "[a]: ",
          "(",
          ")",
          "<",
          ">",
          "<a",
          "</a",
          "<a b=\"",
          "<a b='",
          "<?",
          "?>",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<!A ",
          "<http:",
          "<a@",
          "`",
          "``",
          "*",
          "**",
          "_",
          "~",
          "~~",
          "~~~",
          "==",
          "++",
          "^",
          "==a",
          "b++",
          "^a",
          ":a",
          ":+1:",
          "$",
          "$$",
          "$`",
          "`$",
          "$a",
          "\n$$\n",
          "*a",
          "b* ",
          "c_",
          "&",
          "&#",
          "&amp;",
          "\\",
          "|",
          "|-",
          "\n",
          "\n\n",
          "\r\n",
          "> ",
          "- ",
          "1. ",
          "# ",
          "===",
          "---",
          "```",
          "    ",
          "\t",
          " ",
          "  ",
          "\"",
          "'",
          "!",
          "a",
          "b ",
          ":",
          "/u",
          "www.",
          "http://a",
          "://",
          "a.b_",
          "@",
          ";",
          "[^a]",
          "[^a]: ",
          "[TOC]\n\n",
          "\n: ",
          "^[");

  /** Faults of commonmark-java that no repetition of three tokens shows. */
  private static final List<UnaryOperator<String>> SHAPES =
      List.of(
          unit -> "<?" + unit + "??",
          unit -> "~~~a " + unit,
          unit -> "x\n" + unit,
          unit -> unit + "\n\n[a]: /u");

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

  @Test
  void workGrowsWithTheLengthOfRepeatedMarks() {
    Random random = new Random(Seeds.next("the repeated marks"));
    double most = 0;
    String costliest = "";
    for (String unit : repeatedUnits(random)) {
      double perUnit = assertLinear(length -> repeat(unit, length), unit);
      if (perUnit > most) {
        most = perUnit;
        costliest = unit;
      }
    }
    System.out.println("Most steps for a UTF-16 code unit: " + most + ", of " + costliest);
  }

  @Test
  void workGrowsWithTheLengthBeforeAndBehindOtherMarks() {
    Random random = new Random(Seeds.next("the marks around others"));
    for (int i = 0; i < TRIPLES; i++) {
      String first = token(random) + token(random);
      String second = token(random) + token(random) + token(random);
      assertLinear(
          length -> repeat(first, length / 2) + repeat(second, length / 2), first + "…" + second);
      UnaryOperator<String> shape = SHAPES.get(random.nextInt(SHAPES.size()));
      assertLinear(length -> shape.apply(repeat(second, length)), shape.apply(second));
    }
  }

  private static List<String> repeatedUnits(Random random) {
    List<String> units = new ArrayList<>();
    for (String first : TOKENS) {
      for (String second : TOKENS) {
        units.add(first + second);
      }
    }
    for (int i = 0; i < TRIPLES; i++) {
      units.add(token(random) + token(random) + token(random));
    }
    return units;
  }

  private static String token(Random random) {
    return TOKENS.get(random.nextInt(TOKENS.size()));
  }

  private static String repeat(String unit, int length) {
    return unit.repeat(length / unit.length());
  }

  /** Returns the steps for each UTF-16 code unit of a long text. */
  private static double assertLinear(IntFunction<String> texts, String name) {
    long few = Math.max(steps(texts.apply(UNITS)), FEW_STEPS_PER_UNIT * UNITS);
    long many = steps(texts.apply(GROWTH * UNITS));
    double perUnit = (double) many / (GROWTH * UNITS);
    // If the short text does not reach the greatest nesting, two longer ones decide.
    boolean isLinear =
        many <= TOLERANCE * GROWTH * few
            || steps(texts.apply(2 * GROWTH * UNITS)) <= TOLERANCE * 2 * many;
    assertTrue(
        isLinear && perUnit <= MAX_STEPS_PER_UNIT,
        () -> few + " steps become " + many + ": " + name.replace("\n", "\\n"));
    return perUnit;
  }

  /** Returns the steps without extensions or with all of them, whichever are more. */
  private static long steps(String text) {
    return Math.max(steps(text, Set.of()), steps(text, EnumSet.allOf(Extension.class)));
  }

  private static long steps(String text, Set<Extension> extensions) {
    Work work = new Work();
    Markdown.render(text, extensions, Allowance.OF_DOCUMENTS, work);
    return work.steps();
  }

  private static String backticks() {
    StringBuilder text = new StringBuilder();
    for (int length = 1; length < 1_000; length++) {
      text.append('e').append("`".repeat(length));
    }
    return text.toString();
  }
}
