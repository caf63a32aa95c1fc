package dev.twinmark.documents;

/** Bounds the memory of messages that arrive and of texts that are sent. Thread-safe. */
public interface LineMemory {

  /** Begins to count a message that arrives from a client. */
  Lease receiving(String address);

  /**
   * Reserves the memory of a text that a client is sent.
   *
   * @param units of the text, in UTF-16 code units
   * @return null when there is no room now
   */
  Lease sending(String address, int units);

  /** The bytes of one message, until it is closed. */
  interface Lease extends AutoCloseable {

    /**
     * Counts further bytes.
     *
     * @return false when there is no room for them: they are not counted, and must not be kept
     */
    boolean add(long bytes);

    /** Forgets the bytes. */
    @Override
    void close();
  }
}
