package dev.twinmark.webapp.render;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep something of each client, in bounded memory. */
final class RecentClients {

  /**
   * Some 100 bytes for each client. More come with an attack from many addresses; the ones used
   * longest ago are forgotten then.
   */
  private static final int MAX_CLIENTS = 10_000;

  private RecentClients() {}

  /** Returns an empty map by clients, which is not thread-safe. */
  static <V> Map<String, V> map() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MAX_CLIENTS;
      }
    };
  }
}
