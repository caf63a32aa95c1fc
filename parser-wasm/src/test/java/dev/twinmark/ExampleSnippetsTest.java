package dev.twinmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The snippets of pages for Java teams are parts of programs that tests run. */
class ExampleSnippetsTest {

  private static final Path DOCS = Path.of("../docs");

  private static final Pattern SNIPPET =
      Pattern.compile("(?ms)^```(?:java|html|xml|js)\\n(.*?)^```$");

  @ParameterizedTest
  @CsvSource({"server-rendering.md, guestbook, 11", "writing-together.md, notes, 7"})
  void snippetsAreOfPrograms(String page, String example, int count) throws IOException {
    String programs = withoutIndentation(read(programs(example)));
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(DOCS.resolve(page)))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    assertEquals(count, snippets.size());
    for (String snippet : snippets) {
      assertTrue(
          programs.contains(withoutIndentation(snippet)), () -> "In no program:\n" + snippet);
    }
  }

  private static List<Path> programs(String example) throws IOException {
    Path folder = DOCS.resolve("examples").resolve(example);
    try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
      return Stream.concat(
              sources.filter(Files::isRegularFile),
              Stream.of(
                  folder.resolve("pom.xml"),
                  Path.of("src/test/java/dev/twinmark/TwinmarkRendererTest.java")))
          .toList();
    }
  }

  private static String read(List<Path> files) throws IOException {
    var text = new StringBuilder();
    for (Path file : files) {
      text.append(Files.readString(file)).append('\n');
    }
    return text.toString();
  }

  private static String withoutIndentation(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }
}
