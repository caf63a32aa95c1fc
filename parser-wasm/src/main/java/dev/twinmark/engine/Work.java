package dev.twinmark.engine;

import java.util.concurrent.CancellationException;

/**
 * Counts what a parse does, in steps of about one character looked at or one list entry visited.
 * The count depends on the text alone, so it is the same on the JVM and in WebAssembly.
 */
final class Work {

  /**
   * The steps that the inlines of one block may take, for each UTF-16 code unit of theirs. The
   * costliest that the tests generate take 45: a destination is scanned through up to 32 nested
   * parentheses, and each kind of delimiter run has its own search for an opener.
   */
  private static final int MAX_STEPS_PER_UNIT = 512;

  /** The steps that a short text may take beyond that. */
  private static final int MIN_STEPS = 4_096;

  /** Some 50 µs: often enough to cancel by, too seldom to be seen in a profile. */
  private static final int STEPS_PER_POLL = 16 * 1024;

  private long steps;
  private long nextPoll = STEPS_PER_POLL;
  private long limit = Long.MAX_VALUE;
  private long checkpoint = STEPS_PER_POLL;

  /** The inlines of a block took more steps than their length allows. */
  static final class LimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LimitExceededException() {
      super("Inlines take too many steps", null, false, false);
    }
  }

  /** Returns the steps counted since the parse began. */
  long steps() {
    return steps;
  }

  /**
   * Counts steps.
   *
   * @throws LimitExceededException if these are more than the inlines of the block may take
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  void add(int count) {
    steps += count;
    if (steps >= checkpoint) {
      check();
    }
  }

  /** Begins to count the steps of the inlines of one block. */
  void beginInlines(int length) {
    limit = steps + MIN_STEPS + (long) MAX_STEPS_PER_UNIT * length;
    checkpoint = Math.min(nextPoll, limit);
  }

  void endInlines() {
    limit = Long.MAX_VALUE;
    checkpoint = nextPoll;
  }

  /**
   * Ends what the thread does, if it is interrupted.
   *
   * @throws CancellationException if it is; it stays so
   */
  static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Rendering was interrupted");
    }
  }

  private void check() {
    if (steps >= nextPoll) {
      checkInterrupt();
      nextPoll = steps + STEPS_PER_POLL;
    }
    if (steps >= limit) {
      endInlines();
      throw new LimitExceededException();
    }
    checkpoint = Math.min(nextPoll, limit);
  }
}
