package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.Database.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final int TASKS = 10;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** The rows that transactions have committed, and those that the one under way has written. */
  private final List<List<String>> commits = new ArrayList<>();

  private final List<String> written = new ArrayList<>();

  private final GroupCommit group = new GroupCommit(this::transaction);

  private void transaction(Work<Void> work) {
    written.clear();
    try {
      work.run(null);
    } catch (SQLException e) {
      throw new StoreException("The database failed", e);
    }
    commits.add(List.copyOf(written));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Starts a task that holds the lock until others wait, and adds these. */
  private List<Future<String>> runDuringACommit(Work<String> last) throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    Future<?> first =
        threads.submit(
            () ->
                group.run(
                    c -> {
                      running.countDown();
                      await(others);
                      return write("first");
                    }));
    running.await();
    List<Future<String>> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      String name = "task" + i;
      tasks.add(threads.submit(() -> group.run(c -> write(name))));
    }
    tasks.add(threads.submit(() -> group.run(last)));
    while (group.waiting() < TASKS + 1) {
      Thread.onSpinWait();
    }
    others.countDown();
    first.get();
    return tasks;
  }

  private String write(String name) {
    written.add(name);
    return name;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tasksThatComeDuringACommitShareTheNext() throws Exception {
    List<Future<String>> tasks = runDuringACommit(c -> write("last"));
    for (int i = 0; i < TASKS; i++) {
      assertEquals("task" + i, tasks.get(i).get());
    }
    assertEquals("last", tasks.get(TASKS).get());
    assertEquals(2, commits.size());
    assertEquals(TASKS + 1, commits.get(1).size());
  }

  @Test
  void taskThatFailsLeavesTheOthers() throws Exception {
    List<Future<String>> tasks =
        runDuringACommit(
            c -> {
              write("last");
              throw new SQLException("failure");
            });
    for (int i = 0; i < TASKS; i++) {
      assertEquals("task" + i, tasks.get(i).get());
    }
    var e = assertThrows(ExecutionException.class, () -> tasks.get(TASKS).get());
    assertTrue(e.getCause() instanceof StoreException);
    assertEquals(1 + TASKS, commits.size());
    assertTrue(commits.stream().noneMatch(commit -> commit.contains("last")));
  }
}
