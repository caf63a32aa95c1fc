package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.RandomChanges;
import dev.twinmark.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

  private static final int TITLES = 5_000;

  @ParameterizedTest
  @CsvSource({
    "Notes, Notes",
    "Ä ö 日本 😀, Ä ö 日本 😀",
    "../../etc/passwd, -..-etc-passwd",
    "C:\\x\\y, C--x-y",
    "a/b*c?, a-b-c-",
    "'', Untitled",
    "'...', Untitled",
    "' . ', Untitled",
    ".profile, profile",
    "'end. ', end",
    "con, _con",
    "COM1.tar, _COM1.tar",
    "console, console",
  })
  void namesAreValid(String title, String name) {
    assertEquals(name, FileNames.of(title));
  }

  @Test
  void invisibleCharactersAreNotInNames() {
    assertEquals("a b", FileNames.of("a\n\0\u2028b"));
    assertEquals("exe.txt", FileNames.of("\u202eexe.txt"));
    assertEquals("a\ufffdb", FileNames.of("a\ud800b"));
  }

  @Test
  void namesAreUnique() {
    FileNames names = new FileNames();
    assertEquals("Notes", names.unique("Notes"));
    assertEquals("Notes (2)", names.unique("Notes"));
    assertEquals("notes (3)", names.unique("notes"));
    assertEquals("Notes (2) (2)", names.unique("Notes (2)"));
    assertEquals("Notes (4)", names.unique("Notes"));
    assertEquals("\u00e9", names.unique("\u00e9"));
    assertEquals("e\u0301 (2)", names.unique("e\u0301"));
  }

  /** {@code -Dtwinmark.seed=…} repeats a run. */
  @Test
  void randomTitlesMakeValidNames() {
    Random random = new Random(Seeds.next("the titles"));
    FileNames names = new FileNames();
    Set<String> used = new HashSet<>();
    for (int i = 0; i < TITLES; i++) {
      String title = RandomChanges.text(random, random.nextInt(10) == 0 ? 400 : 3);
      String name = names.unique(title);
      assertTrue(
          used.add(Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT)), name);
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      assertEquals(name, new String(bytes, StandardCharsets.UTF_8));
      assertTrue(bytes.length < 250, name);
      assertFalse(name.isBlank());
      assertFalse(name.matches("(?s)[. ].*|.*[. ]|.*[/\\\\:*?\"<>|\\p{Cc}].*"), name);
    }
  }

  @Test
  void equalTitlesTakeNoSquareTime() {
    FileNames names = new FileNames();
    for (int i = 1; i < 200_000; i++) {
      assertEquals(i == 1 ? "Untitled" : "Untitled (" + i + ")", names.unique(""));
    }
  }
}
