package dev.twinmark.documents.jakarta;

import dev.twinmark.documents.LineMemory;
import dev.twinmark.documents.WebSocketConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A WebSocket of Jakarta's API, which sends texts without waiting, but may wait to send a ping or
 * to close.
 */
final class JakartaSocket implements WebSocketConnection.Socket {

  /**
   * The messages of a client that are being worked off. The API cannot be told to read later: past
   * this a thread of the container waits. An editor sends its next push when the last is stored.
   */
  private static final int MAX_UNFINISHED = 8;

  /** The time that a thread of the container waits for a client that sends more. */
  private static final int MAX_WAIT_SECONDS = 10;

  private static final Executor PINGS = threads("documents-pings", 4);

  /** More of them: a container may wait for a client that takes nothing. */
  private static final Executor CLOSES = threads("documents-closes", 16);

  private static final int IDLE_SECONDS = 5;

  private final Session socket;
  private final WebSocketConnection connection;
  private final Semaphore unfinished = new Semaphore(MAX_UNFINISHED);

  // Containers take one message at a time, and a ping is one.
  private boolean isSending;
  private boolean isPinging;

  /** Sends the text that waits for a ping; null without. */
  private Runnable waiting;

  /**
   * @param address of the client, whose lines share a part of the memory
   */
  JakartaSocket(Session socket, LineMemory memory, String address) {
    this.socket = socket;
    this.connection = new WebSocketConnection(this, memory, address);
    // Documents ask for signs of life themselves.
    socket.setMaxIdleTimeout(0);
    socket.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::received);
    socket.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Partial<ByteBuffer>) (part, isLast) -> connection.refuseBinary());
    socket.addMessageHandler(
        PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> connection.heard());
  }

  private static Executor threads(String name, int count) {
    var number = new AtomicInteger();
    var pool =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    // Never shut down: without threads it is collected with its class.
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  WebSocketConnection connection() {
    return connection;
  }

  private void received(String part, boolean isLast) {
    if (!isLast) {
      var unused = connection.receive(part, false);
    } else if (mayReceive()) {
      var unused = connection.receive(part, true).thenRun(unfinished::release);
    } else {
      connection.refuseHurry();
    }
  }

  private boolean mayReceive() {
    try {
      return unfinished.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void send(String text, Consumer<Throwable> sent) {
    synchronized (this) {
      isSending = true;
      if (isPinging) {
        waiting = () -> sendNow(text, sent);
        return;
      }
    }
    sendNow(text, sent);
  }

  private void sendNow(String text, Consumer<Throwable> sent) {
    SendHandler handler = result -> sent(sent, result.isOK() ? null : result.getException());
    try {
      socket.getAsyncRemote().sendText(text, handler);
    } catch (RuntimeException e) {
      // The socket is closed.
      sent(sent, e);
    }
  }

  private void sent(Consumer<Throwable> sent, Throwable failure) {
    synchronized (this) {
      isSending = false;
    }
    sent.accept(failure);
  }

  /** A socket that is sending shows that it lives by taking the text. */
  @Override
  public void ping() {
    synchronized (this) {
      if (isSending || isPinging) {
        return;
      }
      isPinging = true;
    }
    PINGS.execute(this::pingNow);
  }

  private void pingNow() {
    try {
      socket.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | RuntimeException e) {
      connection.ended();
    }
    Runnable next;
    synchronized (this) {
      isPinging = false;
      next = waiting;
      waiting = null;
    }
    if (next != null) {
      next.run();
    }
  }

  @Override
  public void close(int code, String reason) {
    CLOSES.execute(
        () -> {
          try {
            socket.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
          } catch (IOException | RuntimeException e) {
            // It is closed already, or broken.
            connection.ended();
          }
        });
  }
}
