package dev.twinmark.webapp.render;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bounded queue that serves clients in turns, so that a client waits for one item of each other
 * client, however many those have. Not thread-safe.
 */
final class Turns<T> {

  /** The client whose turn it is first. A client without items is not in it. */
  private final Map<String, ArrayDeque<T>> queues = new LinkedHashMap<>();

  private final int capacity;
  private final int capacityPerClient;
  private int size;

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
    ArrayDeque<T> queue = queues.computeIfAbsent(client, key -> new ArrayDeque<>());
    if (queue.size() == capacityPerClient) {
      return false;
    }
    size++;
    return queue.add(item);
  }

  /** Takes the first item of the client whose turn it is, or null when none is left. */
  T poll() {
    var clients = queues.entrySet().iterator();
    if (!clients.hasNext()) {
      return null;
    }
    var next = clients.next();
    clients.remove();
    T item = next.getValue().remove();
    if (!next.getValue().isEmpty()) {
      queues.put(next.getKey(), next.getValue());
    }
    size--;
    return item;
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
}
