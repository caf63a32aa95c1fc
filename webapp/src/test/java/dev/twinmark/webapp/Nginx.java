package dev.twinmark.webapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** nginx with its defaults before a server. */
public final class Nginx implements AutoCloseable {

  private static final int START_SECONDS = 60;

  /**
   * All but the addresses and folders is a default, and the host that operators have to pass on.
   */
  private static final String CONFIGURATION =
      """
      daemon off;
      pid nginx.pid;
      %s
      events {}
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:%d;
          location / {
            proxy_pass http://127.0.0.1:%d;
            proxy_set_header Host $http_host;
          }
        }
      }
      """;

  private final int port;
  private final Process process;

  /**
   * Starts it, and waits until it listens.
   *
   * @param folder for its files
   */
  public Nginx(Path folder, int serverPort) {
    try {
      port = freePort();
      // Its workers would be another user's, who cannot read the folder.
      String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
      Path configuration = folder.resolve("nginx.conf");
      Files.writeString(configuration, CONFIGURATION.formatted(user, port, serverPort));
      Path log = folder.resolve("nginx.log");
      process =
          new ProcessBuilder(
                  program().orElseThrow().toString(),
                  "-p",
                  folder.toString(),
                  "-c",
                  configuration.toString(),
                  "-e",
                  "stderr")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(log.toFile()))
              .start();
      awaitStart(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether this machine has it. */
  public static boolean isInstalled() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    // Not every user has /usr/sbin on the path.
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")).map(Path::of),
            Stream.of(Path.of("/usr/sbin")))
        .map(folder -> folder.resolve("nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart(Path log) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroyForcibly();
          throw new IOException(Files.readString(log), e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** Ends it with its workers. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
