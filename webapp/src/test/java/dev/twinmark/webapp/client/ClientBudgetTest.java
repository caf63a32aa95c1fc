package dev.twinmark.webapp.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientBudgetTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final ClientBudget budget = new ClientBudget(3, Duration.ofNanos(10), nanos::get);

  @Test
  void clientsHaveBudgetsOfTheirOwnThatFillAgain() {
    for (int i = 0; i < 3; i++) {
      assertTrue(budget.take("a"));
    }
    assertFalse(budget.take("a"));
    assertTrue(budget.take("b"));
    nanos.addAndGet(9);
    assertFalse(budget.take("a"));
    nanos.addAndGet(1);
    assertTrue(budget.take("a"));
    assertFalse(budget.take("a"));
    nanos.addAndGet(1000);
    for (int i = 0; i < 3; i++) {
      assertTrue(budget.take("a"));
    }
    assertFalse(budget.take("a"));
  }
}
