package dev.twinmark.documents;

import java.util.ArrayList;
import java.util.function.ToLongFunction;

/**
 * Chooses what a session is sent next, from where it is in the log. Used by one thread at a time.
 */
final class Delivery {

  private final String id;
  private final TextStore store;
  private final Presence presence;
  private final ToLongFunction<String> sequences;

  /**
   * @param sequences finds the last push of a client that is stored
   */
  Delivery(String id, TextStore store, Presence presence, ToLongFunction<String> sequences) {
    this.id = id;
    this.store = store;
    this.presence = presence;
    this.sequences = sequences;
  }

  /**
   * Returns the next frame of a session, or null if it has all.
   *
   * @param log null where the document is not in memory
   */
  String next(Session session, ChangeLog log) {
    if (!session.answers.isEmpty()) {
      return session.answers.remove();
    }
    if (session.closeCode != 0 || session.client == null || log == null) {
      return null;
    }
    if (session.checksum != Message.NO_VERSION) {
      long version = session.checksum;
      session.checksum = Message.NO_VERSION;
      Integer hash = log.checksum(version);
      if (hash != null) {
        return Frames.checksum(version, hash);
      }
    }
    if (session.sent == Message.NO_VERSION) {
      return nextText(session, log);
    }
    if (session.isCursorsTurn) {
      session.isCursorsTurn = false;
      String cursor = presence.nextCursor(session, log);
      if (cursor != null) {
        return cursor;
      }
    }
    if (session.sent < log.head()) {
      return nextChanges(session, log);
    }
    if (session.needsPeople) {
      session.needsPeople = false;
      return presence.people();
    }
    return presence.nextCursor(session, log);
  }

  /** Returns null where there is no room for it yet; the next tick tries again. */
  private String nextText(Session session, ChangeLog log) {
    if (!session.connection.reserve(log.text().length())) {
      return null;
    }
    String frame = log.textFrame(sequences.applyAsLong(session.client));
    session.sent = log.head();
    return frame;
  }

  private String nextChanges(Session session, ChangeLog log) {
    ChangeLog.Frame frame;
    if (session.sent >= log.first()) {
      frame = log.frame(session.sent);
    } else {
      try {
        frame = storedFrame(session.sent);
      } catch (PrunedException e) {
        return nextText(session, log);
      }
    }
    if (!session.connection.reserve(frame.json().length())) {
      return null;
    }
    session.sent = frame.version();
    session.checksum = frame.version();
    session.isCursorsTurn = true;
    return frame.json();
  }

  private ChangeLog.Frame storedFrame(long from) {
    var entries = new ArrayList<ChangeLog.Entry>();
    long version = from;
    for (Change change : store.changes(id, from, Limits.CHANGES_READ, Limits.FRAME_UNITS)) {
      entries.add(new ChangeLog.Entry(++version, change, ChangeLog.json(change)));
    }
    return ChangeLog.frame(from, entries);
  }
}
