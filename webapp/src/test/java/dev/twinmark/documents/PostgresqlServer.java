package dev.twinmark.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of PostgreSQL in a temporary folder, which ends with the run at the latest. Its programs
 * are Debian's, which {@code ./check} installs where they are missing.
 */
public final class PostgresqlServer implements AutoCloseable {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  /** PostgreSQL refuses to be run by root. */
  private static final String USER = "postgres";

  private static final int START_SECONDS = 60;

  /** Ports below it belong to well-known services. */
  private static final int FIRST_PORT = 20_000;

  /** The first of Linux's {@code net.ipv4.ip_local_port_range}; other systems begin later. */
  private static final int FIRST_EPHEMERAL_PORT = 32_768;

  private static PostgresqlServer shared;

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts a server of a test's own. */
  public PostgresqlServer() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("twinmark-postgresql");
    if (isRoot()) {
      run(List.of("chown", USER, folder.toString()));
    }
    String data = folder.resolve("data").toString();
    run(
        command(
            "initdb",
            "--no-sync",
            "-A",
            "trust",
            "-U",
            USER,
            "-E",
            "UTF8",
            "--locale=C",
            "-D",
            data));
    port = freePort();
    start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  private void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                command(
                    "postgres",
                    "-D",
                    folder.resolve("data").toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories="))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    awaitStart();
  }

  /** Ends it as a crash does, and starts it again at the same address. */
  public void crash() throws IOException, InterruptedException {
    signal("QUIT");
    process.waitFor();
    start();
  }

  /** Returns the JDBC URL of a database that all tests share. */
  static synchronized String url() throws IOException, InterruptedException {
    if (shared == null) {
      shared = new PostgresqlServer();
    }
    return shared.jdbcUrl();
  }

  /** Returns the JDBC URL of a new database. */
  static String newDatabase() throws IOException, InterruptedException, SQLException {
    String name = "twinmark_" + UUID.randomUUID().toString().replace('-', '_');
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return url().replace("/postgres?", "/" + name + "?");
  }

  /** Returns the JDBC URL of its database. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
  }

  /** Returns a port that the kernel gives to no socket of another test in the meantime. */
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_EPHEMERAL_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Tries another, as this one is taken.
      }
    }
  }

  private static List<String> command(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
    }
    command.add(programs().resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The folder of the newest programs. */
  private static Path programs() throws IOException {
    try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
      Stream<Path> debian = versions.sorted((a, b) -> version(b) - version(a));
      Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
      return Stream.concat(debian.map(version -> version.resolve("bin")), path)
          .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
          .findFirst()
          .orElseThrow(
              () ->
                  new IOException(
                      "The tests of the store need PostgreSQL's initdb and postgres in "
                          + DEBIAN
                          + "/*/bin or on the PATH; .ci/postgresql installs them"));
    }
  }

  private static int version(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(Redirect.INHERIT)
            .redirectOutput(Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("Failed: " + String.join(" ", command));
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        DriverManager.getConnection(jdbcUrl()).close();
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(Files.readString(folder.resolve("log")), e);
        }
        Thread.sleep(50);
      }
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    run(List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  /** Ends it, and removes its folder. */
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        // A fast shutdown: SIGTERM would wait for connections.
        signal("INT");
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
      run(List.of("rm", "-rf", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
