package dev.twinmark.e2e.support;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what happens outside of the pages; {@link Browser#await} is for what happens inside.
 */
public final class Waiting {

  private static final long INTERVAL_MILLIS = 50;

  private Waiting() {}

  public static void until(Duration limit, String description, BooleanSupplier condition) {
    until(limit, () -> description, condition);
  }

  /** Waits until a condition holds. */
  public static void until(
      Duration limit, Supplier<String> description, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + limit + " until " + description.get());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting until " + description.get(), e);
      }
    }
  }
}
