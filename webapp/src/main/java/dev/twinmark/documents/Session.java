package dev.twinmark.documents;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One client that is connected to a document. It has no queue of changes: it has the version that
 * it was sent, and reads on from the log when its last frame is through.
 */
public final class Session {

  /** A cursor is where its client was at a version. */
  static final class Cursor {
    long version;
    int[] ranges;
    final long atNanos;

    Cursor(long version, int[] ranges, long atNanos) {
      this.version = version;
      this.ranges = ranges;
      this.atNanos = atNanos;
    }
  }

  final OpenDocument document;
  final String account;

  /** The hash of the person's session; null where there is none that could end. */
  final String signIn;

  final String address;
  final Connection connection;

  /** The last sign of life, in nanoseconds. */
  volatile long heardNanos;

  // The rest is used on the document's strand alone.

  /** Null until the client says it. */
  String client;

  /** False while the store could not note whose the client is, as its disk is full. */
  boolean isBound = true;

  String name = "";

  /** Null without rights. */
  Role role;

  boolean isClosed;

  /** The version that was sent; {@link Message#NO_VERSION} where the text has to be. */
  long sent = Message.NO_VERSION;

  /** Answers, in their order. */
  final Queue<String> answers = new ArrayDeque<>();

  boolean isSending;
  long sendingSinceNanos;
  long beatNanos;

  /** The version whose checksum has to be sent, or {@link Message#NO_VERSION}. */
  long checksum = Message.NO_VERSION;

  /** True if the people have changed since they were sent. */
  boolean needsPeople;

  /** The clients whose cursors have changed since they were sent. */
  final Set<String> cursors = new LinkedHashSet<>();

  /** True after changes, so that cursors are sent however fast changes come. */
  boolean isCursorsTurn;

  /** Null before the first and after the last. */
  Cursor cursor;

  /** The code with which to close when all answers are sent; 0 for none. */
  int closeCode;

  String closeReason = "";
  long closeNanos;

  // The budget of pushes, used by the thread that receives.
  private double pushes = Limits.PUSHES_AT_ONCE;
  private long pushesNanos;

  Session(
      OpenDocument document,
      String account,
      String signIn,
      String address,
      Connection connection,
      long now) {
    this.document = document;
    this.account = account;
    this.signIn = signIn;
    this.address = address;
    this.connection = connection;
    this.heardNanos = now;
    this.pushesNanos = now;
    this.beatNanos = now;
  }

  /**
   * Takes a frame of the client.
   *
   * @return completes when it is worked off; the next one is to be read only then, so that each
   *     client has one frame in memory. It never fails
   */
  public CompletableFuture<Void> receive(String frame) {
    return document.receive(this, frame);
  }

  /** Notes a sign of life. */
  public void heard() {
    heardNanos = System.nanoTime();
  }

  /** Ends the session, because the line has. */
  public void lineEnded() {
    document.lineEnded(this);
  }

  /** Ends the session because a client sends what it may not. */
  public void refuse(String reason) {
    document.end(this, CloseCode.MALFORMED, reason);
  }

  /** Returns whether others see this client. */
  boolean isJoined() {
    return client != null && !isClosed && closeCode == 0;
  }

  /** Takes a push out of the budget. Returns the nanoseconds to wait before it is worked off. */
  synchronized long delayPush(long now) {
    double second = 1e9;
    pushes =
        Math.min(
            Limits.PUSHES_AT_ONCE,
            pushes + (now - pushesNanos) / second * Limits.PUSHES_PER_SECOND);
    pushesNanos = now;
    pushes--;
    return pushes >= 0 ? 0 : (long) (-pushes / Limits.PUSHES_PER_SECOND * second);
  }
}
