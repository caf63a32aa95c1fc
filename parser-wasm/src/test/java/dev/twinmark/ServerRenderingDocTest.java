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
import org.junit.jupiter.api.Test;

/** The snippets of docs/server-rendering.md are parts of programs that tests run. */
class ServerRenderingDocTest {

  private static final Path DOCS = Path.of("../docs");

  private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(?:java|html|xml)\\n(.*?)^```$");

  private static final int SNIPPETS = 11;

  @Test
  void snippetsAreOfPrograms() throws IOException {
    String programs = withoutIndentation(read(programs()));
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(DOCS.resolve("server-rendering.md")))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    assertEquals(SNIPPETS, snippets.size());
    for (String snippet : snippets) {
      assertTrue(
          programs.contains(withoutIndentation(snippet)), () -> "In no program:\n" + snippet);
    }
  }

  private static List<Path> programs() throws IOException {
    Path guestbook = DOCS.resolve("examples/guestbook");
    try (Stream<Path> sources = Files.walk(guestbook.resolve("src"))) {
      return Stream.concat(
              sources.filter(Files::isRegularFile),
              Stream.of(
                  guestbook.resolve("pom.xml"),
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
