package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {

  /** Far above what any text takes; a regular expression needed 28 s for 160 KB, and hours now. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource({
    "'a\n# b', b",
    "'   ###### *b*   c ##  ', b   c",
    "'# C#', C#",
    "'#\t b\t#\t', b",
    "'# #', ''",
    "'# # #', ''",
    "'#', ''",
    "'#b', b",
    "'####### b', b",
    "'    # b', b",
    "'# ', ''",
    "'# *\n> - c\n', c",
    "'', ''",
  })
  void titleIsTheFirstHeadingOrLine(String text, String title) {
    assertEquals(title, Titles.of(text));
  }

  @Test
  void longLinesTakeNoLonger() {
    for (String unit : List.of(" ", "#", "\t", " #", "# ", "*", " *", "#\t", "> ", "\u0001")) {
      for (String end : List.of("", "*", "#", " #")) {
        String line = "# *" + unit.repeat(800 / unit.length()) + end + "\n";
        assertTimeoutPreemptively(LIMIT, () -> Titles.of(line.repeat(20_000)), line);
      }
    }
  }
}
