package dev.twinmark.documents;

import java.util.function.Consumer;

/** The way to one client, by any transport. */
public interface Connection {

  /**
   * Reserves the memory of the next frame, which takes room until the client has taken it.
   *
   * @return false when there is no room for it now: the frame must not be made yet
   */
  default boolean reserve(int units) {
    return true;
  }

  /**
   * Sends a frame of JSON. The next one is sent only when this one is through.
   *
   * @param sent is called once, from any thread: with null when the client's system has taken the
   *     frame, or with the failure, after which the line is dead
   */
  void send(String frame, Consumer<Throwable> sent);

  /** Asks for a sign of life, which is answered by {@link Session#heard()}, if it can. */
  default void ping() {}

  /**
   * Ends the line, also in the middle of a frame.
   *
   * @param code of the WebSocket protocol
   */
  void close(int code, String reason);

  /** Returns whether the transport notices a client that is gone by what it sends alone. */
  default boolean isOneWay() {
    return false;
  }
}
