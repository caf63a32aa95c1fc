package dev.twinmark.webapp.documents;

/** A client's line to the server, by any transport. */
interface Line extends AutoCloseable {

  /** Begins. */
  void hello(LiveClient client);

  void send(String frame);

  /** Waits for the next message. */
  String next();

  /** Returns a message that is there, or null. */
  String poll();

  /** Cuts the line. */
  @Override
  void close();
}
