package dev.twinmark.documents;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the application of one document's texts. Used on the document's strand. */
final class Settling {

  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  private final String id;
  private final Settled listener;
  private final Executor teller;
  private final Executor strand;

  /** The version that was told, or is being told. */
  private long told = Message.NO_VERSION;

  private long seen = Message.NO_VERSION;
  private long seenNanos;

  /** When the first change came that is not told; meaningless where all are. */
  private long firstNanos;

  private boolean isTelling;

  /**
   * @param listener null for none
   * @param teller runs calls one after the other
   */
  Settling(String id, Settled listener, Executor teller, Executor strand) {
    this.id = id;
    this.listener = listener;
    this.teller = teller;
    this.strand = strand;
  }

  /** Tells the text if it is quiet. */
  void tick(ChangeLog log) {
    if (listener == null) {
      return;
    }
    long now = System.nanoTime();
    if (log.head() != seen) {
      if (seen == told) {
        firstNanos = now;
      }
      seen = log.head();
      seenNanos = now;
    }
    boolean isQuiet = now - seenNanos >= Limits.SETTLED_AFTER.toNanos();
    boolean isLate = now - firstNanos >= Limits.SETTLED_EVERY.toNanos();
    if (seen != told && !isTelling && (isQuiet || isLate)) {
      tell(new TextVersion(log.head(), log.text()));
    }
  }

  /** Tells the text now, as the document is closed. */
  void finish(ChangeLog log) {
    if (listener != null && log.head() != told) {
      tell(new TextVersion(log.head(), log.text()));
    }
  }

  private void tell(TextVersion text) {
    told = text.version();
    isTelling = true;
    teller.execute(
        () -> {
          boolean isTaken = false;
          try {
            listener.settled(id, text);
            isTaken = true;
          } catch (RuntimeException e) {
            LOG.error("Version {} of document {} was not taken", text.version(), id, e);
          }
          boolean taken = isTaken;
          strand.execute(() -> told(taken));
        });
  }

  private void told(boolean isTaken) {
    isTelling = false;
    if (!isTaken) {
      told = Message.NO_VERSION;
      // As if it had changed now, but for longer: the next try is after that time at the latest.
      firstNanos = System.nanoTime();
      seenNanos = firstNanos + Limits.SETTLED_EVERY.minus(Limits.SETTLED_AFTER).toNanos();
    }
  }
}
