package dev.twinmark.webapp.documents;

/** A line by WebSocket. */
final class SocketLine implements Line {

  private final LiveSocket socket;

  SocketLine(LiveSocket socket) {
    this.socket = socket;
  }

  @Override
  public void hello(LiveClient client) {
    socket.send(client.hello().toString());
  }

  @Override
  public void send(String frame) {
    socket.send(frame);
  }

  @Override
  public String next() {
    return checked(socket.next(frame -> true));
  }

  @Override
  public String poll() {
    String frame = socket.poll();
    return frame == null ? null : checked(frame);
  }

  private static String checked(String frame) {
    if (LiveSocket.isClosed(frame)) {
      throw new AssertionError(frame);
    }
    return frame;
  }

  @Override
  public void close() {
    socket.close();
  }
}
