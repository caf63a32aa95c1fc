package dev.twinmark.webapp.documents;

import dev.twinmark.changes.ChangeSet;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that writes by any of several servers, and goes to another one when its own is silent.
 */
final class NodeWriter {

  private static final long PAUSE_MS = 30;

  /** A server that does not answer for so long is left. */
  private static final long SILENCE_MS = 2_000;

  /** Longer texts would spend the time in folding. */
  private static final int MAX_UNITS = 4_000;

  /** The times of the writers' acknowledgements by version, shared by all writers. */
  static final class Acknowledgements {
    private final Map<Long, Long> nanos = new ConcurrentHashMap<>();
    private final AtomicLong maxLagNanos = new AtomicLong();

    /** The longest time after which another writer, at a server without a fault, has a change. */
    long maxLagMs() {
      return TimeUnit.NANOSECONDS.toMillis(maxLagNanos.get());
    }
  }

  private final LiveClient client;
  private final List<Node> nodes;
  private final NodeVisitor visitor;
  private final Random random;
  private final Acknowledgements acknowledgements;
  private volatile boolean isWriting = true;
  private volatile boolean isDone;
  private volatile long acknowledged;
  private volatile long version;
  private Node node;
  private long connectedNanos;

  NodeWriter(
      String id,
      List<Node> nodes,
      NodeVisitor visitor,
      Random random,
      Acknowledgements acknowledgements) {
    this.client = new LiveClient(id);
    this.nodes = nodes;
    this.visitor = visitor;
    this.random = random;
    this.acknowledgements = acknowledgements;
  }

  /** Writes until {@link #stop()}, then reads until {@link #end()}. */
  void run() {
    while (!isDone) {
      node = nodes.get(random.nextInt(nodes.size()));
      try (LiveSocket socket = visitor.open(node)) {
        connectedNanos = System.nanoTime();
        converse(socket);
      } catch (CompletionException e) {
        if (e.getCause() instanceof HttpTimeoutException) {
          continue;
        }
        // The server is not there.
        sleep();
      }
      client.disconnected();
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void converse(LiveSocket socket) {
    socket.send(client.hello().toString());
    long heardNanos = System.nanoTime();
    boolean isSentAgain = false;
    while (!isDone) {
      String frame = socket.poll(PAUSE_MS);
      if (frame != null) {
        if (LiveSocket.isClosed(frame)) {
          return;
        }
        heardNanos = System.nanoTime();
        receive(frame);
      }
      if (client.isWelcome && client.text != null) {
        if (!isSentAgain) {
          isSentAgain = true;
          send(socket, client.pushAgain());
        }
        if (isWriting && client.isSettled() && frame == null) {
          client.edit(change());
        }
        send(socket, client.push());
      }
      boolean isWaiting = !client.isWelcome || !client.isSettled();
      long silentMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
      if (isWaiting && silentMs > SILENCE_MS) {
        return;
      }
    }
  }

  private void receive(String frame) {
    long before = client.seq;
    boolean wasFlying = client.flight != null;
    client.receive(frame);
    long now = System.nanoTime();
    if (wasFlying && client.flight == null) {
      acknowledged = before;
      acknowledgements.nanos.put(client.version, now);
    }
    Long acknowledgedNanos = acknowledgements.nanos.get(client.version);
    if (client.version > version
        && acknowledgedNanos != null
        && acknowledgedNanos > connectedNanos
        && acknowledgedNanos > node.lastFaultNanos()) {
      acknowledgements.maxLagNanos.accumulateAndGet(now - acknowledgedNanos, Math::max);
    }
    version = client.version;
  }

  private static void send(LiveSocket socket, String frame) {
    if (frame != null) {
      socket.send(frame);
    }
  }

  private ChangeSet change() {
    int length = client.text.length();
    if (length > MAX_UNITS) {
      return ChangeSet.replace(length, 0, length / 2, "");
    }
    int from = random.nextInt(length + 1);
    int to = random.nextInt(4) == 0 ? Math.min(length, from + random.nextInt(9)) : from;
    String mark = client.id.substring(28) + "." + (client.seq + 1) + " ";
    return ChangeSet.replace(length, from, to, mark);
  }

  String id() {
    return client.id;
  }

  /** The number of the last acknowledged push. */
  long acknowledged() {
    return acknowledged;
  }

  /** Writes nothing more. */
  void stop() {
    isWriting = false;
  }

  long version() {
    return version;
  }

  void end() {
    isDone = true;
  }

  /** The text, once {@link #run()} has returned. */
  String text() {
    return client.text;
  }

  /** The number of pushes, all of which are acknowledged. Once {@link #run()} has returned. */
  long pushes() {
    if (!client.isSettled()) {
      throw new AssertionError(client.id + " has changes that were not acknowledged");
    }
    return client.seq;
  }
}
