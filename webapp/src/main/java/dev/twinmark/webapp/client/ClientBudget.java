package dev.twinmark.webapp.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Limits how often each client does what leaves something on the server: a number of times at once,
 * and once more after each interval. Thread-safe.
 */
public final class ClientBudget {

  /** Clients beyond it come with an attack from many addresses; the eldest are forgotten. */
  private static final int MAX_CLIENTS = 10_000;

  private final int atOnce;
  private final long intervalNanos;
  private final LongSupplier nanos;

  /** The times, in nanoseconds, at which each client's budget is full again. */
  private final Map<String, Long> fullAgain =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  public ClientBudget(int atOnce, Duration interval) {
    this(atOnce, interval, System::nanoTime);
  }

  ClientBudget(int atOnce, Duration interval, LongSupplier nanos) {
    this.atOnce = atOnce;
    this.intervalNanos = interval.toNanos();
    this.nanos = nanos;
  }

  /** Takes one out of the budget of a client. Returns false if it is used up. */
  public synchronized boolean take(String client) {
    long now = nanos.getAsLong();
    Long known = fullAgain.get(client);
    long full = (known == null || known - now < 0 ? now : known) + intervalNanos;
    if (full - now > atOnce * intervalNanos) {
      return false;
    }
    fullAgain.put(client, full);
    return true;
  }
}
