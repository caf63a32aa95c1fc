package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Connection;
import dev.twinmark.documents.FrameMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A stream of server-sent events. */
final class EventLine implements Connection {

  private final Response response;
  private final FrameMemory sending;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean isWriting;
  private boolean isClosed;

  EventLine(Response response, FrameMemory sending) {
    this.response = response;
    this.sending = sending;
    var unused = ended.whenComplete((done, failure) -> sending.end());
  }

  /** Completes when the last event is written; fails when the line is broken. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public boolean reserve(int units) {
    return sending.reserve(units);
  }

  @Override
  public void send(String frame, Consumer<Throwable> sent) {
    synchronized (this) {
      if (isClosed) {
        sent.accept(new IOException("The stream has ended."));
        return;
      }
      isWriting = true;
    }
    // JSON has no line ends outside of strings, and escapes those within.
    response.write(
        false,
        event("data: " + frame),
        Callback.from(
            () -> {
              written();
              sent.accept(null);
            },
            failure -> {
              broken();
              ended.completeExceptionally(failure);
              sent.accept(failure);
            }));
  }

  /** Nothing is written to a response from the moment on at which its request is completed. */
  private synchronized void broken() {
    isClosed = true;
  }

  private synchronized void written() {
    isWriting = false;
    sending.free();
  }

  /** Tells the client why, where the last event is through; the connection is closed otherwise. */
  @Override
  public void close(int code, String reason) {
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      if (isWriting) {
        ended.completeExceptionally(new IOException("The client takes no events."));
        return;
      }
    }
    // Reasons are sentences of this server, without quotation marks.
    String data = "{\"code\":" + code + ",\"reason\":\"" + reason + "\"}";
    response.write(
        true,
        event("event: close\ndata: " + data),
        Callback.from(() -> ended.complete(null), ended::completeExceptionally));
  }

  @Override
  public boolean isOneWay() {
    return true;
  }

  private static ByteBuffer event(String text) {
    return ByteBuffer.wrap((text + "\n\n").getBytes(StandardCharsets.UTF_8));
  }
}
