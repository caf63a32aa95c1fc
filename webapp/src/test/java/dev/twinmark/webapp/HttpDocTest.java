package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinmark.documents.JdbcDocumentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/http.md print what stands below them. */
@Timeout(120)
class HttpDocTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^```sh\\n(.*?)^```\\n\\n```text\\n(.*?)^```$");

  /** The folder in which the commands run, with the cookies of one for the next. */
  @TempDir static Path folder;

  private static final int EXAMPLES = 7;

  @Test
  void examplesPrintWhatTheyPromise() throws Exception {
    assumeTrue(isInstalled("curl"), "curl is not installed");
    String page = Files.readString(Path.of("../docs/http.md"));
    try (var server = TestServer.withDocuments(JdbcDocumentStore.sqlite(folder))) {
      var examples = EXAMPLE.matcher(page).results().toList();
      assertEquals(EXAMPLES, examples.size());
      for (MatchResult example : examples) {
        String command = example.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + server.port());
        assertEquals(example.group(2).strip(), run(command).strip(), command);
      }
    }
  }

  private static boolean isInstalled(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  private static String run(String command) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
