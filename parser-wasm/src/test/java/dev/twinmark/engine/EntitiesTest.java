package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.internal.util.Html5Entities;
import org.junit.jupiter.api.Test;

/** The oracle is commonmark-java's table. */
class EntitiesTest {

  @Test
  void namesAreThoseOfTheOracle() throws IOException {
    Set<String> names;
    try (InputStream resource = Html5Entities.class.getResourceAsStream("entities.txt")) {
      String lines = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      names =
          lines
              .lines()
              .filter(line -> !line.isEmpty())
              .map(line -> line.substring(0, line.indexOf('=')))
              .collect(Collectors.toSet());
    }
    assertEquals(names, NameTable.read(EntityNames.TABLE).keySet());
    for (String name : names) {
      assertAgrees("&" + name + ";");
    }
  }

  @Test
  void unknownNamesStay() {
    for (String name : new String[] {"a", "Amp", "amp1", "ampamp", "M", "V", "12"}) {
      assertAgrees("&" + name + ";");
    }
  }

  @Test
  void numbersAreCodePoints() {
    for (int number = 0; number <= Character.MAX_CODE_POINT + 2; number++) {
      assertAgrees("&#" + number + ";");
    }
    for (String number : new String[] {"9999999", "0000000", "0000065"}) {
      assertAgrees("&#" + number + ";");
    }
    for (String number : new String[] {"0", "41", "D800", "dfff", "1F600", "10ffff", "FFFFFF"}) {
      assertAgrees("&#x" + number + ";");
      assertAgrees("&#X" + number + ";");
    }
  }

  private static void assertAgrees(String reference) {
    assertEquals(Html5Entities.entityToString(reference), Entities.textOf(reference), reference);
  }
}
