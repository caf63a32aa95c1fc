package dev.twinmark.documents;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The part of a client's WebSocket that is the same in all containers: assembles messages, and
 * bounds the memory of both directions.
 */
public final class WebSocketConnection implements Connection {

  /** A WebSocket of a container. Methods are called from any thread, and do not wait. */
  public interface Socket {

    /**
     * Sends a text. The next one is sent only when this one is through.
     *
     * @param sent is called once, from any thread: with null when the client's system has taken the
     *     text, or with the failure
     */
    void send(String text, Consumer<Throwable> sent);

    /** Asks for a pong, which is passed to {@link WebSocketConnection#heard()}. */
    void ping();

    /** Ends the socket, also in the middle of a text. */
    void close(int code, String reason);
  }

  private static final int BYTES_PER_UNIT = 2;

  private final Socket socket;
  private final LineMemory memory;
  private final String address;
  private final FrameMemory sending;
  private volatile Session session;

  /** The part of a message that has come; null between messages. */
  private StringBuilder message;

  private LineMemory.Lease lease;
  private boolean isEnded;

  /**
   * @param address of the client, whose lines share a part of the memory
   */
  public WebSocketConnection(Socket socket, LineMemory memory, String address) {
    this.socket = socket;
    this.memory = memory;
    this.address = address;
    this.sending = new FrameMemory(memory, address);
  }

  /** Begins, as the socket is open and its client has the right to read. */
  public void open(Function<Connection, Session> connect) {
    session = connect.apply(this);
  }

  /**
   * Begins, as the socket is open, if an account has the right to read. May wait for the
   * application that says so.
   *
   * @param account null if the user is not signed in; its lines count as those of one address
   */
  public void open(OpenDocuments documents, String id, String account) {
    try {
      if (account != null && documents.role(id, account).isPresent()) {
        open(connection -> documents.connect(id, account, account, connection));
        return;
      }
    } catch (StoreException e) {
      documents.storeFailed(e);
      refuse(CloseCode.TRY_LATER, "The rights cannot be read now.");
      return;
    }
    synchronized (this) {
      isEnded = true;
    }
    socket.send(
        Frames.NO_ROLE,
        failure -> refuse(CloseCode.NO_RIGHTS, "The right to this document has ended."));
  }

  /** Ends the line of a page that may not connect. */
  public void refuseForeign() {
    refuse(CloseCode.MALFORMED, "The page is of another origin.");
  }

  /** Ends the line of a client that sends faster than its messages are worked off. */
  public void refuseHurry() {
    refuse(CloseCode.TRY_LATER, "Too many messages wait.");
  }

  /**
   * Takes a part of a message.
   *
   * @return completes when more is to be read: after the last part, when the message is worked off.
   *     It never fails, and does not complete where the line was ended
   */
  public CompletableFuture<Void> receive(String part, boolean isLast) {
    String frame;
    LineMemory.Lease taken;
    synchronized (this) {
      if (isEnded) {
        return new CompletableFuture<>();
      }
      if (message == null) {
        message = new StringBuilder();
        lease = memory.receiving(address);
      }
      if (message.length() + part.length() > Limits.PUSH_UNITS) {
        refuse(CloseCode.TOO_LARGE, "The message is too long.");
        return new CompletableFuture<>();
      }
      if (!lease.add((long) BYTES_PER_UNIT * part.length())) {
        refuse(CloseCode.TRY_LATER, "The server has no room for this message now.");
        return new CompletableFuture<>();
      }
      message.append(part);
      session.heard();
      if (!isLast) {
        return CompletableFuture.completedFuture(null);
      }
      frame = message.toString();
      taken = lease;
      message = null;
      lease = null;
    }
    return session.receive(frame).whenComplete((done, failure) -> taken.close());
  }

  /** Ends the line of a client that sends bytes. */
  public void refuseBinary() {
    refuse(CloseCode.NOT_TEXT, "Messages are text.");
  }

  private void refuse(int code, String reason) {
    socket.close(code, reason);
    ended();
  }

  /** Notes a sign of life. */
  public void heard() {
    if (session != null) {
      session.heard();
    }
  }

  /** Ends the session, because the socket has ended or broken. */
  public void ended() {
    synchronized (this) {
      isEnded = true;
      if (lease != null) {
        lease.close();
        lease = null;
      }
      message = null;
    }
    sending.end();
    if (session != null) {
      session.lineEnded();
    }
  }

  @Override
  public boolean reserve(int units) {
    return sending.reserve(units);
  }

  @Override
  public void send(String frame, Consumer<Throwable> sent) {
    socket.send(
        frame,
        failure -> {
          sending.free();
          sent.accept(failure);
        });
  }

  @Override
  public void ping() {
    socket.ping();
  }

  @Override
  public void close(int code, String reason) {
    socket.close(code, reason);
  }
}
