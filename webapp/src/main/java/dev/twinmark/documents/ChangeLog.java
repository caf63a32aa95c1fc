package dev.twinmark.documents;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.changes.JsonStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The text of an open document at its head, and the changes that came last. Used by one thread at a
 * time.
 */
final class ChangeLog {

  /** The offset basis of FNV-1a with 32 bits. */
  private static final int HASH_BASIS = 0x811C9DC5;

  private static final int HASH_PRIME = 0x01000193;

  /** The entries that go at once, as removing one at the front moves all others. */
  private static final int PRUNED_AT_ONCE = 256;

  /**
   * A change in the log.
   *
   * @param version the one that it makes
   * @param json as it is in a list of changes, made once for all sessions
   */
  record Entry(long version, Change change, String json) {}

  /**
   * The outcome of the next changes, to be stored before it is adopted.
   *
   * @param checksums by version
   */
  record Next(long head, String text, List<Entry> entries, TreeMap<Long, Integer> checksums) {}

  private String text;
  private long head;
  private final List<Entry> entries = new ArrayList<>();
  private final TreeMap<Long, Integer> checksums = new TreeMap<>();
  private long units;

  private long cachedFrom = -1;
  private Frame cached;

  /** The text in JSON; null until a session needs it. */
  private String cachedText;

  /**
   * Changes as they are sent.
   *
   * @param version the one after the last of them
   */
  record Frame(String json, long version) {}

  ChangeLog(TextVersion start) {
    text = start.text();
    head = start.version();
  }

  String text() {
    return text;
  }

  /**
   * The length of all that is in memory, in UTF-16 code units: a change is there twice, as JSON.
   */
  long memoryUnits() {
    return text.length() + (cachedText == null ? 0 : cachedText.length()) + 2 * units;
  }

  long head() {
    return head;
  }

  /** The oldest version after which all changes are in memory. */
  long first() {
    return head - entries.size();
  }

  /** The change that makes a version after {@link #first()}. */
  ChangeSet changes(long version) {
    return entries.get((int) (version - first() - 1)).change().changes();
  }

  /**
   * Computes what changes make of the text. Composed, so that a long text is copied once for many.
   *
   * @throws IllegalArgumentException if they do not apply to it
   */
  Next next(List<Change> changes) {
    String result = text;
    long version = head;
    var made = new ArrayList<Entry>(changes.size());
    var sums = new TreeMap<Long, Integer>();
    ChangeSet composed = null;
    for (Change change : changes) {
      composed = composed == null ? change.changes() : composed.compose(change.changes());
      version++;
      made.add(new Entry(version, change, json(change)));
      if (version % Limits.CHECKSUM_INTERVAL == 0) {
        result = composed.apply(result);
        composed = null;
        sums.put(version, hash(result));
      }
    }
    if (composed != null) {
      result = composed.apply(result);
    }
    return new Next(version, result, made, sums);
  }

  void adopt(Next next) {
    text = next.text;
    head = next.head;
    entries.addAll(next.entries);
    checksums.putAll(next.checksums);
    for (Entry entry : next.entries) {
      units += entry.json.length();
    }
    cachedFrom = -1;
    cachedText = null;
    prune();
  }

  private void prune() {
    int gone = Math.max(0, entries.size() - Limits.CHANGES_IN_MEMORY - PRUNED_AT_ONCE);
    long kept = units;
    for (int i = 0; i < gone; i++) {
      kept -= entries.get(i).json.length();
    }
    // The last one stays, however long: most sessions wait for it.
    while (kept > Limits.LOG_UNITS_IN_MEMORY && gone < entries.size() - 1) {
      kept -= entries.get(gone++).json.length();
    }
    if (gone > 0) {
      entries.subList(0, gone).clear();
      units = kept;
      checksums.headMap(first(), true).clear();
    }
  }

  /** The checksum of the text at a version, or null where it is not known. */
  Integer checksum(long version) {
    return checksums.get(version);
  }

  /**
   * Returns the frame with the text.
   *
   * @param seq of the client's last push that is in it
   */
  String textFrame(long seq) {
    if (cachedText == null) {
      cachedText =
          JsonStrings.quote(new StringBuilder(text.length() + text.length() / 16 + 16), text)
              .toString();
    }
    return "{\"type\":\"text\",\"version\":"
        + head
        + ",\"seq\":"
        + seq
        + ",\"text\":"
        + cachedText
        + "}";
  }

  /** Returns the frame with changes after a version, which is before the head. */
  Frame frame(long from) {
    if (from != cachedFrom) {
      cached = frame(from, entries.subList((int) (from - first()), entries.size()));
      cachedFrom = from;
    }
    return cached;
  }

  /** Returns the frame with changes that are no longer in memory. */
  static Frame frame(long from, List<Entry> entries) {
    var json =
        new StringBuilder("{\"type\":\"changes\",\"from\":").append(from).append(",\"list\":[");
    long version = from;
    for (Entry entry : entries) {
      if (version > from) {
        if (json.length() + entry.json.length() > Limits.FRAME_UNITS) {
          break;
        }
        json.append(',');
      }
      json.append(entry.json);
      version = entry.version;
      if (version % Limits.CHECKSUM_INTERVAL == 0) {
        break;
      }
    }
    return new Frame(json.append("]}").toString(), version);
  }

  static String json(Change change) {
    var json = new StringBuilder("{\"client\":");
    JsonStrings.quote(json, change.client()).append(",\"seq\":").append(change.seq());
    JsonStrings.quote(json.append(",\"author\":"), change.author());
    return json.append(",\"changes\":").append(change.changes().toJson()).append('}').toString();
  }

  /** FNV-1a with 32 bits over the UTF-16 units of a text. */
  static int hash(String text) {
    int hash = HASH_BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * HASH_PRIME;
    }
    return hash;
  }
}
