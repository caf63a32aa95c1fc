package dev.twinmark.webapp.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged server as a process, with little memory. */
final class ServerProcess implements AutoCloseable {

  /** The memory of a small container. */
  private static final String MAX_HEAP = "-Xmx256m";

  private final Process process;
  private final Path log;
  private final URI address;

  /**
   * Starts the jar that the system property {@code twinmark.jar} names, and waits until it listens.
   */
  ServerProcess(Path log) throws IOException {
    this.log = log;
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(MAX_HEAP, "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-jar", System.getProperty("twinmark.jar"), "--port", "0", "--data"));
    command.add(log.resolveSibling("data").toString());
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The server did not start: " + Files.readString(log));
    }
    address = URI.create(line.substring(line.indexOf("http")));
  }

  URI address() {
    return address;
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(address.getHost(), address.getPort());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The log so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
