package dev.twinmark.e2e.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An example of {@code docs/examples} for a framework, with the component of {@code docs/npm.md}:
 * copied to a folder of its own, given the package, built, and started.
 */
public final class FrameworkExample implements AutoCloseable {

  /** A framework, the place of the documented component, and the language of its code block. */
  public enum Kind {
    NEXT("app/Note.tsx", "tsx", "'use client';\n\n"),
    NUXT("app/components/Note.vue", "vue", "");

    private final String component;
    private final String language;
    private final String header;

    Kind(String component, String language, String header) {
      this.component = component;
      this.language = language;
      this.header = header;
    }

    private Path sources() {
      return Path.of("../docs/examples").resolve(name().toLowerCase(Locale.ROOT));
    }
  }

  private static final String NODE = "node@22.23.3";

  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final Process server;
  private final String uri;

  private FrameworkExample(Process server, String uri) {
    this.server = server;
    this.uri = uri;
  }

  /**
   * Installs, builds and starts an example. Its packages are kept from run to run.
   *
   * @throws AssertionError when a step fails, with all that it wrote
   */
  public static FrameworkExample start(Kind kind) throws IOException, InterruptedException {
    Path folder =
        Settings.output("frameworks/" + kind.name() + "/package.json").toAbsolutePath().getParent();
    copy(kind.sources(), folder);
    assertEquals(
        kind.header + Snippets.of("npm.md", kind.language::equals).get(0),
        Files.readString(folder.resolve(kind.component)),
        "the component of the documentation");

    String archive = Consumers.pack(folder);
    run(folder, List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", archive));
    run(folder, inNode("npm", "run", "build"));

    int port = freePort();
    ProcessBuilder builder = builder(folder, inNode("npm", "start"));
    builder.environment().put("PORT", String.valueOf(port));
    Process server = builder.start();
    String uri = "http://127.0.0.1:" + port + "/";
    awaitAnswer(server, uri, folder);
    return new FrameworkExample(server, uri);
  }

  public String uri() {
    return uri;
  }

  private static void copy(Path sources, Path folder) throws IOException {
    try (var files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(sources.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static ProcessBuilder builder(Path folder, List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOST",
                "127.0.0.1",
                "NEXT_TELEMETRY_DISABLED",
                "1",
                "NUXT_TELEMETRY_DISABLED",
                "1"));
    return builder;
  }

  /** A command that has the Node that the engine needs, whichever the build has. */
  private static List<String> inNode(String... command) {
    List<String> words = new ArrayList<>(List.of("npm", "exec", "--yes", "--package", NODE, "--"));
    words.addAll(List.of(command));
    return words;
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    int status = builder(folder, command).start().waitFor();
    if (status != 0) {
      throw new AssertionError(
          String.join(" ", command)
              + " ended with "
              + status
              + ":\n"
              + Files.readString(folder.resolve("output.log")));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(Process server, String uri, Path folder)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
    // Next closes connections that ask for HTTP/2.
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    long end = System.nanoTime() + STARTUP.toNanos();
    while (true) {
      try {
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          return;
        }
        throw new AssertionError(
            response.statusCode() + ":\n" + Files.readString(folder.resolve("output.log")));
      } catch (IOException e) {
        if (!server.isAlive() || System.nanoTime() > end) {
          throw new AssertionError(Files.readString(folder.resolve("output.log")), e);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Override
  public void close() {
    // npm's children outlive it.
    server.descendants().forEach(ProcessHandle::destroy);
    server.destroy();
    server.onExit().join();
  }
}
