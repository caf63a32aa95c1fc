package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.twinmark.e2e.support.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the Containerfile, run without a container. */
final class ContainerIT {

  private static final Path FOLDER = Path.of("..");

  private String containerfile;

  @BeforeEach
  void read() throws IOException {
    containerfile = Files.readString(FOLDER.resolve("Containerfile"));
  }

  @Test
  void entryPointStartsWhatTheHealthCheckFinds(@TempDir Path data) throws Exception {
    List<String> entryPoint = new ArrayList<>(words("ENTRYPOINT"));
    entryPoint.replaceAll(
        word -> word.equals("/twinmark.jar") ? Settings.serverJar().toString() : word);
    List<String> healthCheck = words("HEALTHCHECK CMD");
    Map<String, String> variables =
        Map.of("TWINMARK_DATA", data.toString(), "TWINMARK_PORT", freePort());

    assertNotEquals(0, start(healthCheck, variables).waitFor());
    Process server = start(entryPoint, variables);
    try (BufferedReader lines = server.inputReader()) {
      String ready = lines.readLine();
      assertTrue(ready != null && ready.startsWith("Twinmark is ready"), ready);
      assertEquals(0, start(healthCheck, variables).waitFor());
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  /** The folder's contents are copied by {@code COPY . .} but for what is ignored. */
  @Test
  void buildsTheJarThatItCopies() throws IOException {
    String command = instruction("RUN \\./mvnw").group(1);
    assertEquals("--quiet --projects webapp --also-make -DskipTests package", command);
    assertTrue(
        Files.readString(FOLDER.resolve(".ci/build")).contains("./mvnw " + command),
        "the command of ./run");
    assertEquals(
        "/twinmark/webapp/target/twinmark.jar /twinmark.jar",
        instruction("COPY --from=build").group(1));
  }

  private List<String> words(String instruction) {
    return List.of(new Gson().fromJson(instruction(instruction).group(1), String[].class));
  }

  private MatchResult instruction(String name) {
    return Pattern.compile("(?m)^" + name + " (.*)$")
        .matcher(containerfile)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in\n" + containerfile));
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  private static Process start(List<String> command, Map<String, String> variables)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(variables);
    return builder.start();
  }
}
