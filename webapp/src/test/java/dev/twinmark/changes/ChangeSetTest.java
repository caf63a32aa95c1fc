package dev.twinmark.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.twinmark.testing.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code -Dtwinmark.changes.cases=1000000} compares more with CodeMirror, {@code -Dtwinmark.seed=…}
 * repeats a run.
 */
class ChangeSetTest {

  private static final int CASES = Integer.getInteger("twinmark.changes.cases", 20_000);
  private static final Path ORACLE = Path.of("src/test/js/changes-oracle.mjs");

  /** As long as the documents that an editor is used with get. */
  private static final int MANY_UNITS = 1_000_000;

  @Test
  void equalsCodeMirrorOnRandomChanges() throws IOException, InterruptedException {
    String seed = Long.toString(Seeds.next("the changes"));
    Process oracle =
        new ProcessBuilder("node", ORACLE.toString(), Integer.toString(CASES), seed)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int compared = 0;
    try (BufferedReader cases =
        new BufferedReader(
            new InputStreamReader(oracle.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = cases.readLine(); line != null; line = cases.readLine()) {
        compareWithCodeMirror(line);
        compared++;
      }
    }
    assertEquals(0, oracle.waitFor());
    assertEquals(CASES, compared);
  }

  private static void compareWithCodeMirror(String line) {
    String[] values = line.split("\t", -1);
    String before = JsonParser.parseString(values[0]).getAsString();
    ChangeSet a = ChangeSet.fromJson(values[1]);
    ChangeSet b = ChangeSet.fromJson(values[2]);
    ChangeSet next = ChangeSet.fromJson(values[3]);
    String after = JsonParser.parseString(values[4]).getAsString();
    assertEquals(after, a.apply(before), line);
    List<String> expected = List.of(values).subList(1, values.length);
    List<String> actual =
        List.of(
            a.toJson(),
            b.toJson(),
            next.toJson(),
            values[4],
            a.compose(next).toJson(),
            a.map(b, false).toJson(),
            a.map(b, true).toJson(),
            b.map(a, false).toJson(),
            b.map(a, true).toJson(),
            mappedPositions(a));
    assertEquals(expected, actual, line);
  }

  private static String mappedPositions(ChangeSet changes) {
    return IntStream.rangeClosed(0, changes.length())
        .map(changes::mapPosition)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void invariantsHoldForRandomChanges() {
    Random random = new Random(Seeds.next("the invariants"));
    for (int i = 0; i < 20_000; i++) {
      String text = RandomChanges.text(random, 30);
      ChangeSet a = RandomChanges.next(random, text.length());
      ChangeSet b = RandomChanges.next(random, text.length());
      ChangeSet next = RandomChanges.next(random, a.newLength());
      assertEquals(text.length(), a.length());
      assertEquals(a.newLength(), a.apply(text).length());
      assertEquals(a.apply(text), a.compose(ChangeSet.empty(a.newLength())).apply(text));
      assertEquals(next.apply(a.apply(text)), a.compose(next).apply(text));
      assertEquals(
          a.compose(b.map(a, false)).apply(text),
          b.compose(a.map(b, true)).apply(text),
          () -> text + " " + a + " " + b);
      ChangeSet read = ChangeSet.fromJson(JsonParser.parseString(a.toJson()));
      assertEquals(a, read);
      assertEquals(a.hashCode(), read.hashCode());
    }
  }

  @Test
  void insertionsAtOnePlaceKeepTheirOrder() {
    ChangeSet a = ChangeSet.replace(2, 1, 1, "a");
    ChangeSet b = ChangeSet.replace(2, 1, 1, "b");
    assertEquals("-ba-", b.compose(a.map(b, false)).apply("--"));
    assertEquals("-ab-", b.compose(a.map(b, true)).apply("--"));
  }

  /** The reason for mapping one by one: this is the case in which clients and server parted. */
  @Test
  void mappingInTurnIsNotMappingOverTheComposition() {
    String text = "0123456789";
    ChangeSet a = ChangeSet.replace(10, 5, 7, "");
    ChangeSet b = ChangeSet.replace(8, 5, 5, "z");
    ChangeSet c = ChangeSet.replace(10, 5, 5, "C");
    String both = b.apply(a.apply(text));
    assertEquals("01234zC789", c.map(a, false).map(b, false).apply(both));
    assertEquals("01234Cz789", c.map(a.compose(b), false).apply(both));
  }

  @Test
  void emptyChangesReturnTheOtherSide() {
    ChangeSet nothing = ChangeSet.empty(3);
    ChangeSet a = ChangeSet.replace(3, 0, 1, "xy");
    assertTrue(nothing.isEmpty());
    assertTrue(ChangeSet.empty(0).isEmpty());
    assertFalse(a.isEmpty());
    assertSame(a, nothing.compose(a));
    assertSame(a, a.compose(ChangeSet.empty(4)));
    assertSame(a, a.map(nothing, true));
    assertEquals("abc", nothing.apply("abc"));
  }

  @Test
  void textsOfAnotherLengthAreRefused() {
    ChangeSet a = ChangeSet.replace(3, 0, 1, "xy");
    assertThrows(IllegalArgumentException.class, () -> a.apply("ab"));
    assertThrows(IllegalArgumentException.class, () -> a.compose(a));
    assertThrows(IllegalArgumentException.class, () -> a.mapPosition(4));
    assertThrows(IllegalArgumentException.class, () -> a.map(ChangeSet.empty(4), true));
  }

  @Test
  void rangesOutsideTheTextAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ChangeSet.replace(3, -1, 0, ""));
    assertThrows(IllegalArgumentException.class, () -> ChangeSet.replace(3, 2, 1, ""));
    assertThrows(IllegalArgumentException.class, () -> ChangeSet.replace(3, 2, 4, ""));
    assertThrows(IllegalArgumentException.class, () -> ChangeSet.replace(3, 0, 0, "\r\n"));
  }

  @Test
  void differentChangesAreNotEqual() {
    ChangeSet a = ChangeSet.replace(3, 0, 1, "");
    assertNotEquals(a, ChangeSet.replace(3, 0, 1, "x"));
    assertNotEquals(a, ChangeSet.replace(3, 1, 2, ""));
    assertNotEquals(a, ChangeSet.empty(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "5",
        "[5",
        "[5] [5]",
        "[5;5]",
        "[null]",
        "[true]",
        "[\"5\"]",
        "[{}]",
        "[[]]",
        "[[[1]]]",
        "[[\"a\"]]",
        "[[1,2]]",
        "[[1,null]]",
        "[[1,[\"a\"]]]",
        "[-1]",
        "[[-1]]",
        "[-0]",
        "[0]",
        "[[0]]",
        "[[0,\"\"]]",
        "[[1,\"\"]]",
        "[1.5]",
        "[1.0]",
        "[1e3]",
        "[NaN]",
        "[2147483648]",
        "[99999999999999999999]",
        "[2147483647,[1]]",
        "[2147483647,[0,\"a\"]]",
        "[1,1]",
        "[[1],[1]]",
        "[[0,\"a\"],[0,\"b\"]]",
        "[[0,\"a\\nb\"]]",
        "[[0,\"a\\r\"]]",
      })
  void malformedJsonIsRefused(String json) {
    assertThrows(MalformedChangesException.class, () -> ChangeSet.fromJson(json));
  }

  @Test
  void tooManySectionsAreRefused() {
    String pairs = "1,[1],".repeat(ChangeSet.MAX_SECTIONS / 2);
    String most = "[" + pairs.substring(0, pairs.length() - 1) + "]";
    assertEquals(ChangeSet.MAX_SECTIONS, ChangeSet.fromJson(most).length());
    String more = "[" + pairs + "1]";
    assertThrows(MalformedChangesException.class, () -> ChangeSet.fromJson(more));
  }

  @Test
  void deepJsonIsRefused() {
    String deep = "[".repeat(100_000);
    assertThrows(MalformedChangesException.class, () -> ChangeSet.fromJson(deep));
  }

  /** Ten thousand replacements of a large text: quadratic time would take minutes. */
  @Test
  void largeTextsTakeLinearTime() {
    int places = 10_000;
    String text = "x".repeat(MANY_UNITS);
    ChangeSet.Builder everywhere = ChangeSet.builder();
    IntStream.range(0, places)
        .forEach(i -> everywhere.keep(MANY_UNITS / places - 1).replace(1, "yz"));
    ChangeSet many = everywhere.build();
    ChangeSet whole = ChangeSet.replace(MANY_UNITS, 0, MANY_UNITS, "w".repeat(MANY_UNITS));
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          assertEquals(MANY_UNITS + places, many.apply(text).length());
          assertEquals(MANY_UNITS + places, whole.compose(many).apply(text).length());
          assertEquals(many, ChangeSet.fromJson(many.toJson()));
          ChangeSet mapped = many;
          for (int i = 0; i < 500; i++) {
            mapped = mapped.map(ChangeSet.replace(mapped.length(), i, i, "k"), false);
          }
          assertEquals(MANY_UNITS + 500, mapped.length());
        });
  }
}
