package dev.twinmark.webapp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.webapp.render.RenderException.Reason;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents of several clients at a time. */
@Timeout(60)
class FairnessTest {

  private static final String LONG = "x".repeat(DocumentRenderer.SHORT_DOCUMENT_UNITS + 1);

  private final CountDownLatch released = new CountDownLatch(1);
  private final LinkedBlockingQueue<String> interrupted = new LinkedBlockingQueue<>();

  @Test
  void longDocumentsLeaveAThreadForShortOnes() {
    try (var renderer =
        new DocumentRenderer(this::blockOnLong, 2, 1, 100, Duration.ofSeconds(30))) {
      var waiting = new ArrayList<CompletableFuture<String>>();
      for (int i = 0; i < 10; i++) {
        waiting.add(renderer.render("a", LONG, Set.of()));
      }
      assertEquals("short", renderer.render("b", "short", Set.of()).join());
      assertEquals("short", renderer.render("a", "short", Set.of()).join());
      released.countDown();
      waiting.forEach(CompletableFuture::join);
    }
  }

  @Test
  void lateDocumentsAreInterrupted() throws InterruptedException {
    try (var renderer =
        new DocumentRenderer(this::blockOnLong, 1, 1, 100, Duration.ofMillis(100))) {
      assertReason(Reason.TOO_SLOW, renderer.render("a", LONG, Set.of()));
      assertEquals(LONG, interrupted.take());
      assertEquals("short", renderer.render("a", "short", Set.of()).join());
    }
  }

  @Test
  void cancelledDocumentsAreInterrupted() throws InterruptedException {
    try (var renderer =
        new DocumentRenderer(this::blockOnLong, 1, 1, 100, Duration.ofSeconds(30))) {
      CompletableFuture<String> running = renderer.render("a", LONG, Set.of());
      CompletableFuture<String> waiting = renderer.render("a", LONG, Set.of());
      waiting.cancel(false);
      running.cancel(false);
      CompletableFuture<String> next = renderer.render("a", "short", Set.of());
      assertEquals("short", next.join());
      assertTrue(interrupted.size() <= 1, "The waiting one never began");
    }
  }

  @Test
  void oneClientFillsItsPartOfTheQueueOnly() {
    try (var renderer = new DocumentRenderer(this::blockOnLong, 1, 1, 8, Duration.ofSeconds(30))) {
      var accepted = new ArrayList<CompletableFuture<String>>();
      CompletableFuture<String> last = renderer.render("a", LONG, Set.of());
      while (!last.isCompletedExceptionally()) {
        accepted.add(last);
        last = renderer.render("a", LONG, Set.of());
      }
      assertReason(Reason.BUSY, last);
      CompletableFuture<String> other = renderer.render("b", LONG, Set.of());
      assertFalse(other.isDone());
      released.countDown();
      other.join();
      accepted.forEach(CompletableFuture::join);
    }
  }

  @Test
  void clientsTakeTurns() {
    var turns = new Turns<String>(10, 3);
    for (String item : List.of("a1", "a2", "a3", "b1", "b2", "c1")) {
      assertTrue(turns.offer(item.substring(0, 1), item));
    }
    assertFalse(turns.offer("a", "a4"));
    turns.remove("b", "b1");
    var order = new ArrayList<String>();
    for (String item = turns.poll(); item != null; item = turns.poll()) {
      order.add(item);
    }
    assertEquals(List.of("a1", "b2", "c1", "a2", "a3"), order);
    assertNull(turns.poll());
  }

  @Test
  void clientsTakeTurnsByTheTimeTheyUse() {
    var turns = new Turns<String>(100, 50);
    for (int i = 0; i < 4; i++) {
      turns.offer("long", "long");
    }
    for (int i = 0; i < 20; i++) {
      turns.offer("short", "short");
    }
    var order = new ArrayList<String>();
    for (int i = 0; i < 22; i++) {
      String item = turns.poll();
      order.add(item);
      turns.spend(item, item.equals("long") ? 100 : 10);
    }
    assertEquals("long", order.get(0));
    assertEquals(Collections.nCopies(10, "short"), order.subList(1, 11));
    assertEquals(2, Collections.frequency(order, "long"));

    // A client that has paused has no time left over, and one that returns still owes its own.
    turns.offer("late", "late");
    turns.offer("long", "long");
    assertEquals("late", turns.poll());
    turns.spend("late", 1_000);
    turns.offer("late", "late");
    assertEquals("long", turns.poll());
  }

  @Test
  void shortDocumentsThatTakeLongLeaveAThreadForOthers() {
    try (var renderer =
        new DocumentRenderer(this::blockOnCostly, 2, 1, 100, Duration.ofSeconds(30))) {
      for (int i = 0; i < CostlyClients.SUSPICIOUS; i++) {
        assertEquals("costly", renderer.render("a", "costly", Set.of()).join());
      }
      var waiting = new ArrayList<CompletableFuture<String>>();
      for (int i = 0; i < 10; i++) {
        waiting.add(renderer.render("a", "blocked", Set.of()));
      }
      assertEquals("short", renderer.render("b", "short", Set.of()).join());
      released.countDown();
      waiting.forEach(CompletableFuture::join);
    }
  }

  /** The cost of the first documents of a client is not known before they are rendered. */
  @Test
  void firstDocumentsThatTakeLongLeaveAThreadForOthers() throws InterruptedException {
    try (var renderer =
        new DocumentRenderer(this::computeUntilReleased, 2, 1, 100, Duration.ofSeconds(30))) {
      var waiting = new ArrayList<CompletableFuture<String>>();
      for (int i = 0; i < 10; i++) {
        waiting.add(renderer.render("a", "endless", Set.of()));
      }
      assertEquals("short", renderer.render("b", "short", Set.of()).join());
      assertEquals("endless", interrupted.take());
      released.countDown();
      for (var answer : waiting) {
        assertEquals("endless", answer.join());
      }
    }
  }

  @Test
  void aDocumentThatIsBegunAgainCountsOnce() throws InterruptedException {
    var again = new CountDownLatch(1);
    try (var renderer =
        new DocumentRenderer(
            markdown -> {
              if (markdown.equals("costly")) {
                computeUnlessInterrupted(markdown);
              } else if (markdown.startsWith(LONG)) {
                await(markdown.equals(LONG) ? released : again);
              }
              return markdown;
            },
            2,
            1,
            100,
            Duration.ofSeconds(30))) {
      CompletableFuture<String> other = renderer.render("b", LONG, Set.of());
      var costly = new ArrayList<CompletableFuture<String>>();
      for (int i = 1; i < CostlyClients.SUSPICIOUS; i++) {
        costly.add(renderer.render("a", "costly", Set.of()));
        assertEquals("costly", interrupted.take());
      }
      released.countDown();
      costly.forEach(CompletableFuture::join);
      other.join();
      other = renderer.render("b", LONG + "again", Set.of());
      // Had they counted twice, this one would wait behind the long one.
      assertEquals("short", renderer.render("a", "short", Set.of()).join());
      again.countDown();
      other.join();
    }
  }

  @Test
  void costlyClientsAreForgotten() {
    var now = new AtomicLong();
    var clients = new CostlyClients(now::get);
    for (int i = 0; i < CostlyClients.SUSPICIOUS; i++) {
      assertFalse(clients.contain("a"));
      clients.note("a", CostlyClients.COSTLY.toNanos());
      clients.note("b", CostlyClients.COSTLY.toNanos());
    }
    clients.note("b", CostlyClients.COSTLY.toNanos() - 1);
    assertTrue(clients.contain("a"));
    assertFalse(clients.contain("b"));
    now.addAndGet(CostlyClients.MEMORY.toNanos() + 1);
    assertFalse(clients.contain("a"));
  }

  private static void assertReason(Reason reason, CompletableFuture<String> failed) {
    var e = assertThrows(CompletionException.class, failed::join);
    assertEquals(reason, ((RenderException) e.getCause()).reason());
  }

  private void computeUnlessInterrupted(String markdown) {
    var times = ManagementFactory.getThreadMXBean();
    long end = times.getCurrentThreadCpuTime() + 2 * CostlyClients.COSTLY.toNanos();
    while (times.getCurrentThreadCpuTime() < end) {
      if (Thread.currentThread().isInterrupted()) {
        interrupted.add(markdown);
        throw new CancellationException();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String computeUntilReleased(String markdown) {
    while (markdown.equals("endless") && released.getCount() > 0) {
      if (Thread.currentThread().isInterrupted()) {
        interrupted.add(markdown);
        throw new CancellationException();
      }
      Thread.onSpinWait();
    }
    return markdown;
  }

  private String blockOnCostly(String markdown) {
    if (markdown.equals("costly")) {
      var times = ManagementFactory.getThreadMXBean();
      long end = times.getCurrentThreadCpuTime() + CostlyClients.COSTLY.toNanos();
      while (times.getCurrentThreadCpuTime() < end) {
        Thread.onSpinWait();
      }
    }
    return blockOnLong(markdown.equals("blocked") ? LONG : markdown);
  }

  private String blockOnLong(String markdown) {
    if (markdown.equals(LONG)) {
      try {
        released.await();
      } catch (InterruptedException e) {
        interrupted.add(markdown);
        throw new IllegalStateException(e);
      }
    }
    return markdown;
  }
}
