package dev.twinmark.sanitizer;

import java.util.concurrent.CancellationException;

/**
 * Ends sanitizing for which nothing waits any more. Asked at every node: it reads one field, which
 * is little beside what is done with a node.
 */
final class Interrupts {

  private Interrupts() {}

  /**
   * Ends what the thread does, if it is interrupted.
   *
   * @throws CancellationException if it is; it stays so
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Sanitizing was interrupted");
    }
  }
}
