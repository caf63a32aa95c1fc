package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A client of a test, without a network, that takes each frame at once. */
final class TestLine implements Connection {

  private static final int TIMEOUT_SECONDS = 30;

  private final LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private Session session;

  /** Connects a client, whose id is one digit again and again. */
  static TestLine connect(OpenDocuments documents, String document, char digit, Long version)
      throws Exception {
    return connect(documents, document, "account", digit, version);
  }

  static TestLine connect(
      OpenDocuments documents, String document, String account, char digit, Long version)
      throws Exception {
    var line = new TestLine();
    line.session = documents.connect(document, account, "127.0.0.1", line);
    line.receive(
        "{\"type\":\"hello\",\"protocol\":1,\"client\":\""
            + String.valueOf(digit).repeat(32)
            + "\",\"version\":"
            + version
            + ",\"name\":\"Ann\"}");
    return line;
  }

  /** Sends a frame to the server, and waits until it is worked off. */
  void receive(String frame) throws Exception {
    session.receive(frame).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Returns the next frame of the server. */
  String next() throws InterruptedException {
    String frame = frames.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    assertNotNull(frame, "no frame within " + TIMEOUT_SECONDS + " s");
    return frame;
  }

  /** Returns the next frame of a type. */
  String next(String type) throws InterruptedException {
    String frame = next();
    while (!isOf(type, frame)) {
      frame = next();
    }
    return frame;
  }

  static boolean isOf(String type, String frame) {
    return frame.startsWith("{\"type\":\"" + type + "\"");
  }

  /** Returns the code with which the server has closed the line. */
  int closeCode() throws Exception {
    return closed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  Session session() {
    return session;
  }

  @Override
  public void send(String frame, Consumer<Throwable> sent) {
    frames.add(frame);
    sent.accept(null);
  }

  @Override
  public void close(int code, String reason) {
    closed.complete(code);
  }
}
