package dev.twinmark.documents;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs tasks one after the other, in their order, on the threads of a pool. */
final class Strand implements Executor {

  /** The tasks after which another strand gets the thread. */
  private static final int TASKS_IN_A_ROW = 64;

  private final Executor pool;
  private final Consumer<RuntimeException> failed;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger();

  /**
   * @param failed gets the exceptions of tasks
   */
  Strand(Executor pool, Consumer<RuntimeException> failed) {
    this.pool = pool;
    this.failed = failed;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (left.getAndIncrement() == 0) {
      pool.execute(this::run);
    }
  }

  private void run() {
    for (int i = 0; i < TASKS_IN_A_ROW; i++) {
      try {
        tasks.remove().run();
      } catch (RuntimeException e) {
        failed.accept(e);
      }
      if (left.decrementAndGet() == 0) {
        return;
      }
    }
    pool.execute(this::run);
  }
}
