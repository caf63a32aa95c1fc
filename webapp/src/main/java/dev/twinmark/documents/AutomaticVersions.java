package dev.twinmark.documents;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps versions of a document while it is written, and its title as its text says. Used by one
 * thread at a time.
 */
final class AutomaticVersions {

  private final String id;
  private final TextStore store;
  private final Quota quota;

  /** When the text was first edited since the last version was kept; 0 for not at all. */
  private long editedNanos;

  /** The names of those who have written since then. */
  private final Set<String> authors = new LinkedHashSet<>();

  /** The version whose title is the document's, if it has none of a writer's. */
  private long titledVersion = Message.NO_VERSION;

  private String lastTitle;

  AutomaticVersions(String id, TextStore store, Quota quota) {
    this.id = id;
    this.store = store;
    this.quota = quota;
  }

  /** Notes a change. */
  void edited(String author) {
    authors.add(author);
    if (editedNanos == 0) {
      editedNanos = System.nanoTime();
    }
  }

  /**
   * Keeps the version that is due, and the title.
   *
   * @param creator the account whose room the document takes; null if it is unknown
   * @return false if there is no such document any more
   */
  boolean tick(ChangeLog log, String creator, long now) {
    if (editedNanos != 0
        && now - editedNanos > Limits.VERSION_INTERVAL.toNanos()
        && !keep(log, creator)) {
      return false;
    }
    return log.head() == titledVersion || keepTitle(log);
  }

  /**
   * Keeps the last version of a document that is closed, unless there is a recent one.
   *
   * @return false if there is no such document any more
   */
  boolean finish(ChangeLog log, String creator) {
    if (editedNanos == 0) {
      return true;
    }
    List<StoredVersion> versions = store.versions(id);
    Instant recent = Instant.now().minus(Limits.VERSION_INTERVAL);
    return (!versions.isEmpty() && !versions.get(0).at().isBefore(recent)) || keep(log, creator);
  }

  private boolean keep(ChangeLog log, String creator) {
    editedNanos = 0;
    String by = String.join(", ", authors.stream().filter(name -> !name.isEmpty()).toList());
    authors.clear();
    if (!quota.hasRoom(creator, 0)) {
      return true;
    }
    var version = new StoredVersion(log.head(), null, by, Instant.now(), log.text().length());
    if (!store.keepVersion(id, version, log.text())) {
      return false;
    }
    store.thinVersions(id, version.at());
    return true;
  }

  /** A document without a title of a writer's is called as its text says. */
  private boolean keepTitle(ChangeLog log) {
    titledVersion = log.head();
    String title = Titles.of(log.text());
    if (title.equals(lastTitle)) {
      return true;
    }
    lastTitle = title;
    Optional<DocumentEntry> entry = store.find(id);
    if (entry.isEmpty() || entry.get().named() || entry.get().title().equals(title)) {
      return true;
    }
    boolean isNamed = false;
    return store.rename(id, title, isNamed);
  }
}
