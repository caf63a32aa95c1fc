package dev.twinmark.webapp.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A client with an address of its own that writes bytes into many connections. Everything it holds
 * is released when it is closed.
 */
final class Attacker implements AutoCloseable {

  /** Writes to a connection that the server does not read block a thread. */
  private static final int THREADS = 64;

  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final InetSocketAddress server;
  private final InetAddress local;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * @param local its address, another than the ordinary client's 127.0.0.1
   */
  Attacker(InetSocketAddress server, byte[] local) throws IOException {
    this.server = server;
    this.local = InetAddress.getByAddress(local);
  }

  /** Returns whether the attack is to go on. */
  boolean isOpen() {
    return !closed;
  }

  /** Runs an action in the background; the server may close the connections it uses at any time. */
  void run(Attack attack) {
    threads.execute(
        () -> {
          try {
            attack.run();
          } catch (IOException refused) {
            // The server has closed the connection, which is its right.
            Thread.onSpinWait();
          } catch (RuntimeException e) {
            if (isOpen()) {
              failures.add(e);
            }
          }
        });
  }

  /** The attacks so far that were no attacks, because the server refused to prepare them. */
  List<RuntimeException> failures() {
    return List.copyOf(failures);
  }

  /** Opens a connection, writes to it and leaves it open. */
  Socket open(byte[]... parts) throws IOException {
    var socket = new Socket();
    sockets.add(socket);
    if (closed) {
      socket.close();
    }
    socket.bind(new InetSocketAddress(local, 0));
    socket.connect(server);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
    return socket;
  }

  /** Sends a request, and reads the answer until the server closes the connection. */
  String exchange(byte[]... parts) throws IOException {
    Socket socket = open(parts);
    try (socket) {
      return new String(
          socket.getInputStream().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.ISO_8859_1);
    } finally {
      sockets.remove(socket);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] get(String path, String... headers) {
    return bytes(
        "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + lines(headers) + "\r\n");
  }

  /** The head of a request whose body is to follow. */
  static byte[] post(String path, String type, String... headers) {
    return bytes(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
            + type
            + "\r\n"
            + lines(headers)
            + "\r\n");
  }

  static byte[][] document(String markdown) {
    byte[] body = bytes(markdown);
    return new byte[][] {
      post("/api/render", "text/markdown", "Content-Length: " + body.length), body
    };
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  @Override
  public void close() throws IOException {
    closed = true;
    threads.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** A part of an attack. */
  @FunctionalInterface
  interface Attack {
    void run() throws IOException;
  }
}
