package dev.twinmark.webapp.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {

  private static final int MEGABYTE = 1024 * 1024;

  /** A long pool of 32 MB, a small one of 8 MB. */
  private final BodyMemory memory = new BodyMemory(256L * MEGABYTE, 10 * MEGABYTE);

  @Test
  void oneClientGetsHalfOfThePool() {
    for (int i = 0; i < 16; i++) {
      assertTrue(memory.lease("a").add(MEGABYTE), "body " + i);
    }
    assertFalse(memory.lease("a").add(MEGABYTE));
    assertTrue(memory.lease("b").add(MEGABYTE));
  }

  @Test
  void longBodiesLeaveRoomForSmallOnes() {
    for (String client : new String[] {"a", "b", "c"}) {
      while (memory.lease(client).add(MEGABYTE)) {
        assertTrue(memory.lease(client).add(1), "Small bodies fit at any time");
      }
    }
    assertTrue(memory.lease("a").add(BodyMemory.SMALL_BODY_BYTES));
  }

  @Test
  void theLongestBodyFitsHoweverSmallTheHeap() {
    assertTrue(new BodyMemory(1, 10 * MEGABYTE).lease("a").add(10 * MEGABYTE));
  }

  @Test
  void closedLeasesGiveTheirBytesBack() {
    for (int i = 0; i < 1000; i++) {
      try (var lease = memory.lease("a")) {
        assertTrue(lease.add(BodyMemory.SMALL_BODY_BYTES));
        assertTrue(lease.add(15 * MEGABYTE));
      }
    }
  }
}
