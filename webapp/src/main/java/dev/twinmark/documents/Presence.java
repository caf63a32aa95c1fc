package dev.twinmark.documents;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.changes.JsonStrings;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The people who are connected to a document, by this server or by others of its database, and
 * their cursors. Nothing of it is stored. Used by one thread at a time.
 */
final class Presence {

  private final Map<String, Session> sessions;
  private final Runnable changed;
  private final Consumer<String> tell;
  private final OtherServers others = new OtherServers();

  /** The clients of this server of which the others have still to be told. */
  private final Set<String> untold = new LinkedHashSet<>();

  /** When the others were last told of all. */
  private long repeatedNanos = System.nanoTime();

  /**
   * @param sessions by client, kept by the document
   * @param changed is called when there is something to be sent
   * @param tell takes notes to other servers
   */
  Presence(Map<String, Session> sessions, Runnable changed, Consumer<String> tell) {
    this.sessions = sessions;
    this.changed = changed;
    this.tell = tell;
  }

  /** Tells all sessions that a client has come or gone. */
  private void peopleChanged() {
    for (Session session : sessions.values()) {
      session.needsPeople = true;
    }
    changed.run();
  }

  /** A session has joined, which has seen no cursor yet. */
  void join(Session session) {
    others.guests().remove(session.client);
    untold.add(session.client);
    peopleChanged();
    for (Session other : sessions.values()) {
      if (other.cursor != null && other != session) {
        session.cursors.add(other.client);
      }
    }
    others
        .guests()
        .forEach(
            (client, guest) -> {
              if (guest.cursor != null) {
                session.cursors.add(client);
              }
            });
  }

  /** A session has left. */
  void leave(Session session) {
    cursorGone(session);
    untold.add(session.client);
    peopleChanged();
  }

  /** Returns the number of people, those of other servers included. */
  int count() {
    return sessions.size() + others.guests().size();
  }

  /** Returns the list of people. */
  String people() {
    var json = new StringBuilder("{\"type\":\"people\",\"list\":[");
    int listed = 0;
    for (Session session : sessions.values()) {
      if (listed == Limits.LISTED_PEOPLE) {
        break;
      }
      person(json, listed++, session.client, session.name);
    }
    for (Map.Entry<String, OtherServers.Guest> guest : others.guests().entrySet()) {
      if (listed == Limits.LISTED_PEOPLE) {
        break;
      }
      person(json, listed++, guest.getKey(), guest.getValue().name);
    }
    return json.append("]}").toString();
  }

  private static void person(StringBuilder json, int listed, String client, String name) {
    json.append(listed == 0 ? "" : ",").append("{\"client\":\"").append(client);
    JsonStrings.quote(json.append("\",\"name\":"), name).append('}');
  }

  /** Another server tells who is connected to it. */
  void told(String server, String note) {
    String people = people();
    long now = System.nanoTime();
    if (others.hear(server, now)) {
      // The other server has just opened the document, and knows no client of this one.
      untold.addAll(sessions.keySet());
    }
    List<String> clients =
        others.take(server, note, now).stream()
            .filter(client -> !sessions.containsKey(client))
            .toList();
    guestsChanged(clients, !people.equals(people()));
  }

  private void guestsChanged(List<String> clients, boolean arePeople) {
    for (Session session : sessions.values()) {
      session.cursors.addAll(clients);
      session.needsPeople |= arePeople;
    }
    changed.run();
  }

  /** Forgets people of servers that are silent, and tells the others again who is here. */
  void tick(long now) {
    List<String> gone = others.expire(now);
    if (!gone.isEmpty()) {
      guestsChanged(gone, true);
    }
    if (now - repeatedNanos > Limits.PRESENCE_REPEAT.toNanos()) {
      repeatedNanos = now;
      if (untold.addAll(sessions.keySet())) {
        changed.run();
      }
    }
  }

  /** Tells the other servers what has changed since the last time. */
  void tellOthers() {
    if (untold.isEmpty()) {
      return;
    }
    OtherServers.notes(untold, sessions).forEach(tell);
    untold.clear();
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
    if (!others.areNone()) {
      untold.add(session.client);
    }
    changed.run();
  }

  /** Returns a cursor of another client at the version that the session was sent, or null. */
  String nextCursor(Session session, ChangeLog log) {
    Iterator<String> clients = session.cursors.iterator();
    while (clients.hasNext()) {
      String client = clients.next();
      Session.Cursor cursor = cursor(client);
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

  private Session.Cursor cursor(String client) {
    Session session = sessions.get(client);
    if (session != null) {
      return session.cursor;
    }
    OtherServers.Guest guest = others.guests().get(client);
    return guest == null ? null : guest.cursor;
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
