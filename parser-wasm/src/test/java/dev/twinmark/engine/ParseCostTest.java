package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is parsed elsewhere: that whose parse would be noticed, and next to nothing else. */
final class ParseCostTest {

  /** As the page has it. */
  private static final int LONGEST_PARSE = 32 * 1024;

  private static final int SLICE = 16 * 1024;

  /** All of it together is shorter than what the page parses. */
  private static final int LENGTH = 30 * 1024;

  private record Costly(String why, String text) {}

  /** As many as may be open: a list and its item are two blocks. */
  private static final int QUOTES = DocumentParser.MAX_OPEN_BLOCKS;

  private static final int LISTS = QUOTES / 2;

  /** Each takes several times as long as ordinary text of its length. */
  @TestFactory
  Stream<DynamicTest> costlyTextsAreParsedElsewhere() {
    return Stream.of(
            new Costly(
                "each blank line may be in each list",
                "- ".repeat(LISTS) + "a\n" + "\n".repeat(SLICE) + "b"),
            new Costly(
                "each line may be in each quote",
                "> ".repeat(QUOTES) + "a\n" + "b\n".repeat(SLICE / 2)))
        .map(
            costly ->
                DynamicTest.dynamicTest(
                    costly.why,
                    () -> {
                      assertTrue(costly.text.length() < LONGEST_PARSE);
                      LiveDocument document = LiveDocument.open(costly.text, LONGEST_PARSE);
                      document.advance(SLICE);
                      assertNotNull(document.outstandingParse());
                    }));
  }

  @Test
  void ordinaryTextsAreParsedHere() throws IOException {
    List<String> texts = new ArrayList<>(Spec.wholeTexts());
    texts.add(Files.readString(Path.of("../README.md")));
    for (String repeated :
        List.of(
            "- [ ] to do\n- [x] *done*\n",
            "- [A project](https://example.org/a-project) - What `it` does, __well__.\n",
            "- A list\n  - in a list\n    - in a list\n",
            "> A *quote*, [linked](/to),\n> of two lines.\n>\n> > In a quote.\n\n",
            "A paragraph of a *few* lines,\nwith `code` and [links][a] in it,\n(and more).\n\n")) {
      texts.add(repeated.repeat(LENGTH / repeated.length()));
    }
    texts.add("```json\n" + "{ \"a\": [1, 2] }\n".repeat(200) + "```\n");
    texts.add("| `name` | [type](/type) |\n|--|--|\n" + "| `a` | Some words. |\n".repeat(200));
    for (String text : texts) {
      LiveDocument document = LiveDocument.open(text, LONGEST_PARSE);
      while (!document.advance(SLICE).complete()) {
        assertNull(document.outstandingParse(), () -> text.substring(0, 80));
      }
    }
  }
}
