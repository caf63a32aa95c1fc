package dev.twinmark.documents;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.changes.JsonStrings;
import java.util.Iterator;
import java.util.Map;

/**
 * The people who are connected to a document, and their cursors. Nothing of it is stored. Used by
 * one thread at a time.
 */
final class Presence {

  private final Map<String, Session> sessions;
  private final Runnable changed;

  /**
   * @param sessions by client, kept by the document
   * @param changed is called when there is something to be sent
   */
  Presence(Map<String, Session> sessions, Runnable changed) {
    this.sessions = sessions;
    this.changed = changed;
  }

  /** Tells all sessions that a client has come or gone. */
  void peopleChanged() {
    for (Session session : sessions.values()) {
      session.needsPeople = true;
    }
    changed.run();
  }

  /** A session has joined, which has seen no cursor yet. */
  void join(Session session) {
    peopleChanged();
    for (Session other : sessions.values()) {
      if (other.cursor != null && other != session) {
        session.cursors.add(other.client);
      }
    }
  }

  /** Returns the list of people. */
  String people() {
    var json = new StringBuilder("{\"type\":\"people\",\"list\":[");
    int count = 0;
    for (Session session : sessions.values()) {
      if (count++ == Limits.LISTED_PEOPLE) {
        break;
      }
      json.append(count == 1 ? "" : ",").append("{\"client\":\"").append(session.client);
      JsonStrings.quote(json.append("\",\"name\":"), session.name).append('}');
    }
    return json.append("]}").toString();
  }

  /** Takes a cursor of a client; one at a version that is not known is dropped. */
  void cursor(Session session, Message.Cursor cursor, ChangeLog log) {
    if (cursor.version() > log.head() || cursor.version() < log.first()) {
      return;
    }
    // A position behind the text's end would fail in the editors of the others.
    int length =
        cursor.version() == log.head()
            ? log.text().length()
            : log.changes(cursor.version() + 1).length();
    session.cursor =
        cursor.ranges().isEmpty()
            ? null
            : new Session.Cursor(
                cursor.version(),
                cursor.ranges().stream().mapToInt(position -> Math.min(position, length)).toArray(),
                System.nanoTime());
    cursorChanged(session);
  }

  /** A cursor has gone: its client has, or has not renewed it. */
  void cursorGone(Session session) {
    if (session.cursor != null) {
      session.cursor = null;
      cursorChanged(session);
    }
  }

  private void cursorChanged(Session session) {
    for (Session other : sessions.values()) {
      if (other != session) {
        other.cursors.add(session.client);
      }
    }
    changed.run();
  }

  /** Returns a cursor of another client at the version that the session was sent, or null. */
  String nextCursor(Session session, ChangeLog log) {
    Iterator<String> clients = session.cursors.iterator();
    while (clients.hasNext()) {
      String client = clients.next();
      Session other = sessions.get(client);
      Session.Cursor cursor = other == null ? null : other.cursor;
      if (cursor != null && cursor.version > session.sent) {
        continue;
      }
      clients.remove();
      int[] ranges = cursor == null ? new int[0] : mapped(cursor, session.sent, log);
      if (ranges != null) {
        return cursorFrame(client, session.sent, ranges);
      }
    }
    return null;
  }

  /** Returns where a cursor is at a later version, or null if the log does not tell. */
  private static int[] mapped(Session.Cursor cursor, long version, ChangeLog log) {
    if (cursor.version < log.first()) {
      return null;
    }
    int[] ranges = cursor.ranges.clone();
    for (long next = cursor.version + 1; next <= version; next++) {
      ChangeSet changes = log.changes(next);
      for (int i = 0; i < ranges.length; i++) {
        ranges[i] = changes.mapPosition(Math.min(ranges[i], changes.length()));
      }
    }
    if (version == log.head()) {
      // So that each change is mapped over once, however many sessions there are.
      cursor.version = version;
      cursor.ranges = ranges;
    }
    return ranges;
  }

  private static String cursorFrame(String client, long version, int[] ranges) {
    var json = new StringBuilder("{\"type\":\"cursor\",\"client\":\"");
    json.append(client).append("\",\"version\":").append(version).append(",\"ranges\":[");
    for (int i = 0; i < ranges.length; i += 2) {
      json.append(i == 0 ? "[" : ",[").append(ranges[i]).append(',').append(ranges[i + 1]);
      json.append(']');
    }
    return json.append("]}").toString();
  }
}
