package dev.twinmark.e2e.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as a user runs it: {@code java -jar twinmark.jar}, in a process of its own. */
public final class TwinmarkServer implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Twinmark is ready on (http://\\S+)");

  /** Generous: a cold JVM beside a running build on two cores. */
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /** For a server that lives for seconds: the optimizing compiler takes half of its start. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Process process;
  private final URI uri;
  private final Path log;

  private TwinmarkServer(Process process, URI uri, Path log) {
    this.process = process;
    this.uri = uri;
    this.log = log;
  }

  /** Starts a server, by default on a free port, and waits until it says that it is ready. */
  public static TwinmarkServer start(String... arguments) {
    return start(List.of(SHORT_LIVED), arguments);
  }

  /** The same for a server that all tests use. */
  static TwinmarkServer startForAll(String... arguments) {
    return start(List.of(), arguments);
  }

  private static TwinmarkServer start(List<String> options, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--port")) {
      all.addAll(List.of("--port", "0"));
    }
    Path log = nextLog();
    try {
      Process process = launch(log, options, all);
      CompletableFuture<URI> ready = new CompletableFuture<>();
      Thread reader = new Thread(() -> awaitReadyLine(process, ready), "server-stdout");
      reader.setDaemon(true);
      reader.start();
      try {
        return new TwinmarkServer(
            process, ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS), log);
      } catch (ExecutionException | TimeoutException e) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "The server did not say that it is ready. Its log:\n" + Files.readString(log), e);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the server started", e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the server with arguments that are expected to make it end by itself. */
  public static Ended runToEnd(String... arguments) throws IOException, InterruptedException {
    Path log = nextLog();
    Process process = launch(log, List.of(SHORT_LIVED), List.of(arguments));
    String out;
    try (var stdout = process.getInputStream()) {
      if (!process.waitFor(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "The server did not end within "
                + START_LIMIT
                + ". Its log:\n"
                + Files.readString(log));
      }
      out = new String(stdout.readAllBytes(), StandardCharsets.UTF_8);
    }
    return new Ended(process.exitValue(), out, Files.readString(log));
  }

  /** The outcome of a server process: its exit code and all it printed. */
  public record Ended(int exitCode, String stdout, String stderr) {}

  /** The server's address, ending in a slash. */
  public URI uri() {
    return uri;
  }

  public int port() {
    return uri.getPort();
  }

  /** Everything the server has written to stderr until now. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGTERM, as an operator or a container's runtime does, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Waits for the end of a terminated server and returns its exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "The server was still running " + STOP_LIMIT + " after SIGTERM. Its log:\n" + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      awaitEnd();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitReadyLine(Process process, CompletableFuture<URI> ready) {
    // Reads to the end of the stream: a full pipe would block the server.
    try (BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          ready.complete(URI.create(matcher.group(1)));
        }
      }
      ready.completeExceptionally(new IllegalStateException("stdout ended without a ready line"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private static Process launch(Path log, List<String> options, List<String> arguments)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(List.of("-jar", Settings.serverJar().toString()));
    command.addAll(arguments);
    // A test that wants documents names their folder.
    if (!arguments.contains("--data") && !arguments.contains("--database")) {
      command.add("--no-documents");
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    // The results of the tests must not depend on the caller's settings.
    builder.environment().keySet().removeIf(name -> name.startsWith("TWINMARK_"));
    return builder.start();
  }

  private static Path nextLog() {
    return Settings.output("server-" + STARTED.incrementAndGet() + ".log");
  }
}
