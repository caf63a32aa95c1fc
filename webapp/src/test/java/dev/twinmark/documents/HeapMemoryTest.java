package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeapMemoryTest {

  private static final int LONGEST_BYTES = 4 * Limits.PUSH_UNITS;

  private final HeapMemory memory = new HeapMemory(2L * LONGEST_BYTES);

  @Test
  void aClientHasHalfOfIt() {
    LineMemory.Lease first = memory.sending("one", Limits.PUSH_UNITS);
    assertNotNull(first);
    assertNull(memory.sending("one", Limits.PUSH_UNITS));
    assertNotNull(memory.sending("two", Limits.PUSH_UNITS));
    first.close();
    first.close();
    assertNotNull(memory.sending("one", Limits.PUSH_UNITS));
  }

  @Test
  void shortMessagesAreNotCounted() {
    LineMemory.Lease whole = memory.receiving("one");
    assertTrue(whole.add(LONGEST_BYTES));
    assertTrue(memory.receiving("one").add(1000));
    assertFalse(memory.receiving("one").add(LONGEST_BYTES));
    whole.close();
    assertTrue(memory.receiving("one").add(LONGEST_BYTES));
  }
}
