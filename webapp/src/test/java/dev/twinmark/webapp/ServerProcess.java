package dev.twinmark.webapp;

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
public final class ServerProcess implements AutoCloseable {

  /** The memory of a small container. */
  private static final String MAX_HEAP = "-Xmx256m";

  private final Process process;
  private final Path log;
  private final URI address;

  /**
   * Starts the jar that the system property {@code twinmark.jar} names, and waits until it listens.
   *
   * @param log its log, a new file
   * @param options more than the port
   */
  public ServerProcess(Path log, String... options) throws IOException {
    this.log = log;
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(MAX_HEAP, "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-jar", System.getProperty("twinmark.jar"), "--port", "0"));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The server did not start: " + Files.readString(log));
    }
    address = URI.create(line.substring(line.indexOf("http")));
  }

  /** The address of its page. */
  public URI address() {
    return address;
  }

  /** The address that it listens on. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address.getHost(), address.getPort());
  }

  /** Returns false once it has ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The log so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends it a signal. */
  public void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
  }

  /** Kills it, as {@code kill -9} does. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
