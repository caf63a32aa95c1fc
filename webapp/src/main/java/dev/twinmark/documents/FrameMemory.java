package dev.twinmark.documents;

/** The memory of the frame that a line sends. Thread-safe. */
public final class FrameMemory {

  /** Frames of several changes are shorter, and a line sends one at a time. */
  private static final int UNCOUNTED_UNITS = Limits.FRAME_UNITS;

  private final LineMemory memory;
  private final String address;
  private LineMemory.Lease lease;
  private boolean isEnded;

  /**
   * @param address of the client, whose lines share a part of the memory
   */
  public FrameMemory(LineMemory memory, String address) {
    this.memory = memory;
    this.address = address;
  }

  /** Returns false when there is no room now. */
  public synchronized boolean reserve(int units) {
    if (isEnded || units <= UNCOUNTED_UNITS) {
      return true;
    }
    free();
    lease = memory.sending(address, units);
    return lease != null;
  }

  /** Nothing is being sent any more. */
  public synchronized void free() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /** The line has ended. */
  public synchronized void end() {
    isEnded = true;
    free();
  }
}
