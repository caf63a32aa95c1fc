package dev.twinmark.webapp.documents;

import dev.twinmark.webapp.client.BodyMemory;

/** The memory of the frame that a line sends. Thread-safe. */
final class FrameMemory {

  /** Frames of several changes are shorter, and a line sends one at a time. */
  private static final int UNCOUNTED_UNITS = 16 * 1024;

  private final TextMemory memory;
  private final String address;
  private BodyMemory.Lease lease;
  private boolean isEnded;

  FrameMemory(TextMemory memory, String address) {
    this.memory = memory;
    this.address = address;
  }

  /** Returns false when there is no room now. */
  synchronized boolean reserve(int units) {
    if (isEnded || units <= UNCOUNTED_UNITS) {
      return true;
    }
    free();
    lease = memory.reserve(address, units);
    return lease != null;
  }

  /** Nothing is being sent any more. */
  synchronized void free() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /** The line has ended. */
  synchronized void end() {
    isEnded = true;
    free();
  }
}
