package dev.twinmark.webapp.documents;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket whose frames are waited for. */
final class LiveSocket implements AutoCloseable {

  /** Long enough for a machine that is busy with other tests. */
  private static final int PATIENCE_SECONDS = 60;

  private static final Duration OPENING_TIME = Duration.ofSeconds(20);

  private static final String CLOSED = "closed ";

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private WebSocket socket;

  private LiveSocket() {}

  /**
   * @throws CompletionException if the server refuses
   */
  static LiveSocket open(HttpClient client, URI address, String origin, String cookie) {
    var opened = new LiveSocket();
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(OPENING_TIME);
    if (origin != null) {
      builder.header("Origin", origin);
    }
    if (cookie != null) {
      builder.header("Cookie", cookie);
    }
    opened.socket = builder.buildAsync(address, opened.new Listener()).join();
    return opened;
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        frames.add(message.toString());
        message.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      frames.add(CLOSED + statusCode + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      frames.add(CLOSED + error);
    }
  }

  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  /** Waits for the next frame, or for {@code closed CODE REASON}. */
  String next() {
    try {
      String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("No frame came");
      }
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a frame that is there, or null. */
  String poll() {
    return frames.poll();
  }

  /** Waits some time for a frame; null if none comes. */
  String poll(long milliseconds) {
    try {
      return frames.poll(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for a frame of a kind, and drops those before it. */
  String next(Predicate<String> kind) {
    while (true) {
      String frame = next();
      if (kind.test(frame)) {
        return frame;
      }
      if (isClosed(frame)) {
        throw new AssertionError(frame);
      }
    }
  }

  /** Waits for a message of a type. */
  String next(String type) {
    return next(frame -> frame.startsWith("{\"type\":\"" + type + "\""));
  }

  /** Waits for the end of the line. */
  String end() {
    return next(LiveSocket::isClosed);
  }

  static boolean isClosed(String frame) {
    return frame.startsWith(CLOSED);
  }

  /** Cuts the line. */
  @Override
  public void close() {
    socket.abort();
  }
}
