package dev.twinmark.documents;

import dev.twinmark.changes.ChangeSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A push that waits to be stored. */
final class PendingPush {

  final Session session;
  final Message.Push push;
  final CompletableFuture<Void> done;

  /** Mapped over the log and over the pushes of the same commit, once it is. */
  ChangeSet mapped;

  /** Mapped over the log up to {@link #version}. */
  private ChangeSet changes;

  private long version;

  /**
   * @param done is completed when the push is worked off
   */
  PendingPush(Session session, Message.Push push, CompletableFuture<Void> done) {
    this.session = session;
    this.push = push;
    this.done = done;
    this.changes = push.changes();
    this.version = push.version();
  }

  /** Returns whether the text gets longer by it, once it is mapped. */
  boolean isGrowth() {
    return mapped.newLength() > mapped.length();
  }

  /**
   * Maps a push over the changes since its version, one by one, and then over those of the same
   * commit.
   *
   * @return why it is refused, or null
   */
  String map(TextStore store, String id, ChangeLog log, List<Change> batch) {
    if (session.role == null || session.role == Role.READ) {
      return "rights";
    }
    try {
      while (version < log.first()) {
        List<Change> missed = store.changes(id, version, Limits.CHANGES_READ);
        if (missed.isEmpty()) {
          return "old";
        }
        for (Change change : missed) {
          changes = changes.map(change.changes(), false);
          version++;
          if (version == log.head()) {
            break;
          }
        }
      }
      while (version < log.head()) {
        changes = changes.map(log.changes(version + 1), false);
        version++;
      }
      if (changes.length() != log.text().length()) {
        return "length";
      }
      ChangeSet result = changes;
      for (Change change : batch) {
        result = result.map(change.changes(), false);
      }
      if (result.newLength() > Limits.DOCUMENT_UNITS && result.newLength() > result.length()) {
        return "limit";
      }
      mapped = result;
      return null;
    } catch (PrunedException e) {
      return "old";
    } catch (IllegalArgumentException e) {
      return "length";
    }
  }
}
