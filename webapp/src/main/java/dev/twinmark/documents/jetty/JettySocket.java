package dev.twinmark.documents.jetty;

import dev.twinmark.documents.Connection;
import dev.twinmark.documents.LineMemory;
import dev.twinmark.documents.Session;
import dev.twinmark.documents.WebSocketConnection;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;

/**
 * A document's WebSocket in Jetty without servlets, as {@code ServerWebSocketContainer.upgrade}
 * takes it. The next frame is read when the one before it is worked off.
 *
 * <p>Before the upgrade, the server checks the request's {@code Origin} and that its user may read
 * the document; from then on {@link dev.twinmark.documents.OpenDocuments} checks the rights.
 */
public final class JettySocket
    implements org.eclipse.jetty.websocket.api.Session.Listener, WebSocketConnection.Socket {

  private final Function<Connection, Session> connect;
  private final WebSocketConnection connection;
  private org.eclipse.jetty.websocket.api.Session socket;

  /**
   * @param address of the client, whose lines share a part of the memory
   * @param connect calls {@link dev.twinmark.documents.OpenDocuments#connect}
   */
  public JettySocket(LineMemory memory, String address, Function<Connection, Session> connect) {
    this.connect = connect;
    this.connection = new WebSocketConnection(this, memory, address);
  }

  @Override
  public void onWebSocketOpen(org.eclipse.jetty.websocket.api.Session opened) {
    socket = opened;
    connection.open(connect);
    socket.demand();
  }

  @Override
  public void onWebSocketPartialText(String part, boolean isLast) {
    var unused =
        connection
            .receive(part, isLast)
            .thenRun(
                () -> {
                  if (socket.isOpen()) {
                    socket.demand();
                  }
                });
  }

  @Override
  public void onWebSocketPartialBinary(ByteBuffer part, boolean isLast, Callback callback) {
    callback.succeed();
    connection.refuseBinary();
  }

  @Override
  public void onWebSocketPong(ByteBuffer content) {
    connection.heard();
    socket.demand();
  }

  /** A line that breaks is the network's doing or the client's, and no failure of the server. */
  @Override
  public void onWebSocketError(Throwable cause) {
    connection.ended();
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    callback.succeed();
    connection.ended();
  }

  @Override
  public void send(String text, Consumer<Throwable> sent) {
    socket.sendText(text, Callback.from(() -> sent.accept(null), sent));
  }

  @Override
  public void ping() {
    socket.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  @Override
  public void close(int code, String reason) {
    socket.close(code, reason, Callback.NOOP);
  }
}
