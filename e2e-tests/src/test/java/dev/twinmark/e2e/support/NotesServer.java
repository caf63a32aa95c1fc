package dev.twinmark.e2e.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation's Spring Boot application, in a process of its own. */
public final class NotesServer implements AutoCloseable {

  private static final Path JAR = Path.of("../docs/examples/notes/target/notes.jar");

  private static final Pattern READY = Pattern.compile("Tomcat started on port (\\d+)");

  /** Generous: a cold JVM beside a running build on two cores. */
  private static final int START_SECONDS = 120;

  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  /**
   * Starts the application on a free port, and waits until it listens.
   *
   * @param data the folder of its database
   */
  public NotesServer(Path data) {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  JAR.toString(),
                  "--server.port=0",
                  "--spring.datasource.url=jdbc:sqlite:" + data.resolve("notes.db"))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var reader = new Thread(this::read, "notes-log");
    reader.setDaemon(true);
    reader.start();
    try {
      port.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      close();
      throw new AssertionError("The application does not listen. Its log:\n" + log(), e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher ready = READY.matcher(line);
        if (ready.find()) {
          port.complete(Integer.valueOf(ready.group(1)));
        }
      }
      port.completeExceptionally(new IllegalStateException("The application has ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  private String log() {
    return String.join("\n", List.copyOf(log));
  }

  /** The address of the list of notes. */
  public String address() {
    return "http://127.0.0.1:" + port.join() + "/";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The application does not stop. Its log:\n" + log());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
