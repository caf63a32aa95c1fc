package dev.twinmark.webapp.render;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bounded queue in which the client that has used the least time is next, so that many or costly
 * items of one client do not delay those of another. Not thread-safe.
 *
 * <p>Fair queuing by start times: P. Goyal, H. Vin, H. Cheng, Start-time Fair Queuing, SIGCOMM
 * 1996, https://doi.org/10.1145/248156.248171.
 */
final class Turns<T> {

  /** The items of the clients that have some; of those equal in time, the first is next. */
  private final Map<String, ArrayDeque<T>> queues = new LinkedHashMap<>();

  /** The nanoseconds that clients have used, or would have if they had not paused. */
  private final Map<String, Long> used = RecentClients.map();

  private final int capacity;
  private final int capacityPerClient;
  private int size;

  /** The nanoseconds used by the client that was served last: a client that paused begins there. */
  private long now;

  Turns(int capacity, int capacityPerClient) {
    this.capacity = capacity;
    this.capacityPerClient = capacityPerClient;
  }

  /** The number of items of all clients. */
  int size() {
    return size;
  }

  /** Adds an item behind the client's others, unless the queue or the client's part is full. */
  boolean offer(String client, T item) {
    if (size == capacity) {
      return false;
    }
    ArrayDeque<T> queue = queues.get(client);
    if (queue == null) {
      queue = new ArrayDeque<>();
      queues.put(client, queue);
      used.merge(client, now, Math::max);
    }
    if (queue.size() == capacityPerClient) {
      return false;
    }
    size++;
    return queue.add(item);
  }

  /** Takes the first item of the client whose turn it is, or null when none is left. */
  T poll() {
    String next = null;
    for (String client : queues.keySet()) {
      if (next == null || usedBy(client) < usedBy(next)) {
        next = client;
      }
    }
    if (next == null) {
      return null;
    }
    now = Math.max(now, usedBy(next));
    ArrayDeque<T> queue = queues.remove(next);
    T item = queue.remove();
    if (!queue.isEmpty()) {
      queues.put(next, queue);
    }
    size--;
    return item;
  }

  /** Notes that an item of a client has taken some time, in nanoseconds. */
  void spend(String client, long nanos) {
    used.put(client, usedBy(client) + nanos);
  }

  /** Takes an item back, if it is still here. */
  void remove(String client, T item) {
    ArrayDeque<T> queue = queues.get(client);
    if (queue != null && queue.remove(item)) {
      size--;
      if (queue.isEmpty()) {
        queues.remove(client);
      }
    }
  }

  private long usedBy(String client) {
    return used.getOrDefault(client, now);
  }
}
