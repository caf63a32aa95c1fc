package dev.twinmark.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsciiPartsTest {

  private static final int TEXTS = 20_000;

  /** Few, so that parts occur; the last two have the lower case of k and s in Unicode only. */
  private static final String UNITS = "aAkKsS<>-]\u212A\u017F";

  @Test
  void partsOccurWhereOneOfThemDoes() {
    Random random = new Random(Seeds.next("the random parts"));
    for (int i = 0; i < TEXTS; i++) {
      List<String> parts =
          IntStream.range(0, random.nextInt(4)).mapToObj(j -> text(random, 1, 3)).toList();
      String text = text(random, 0, 8);
      assertEquals(
          parts.stream().anyMatch(part -> lowerCase(text).contains(lowerCase(part))),
          new AsciiParts(parts).occurIn(text),
          () -> parts + " in " + text);
    }
  }

  private static String text(Random random, int shortest, int longest) {
    return random
        .ints(random.nextInt(shortest, longest + 1), 0, UNITS.length())
        .mapToObj(at -> UNITS.substring(at, at + 1))
        .collect(Collectors.joining());
  }

  private static String lowerCase(String text) {
    return text.chars()
        .map(unit -> unit >= 'A' && unit <= 'Z' ? unit + 32 : unit)
        .mapToObj(unit -> String.valueOf((char) unit))
        .collect(Collectors.joining());
  }
}
