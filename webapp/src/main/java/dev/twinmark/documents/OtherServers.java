package dev.twinmark.documents;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.twinmark.changes.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people of one document who are connected to other servers of its database, as these tell: who
 * is told of again stays. Used by one thread at a time.
 */
final class OtherServers {

  /** A person of another server, whose client others see. */
  static final class Guest {
    final String server;
    final String name;

    /** Null where there is none. Its version may be one that this server has still to read. */
    final Session.Cursor cursor;

    final long heardNanos;

    private Guest(String server, String name, Session.Cursor cursor, long heardNanos) {
      this.server = server;
      this.name = name;
      this.cursor = cursor;
      this.heardNanos = heardNanos;
    }
  }

  /** A note, as it is sent. */
  private record Note(List<Entry> people) {}

  /**
   * One client of a note.
   *
   * @param name null when the client has gone
   * @param version of its cursor; null without one
   */
  private record Entry(String client, String name, Long version, List<Integer> ranges) {

    boolean isWellFormed() {
      return client != null
          && Ids.isClient(client)
          && (version == null || (version >= 0 && hasRanges()));
    }

    private boolean hasRanges() {
      return ranges != null
          && ranges.size() <= 2 * Limits.CURSOR_RANGES
          && ranges.size() % 2 == 0
          && ranges.stream().allMatch(at -> at != null && at >= 0 && at <= Limits.DOCUMENT_UNITS);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(OtherServers.class);

  private static final Gson GSON = new Gson();

  private static final String NOTE_START = "{\"people\":[";
  private static final String NOTE_END = "]}";

  private final Map<String, Guest> guests = new LinkedHashMap<>();
  private final Map<String, Long> heard = new HashMap<>();

  /** Returns the people by client. */
  Map<String, Guest> guests() {
    return guests;
  }

  /** Returns whether no other server has the document open, as far as this one has been told. */
  boolean areNone() {
    return heard.isEmpty();
  }

  /** Notes the sign of life of a server. Returns whether it is the first. */
  boolean hear(String server, long now) {
    return heard.put(server, now) == null;
  }

  /**
   * Takes a note.
   *
   * @return the clients of which it tells something new
   */
  List<String> take(String server, String text, long now) {
    Note note;
    try {
      note = GSON.fromJson(text, Note.class);
    } catch (JsonParseException e) {
      LOG.debug("A server of another version tells who is there", e);
      return List.of();
    }
    if (note == null || note.people == null) {
      return List.of();
    }
    var changed = new ArrayList<String>();
    for (Entry entry : note.people) {
      if (entry != null && entry.isWellFormed()) {
        take(server, entry, now, changed);
      }
    }
    return changed;
  }

  private void take(String server, Entry entry, long now, List<String> changed) {
    Guest before = guests.get(entry.client);
    if (entry.name == null) {
      // Another server tells of the client where it has connected to that one meanwhile.
      if (before != null && before.server.equals(server)) {
        guests.remove(entry.client);
        changed.add(entry.client);
      }
      return;
    }
    Session.Cursor cursor =
        entry.version == null
            ? null
            : new Session.Cursor(
                entry.version, entry.ranges.stream().mapToInt(Integer::intValue).toArray(), now);
    String name = Message.shownName(entry.name);
    guests.put(entry.client, new Guest(server, name, cursor, now));
    changed.add(entry.client);
  }

  /**
   * Forgets people and servers that have not been told of for long.
   *
   * @return their clients
   */
  List<String> expire(long now) {
    long life = Limits.PRESENCE_LIFE.toNanos();
    heard.values().removeIf(at -> now - at > life);
    var gone = new ArrayList<String>();
    guests.forEach(
        (client, guest) -> {
          if (now - guest.heardNanos > life) {
            gone.add(client);
          }
        });
    gone.forEach(guests::remove);
    return gone;
  }

  /**
   * Writes notes of this server, each short enough to be told.
   *
   * @param sessions by client
   */
  static List<String> notes(Collection<String> clients, Map<String, Session> sessions) {
    var notes = new ArrayList<String>();
    var note = new StringBuilder(NOTE_START);
    int bytes = NOTE_START.length() + NOTE_END.length();
    for (String client : clients) {
      String entry = entry(client, sessions.get(client));
      int added = entry.getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes + added > Limits.NOTE_BYTES) {
        notes.add(note.append(NOTE_END).toString());
        note = new StringBuilder(NOTE_START);
        bytes = NOTE_START.length() + NOTE_END.length();
      }
      note.append(note.length() == NOTE_START.length() ? "" : ",").append(entry);
      bytes += added;
    }
    if (note.length() > NOTE_START.length()) {
      notes.add(note.append(NOTE_END).toString());
    }
    return notes;
  }

  /**
   * @param session null when the client has gone
   */
  private static String entry(String client, Session session) {
    var json = new StringBuilder("{\"client\":\"").append(client).append('"');
    if (session != null) {
      JsonStrings.quote(json.append(",\"name\":"), session.name);
      Session.Cursor cursor = session.cursor;
      if (cursor != null) {
        json.append(",\"version\":").append(cursor.version).append(",\"ranges\":[");
        for (int i = 0; i < cursor.ranges.length; i++) {
          json.append(i == 0 ? "" : ",").append(cursor.ranges[i]);
        }
        json.append(']');
      }
    }
    return json.append('}').toString();
  }
}
