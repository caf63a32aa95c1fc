package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Connection;
import dev.twinmark.documents.Limits;
import dev.twinmark.documents.Session;
import dev.twinmark.webapp.client.BodyMemory;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.StatusCode;

/** A WebSocket. The next frame is read when the one before it is worked off. */
public final class WebSocketLine
    implements org.eclipse.jetty.websocket.api.Session.Listener, Connection {

  private static final int BYTES_PER_UNIT = 2;

  private final BodyMemory memory;
  private final String address;
  private final Function<Connection, Session> connect;
  private final FrameMemory sending;
  private org.eclipse.jetty.websocket.api.Session socket;
  private Session session;

  /** The part of a message that has come; null between messages. */
  private StringBuilder message;

  private BodyMemory.Lease lease;

  WebSocketLine(BodyMemory memory, String address, Function<Connection, Session> connect) {
    this.memory = memory;
    this.address = address;
    this.connect = connect;
    this.sending = new FrameMemory(new TextMemory(memory), address);
  }

  @Override
  public void onWebSocketOpen(org.eclipse.jetty.websocket.api.Session opened) {
    socket = opened;
    session = connect.apply(this);
    socket.demand();
  }

  @Override
  public void onWebSocketPartialText(String part, boolean isLast) {
    if (message == null) {
      message = new StringBuilder();
      lease = memory.lease(address);
    }
    if (message.length() + part.length() > Limits.PUSH_UNITS) {
      end(StatusCode.MESSAGE_TOO_LARGE, "The message is too long.");
      return;
    }
    if (!lease.add((long) BYTES_PER_UNIT * part.length())) {
      end(StatusCode.TRY_AGAIN_LATER, "The server has no room for this message now.");
      return;
    }
    message.append(part);
    session.heard();
    if (!isLast) {
      socket.demand();
      return;
    }
    String frame = message.toString();
    BodyMemory.Lease taken = lease;
    message = null;
    lease = null;
    var unused =
        session
            .receive(frame)
            .whenComplete(
                (done, failure) -> {
                  taken.close();
                  if (socket.isOpen()) {
                    socket.demand();
                  }
                });
  }

  @Override
  public void onWebSocketPartialBinary(ByteBuffer part, boolean isLast, Callback callback) {
    callback.succeed();
    end(StatusCode.BAD_DATA, "Messages are text.");
  }

  @Override
  public void onWebSocketPong(ByteBuffer content) {
    session.heard();
    socket.demand();
  }

  /** A line that breaks is the network's doing or the client's, and no failure of the server. */
  @Override
  public void onWebSocketError(Throwable cause) {
    ended();
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    callback.succeed();
    ended();
  }

  @Override
  public boolean reserve(int units) {
    return sending.reserve(units);
  }

  @Override
  public void send(String frame, Consumer<Throwable> sent) {
    socket.sendText(
        frame,
        Callback.from(
            () -> {
              sending.free();
              sent.accept(null);
            },
            failure -> {
              sending.free();
              sent.accept(failure);
            }));
  }

  @Override
  public void ping() {
    socket.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  @Override
  public void close(int code, String reason) {
    socket.close(code, reason, Callback.NOOP);
  }

  private void end(int code, String reason) {
    socket.close(code, reason, Callback.NOOP);
    ended();
  }

  private void ended() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
    message = null;
    sending.end();
    if (session != null) {
      session.lineEnded();
    }
  }
}
