package dev.twinmark.documents;

import dev.twinmark.documents.Database.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Commits what comes during a commit together, in the next one. SQLite has one writer at a time,
 * which mostly waits for the disk: with many documents in use, all wait once instead of in turn.
 */
final class GroupCommit {

  /** The transactions of a group: while they wait, others read older texts, so that it is short. */
  private static final int MAX_GROUP = 64;

  /** Runs a transaction. */
  private final Consumer<Work<Void>> transactions;

  private final Queue<Task<?>> waiting = new ConcurrentLinkedQueue<>();

  /** Held by the thread that commits. Those that wait for it mostly find their work done. */
  private final ReentrantLock lock = new ReentrantLock();

  GroupCommit(Consumer<Work<Void>> transactions) {
    this.transactions = transactions;
  }

  /** Returns when the work is committed. What it throws is thrown, and nothing of it is left. */
  <T> T run(Work<T> work) {
    Task<T> task = new Task<>(work);
    waiting.add(task);
    lock.lock();
    try {
      while (!task.isDone) {
        commitGroup();
      }
    } finally {
      lock.unlock();
    }
    return task.result();
  }

  /** Returns the number of tasks that wait for the next commit. */
  int waiting() {
    return waiting.size();
  }

  private void commitGroup() {
    List<Task<?>> group = new ArrayList<>();
    for (Task<?> task = waiting.poll(); task != null; task = waiting.poll()) {
      group.add(task);
      if (group.size() == MAX_GROUP) {
        break;
      }
    }
    if (group.size() == 1 || !commitTogether(group)) {
      group.forEach(this::commitAlone);
    }
  }

  /** Returns false if nothing was written, as one of the tasks has failed. */
  private boolean commitTogether(List<Task<?>> group) {
    try {
      transactions.accept(
          connection -> {
            for (Task<?> task : group) {
              task.run(connection);
            }
            return null;
          });
    } catch (RuntimeException e) {
      // Each gets a transaction of its own, and the one that fails its exception.
      return false;
    }
    group.forEach(task -> task.isDone = true);
    return true;
  }

  private void commitAlone(Task<?> task) {
    try {
      transactions.accept(
          connection -> {
            task.run(connection);
            return null;
          });
    } catch (RuntimeException e) {
      task.failure = e;
    }
    task.isDone = true;
  }

  /** Work of a thread that waits for it. */
  private static final class Task<T> {

    private final Work<T> work;
    private T result;
    private RuntimeException failure;
    private boolean isDone;

    Task(Work<T> work) {
      this.work = work;
    }

    void run(Connection connection) throws SQLException {
      result = work.run(connection);
    }

    T result() {
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }
}
