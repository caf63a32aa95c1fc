package dev.twinmark.documents;

import dev.twinmark.documents.RefusedException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits the bytes of each account. They are read from the store at intervals; between two reads,
 * the bytes that this server writes are added. Several servers can exceed the limit by the bytes
 * that the others write in a minute. Thread-safe.
 */
final class Quota {

  /**
   * @param readNanos when the bytes were read from the store
   */
  private record Usage(long bytes, long readNanos) {}

  private static final int BYTES_PER_MEGABYTE = 1 << 20;

  /** For documents of an application, which counts by itself. */
  static final Quota NONE = new Quota(null, Long.MAX_VALUE);

  /** Null for none. */
  private final DocumentStore store;

  private final long maxBytes;

  /** Those asked for last are at the end. */
  private final Map<String, Usage> usages = new LinkedHashMap<>(16, 0.75f, true);

  Quota(DocumentStore store, long maxBytes) {
    this.store = store;
    this.maxBytes = maxBytes;
  }

  /** Returns the account whose room a document takes; null if it is unknown. */
  String creator(String document) {
    return store == null ? null : store.creator(document).orElse(null);
  }

  long maxBytes() {
    return maxBytes;
  }

  /**
   * Returns whether an account has room.
   *
   * @param account null for a document without a creator, which has room
   */
  boolean hasRoom(String account, long bytes) {
    if (account == null) {
      return true;
    }
    return usage(account, bytes).bytes() + bytes <= maxBytes;
  }

  /**
   * Takes room of an account, before it is used.
   *
   * @param account null for a document without a creator, which has room
   * @throws RefusedException if there is not so much
   */
  void take(String account, long bytes) {
    if (!hasRoom(account, bytes)) {
      throw new RefusedException(
          Reason.NO_ROOM,
          "The documents of this account take up the "
              + maxBytes / BYTES_PER_MEGABYTE
              + " MB that it may have on this server. Delete documents that are not needed any"
              + " more, or ask the operator for room.");
    }
    added(account, bytes);
  }

  /** Returns the bytes of an account, at most a minute ago. */
  long usedBytes(String account) {
    return usage(account, 0).bytes();
  }

  /**
   * @param more the bytes that are about to be added: without room for them, younger usages are old
   */
  private Usage usage(String account, long more) {
    long now = System.nanoTime();
    Usage usage = known(account);
    if (usage == null || isOld(usage, usage.bytes() + more > maxBytes, now)) {
      usage = new Usage(store.bytesOf(account), now);
      remember(account, usage);
    }
    return usage;
  }

  private static boolean isOld(Usage usage, boolean isFull, long now) {
    long age = (isFull ? Limits.FULL_USAGE_AGE : Limits.USAGE_AGE).toNanos();
    return now - usage.readNanos() > age;
  }

  private synchronized Usage known(String account) {
    return usages.get(account);
  }

  private synchronized void remember(String account, Usage usage) {
    usages.put(account, usage);
    if (usages.size() > Limits.USAGES_IN_MEMORY) {
      usages.remove(usages.keySet().iterator().next());
    }
  }

  /** Notes bytes that were stored. */
  synchronized void added(String account, long bytes) {
    usages.computeIfPresent(
        account, (key, usage) -> new Usage(usage.bytes() + bytes, usage.readNanos()));
  }

  /** Bytes of an account were removed: they are read again when they are asked for. */
  synchronized void removed(String account) {
    usages.remove(account);
  }
}
