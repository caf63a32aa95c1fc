package dev.twinmark.documents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keeps the texts of documents and the changes that made them: all that {@link OpenDocuments} needs
 * to let several people write. Thread-safe; several servers may use one database at the same time.
 *
 * <p>A document is a text and a version; version n + 1 is version n with one change. Texts, titles,
 * labels and names are any UTF-16 strings, lone surrogates and NUL included. Instants are kept to
 * the millisecond. A method that names a document that is not there changes nothing.
 *
 * <p>A write is on the disk when its method returns. If the method throws {@link StoreException},
 * nothing was written; when the connection to the database broke in the middle of a commit, all or
 * nothing. To find out, read {@link #lastSequence}.
 */
public interface TextStore extends AutoCloseable {

  // Documents

  /**
   * Creates a document, whose version 0 is the text. No account has rights to it in the store.
   *
   * @param id a new one, of {@link Ids#document()}
   * @param named true if a writer chose the title, false if it is the text's own
   * @param text its lines end in {@code \n} alone
   */
  DocumentEntry create(String id, String title, boolean named, String text, Instant now);

  Optional<DocumentEntry> find(String id);

  /**
   * Changes the title.
   *
   * @param named true if a writer chose the title, false if it is the text's own
   * @return false if there is no such document
   */
  boolean rename(String id, String title, boolean named);

  /**
   * Deletes a document with all that belongs to it.
   *
   * @return false if there is no such document
   */
  boolean delete(String id);

  // The log

  /** Returns the text at head. */
  Optional<TextVersion> text(String id);

  /**
   * Returns the changes that follow a version: at most {@code limit}, at least one if the version
   * is not head. The first makes version {@code from} + 1. Empty if there is no such document.
   *
   * @param maxUnits the size at which reading ends, in UTF-16 code units of the changes' JSON: what
   *     follows the change that reaches it is not read
   * @throws PrunedException if the log does not go back so far
   */
  List<Change> changes(String id, long from, int limit, int maxUnits);

  /**
   * Returns the changes that follow a version, as many as are read from a store at once: see {@link
   * #changes(String, long, int, int)}.
   */
  default List<Change> changes(String id, long from, int limit) {
    return changes(id, from, limit, Limits.UNITS_READ);
  }

  /**
   * Appends changes to the log of a document, all or none.
   *
   * @param head the version that the first change applies to
   * @param textAfter the text after the last change
   * @return false if head is another version, if a change is already known because its client has
   *     appended that {@code seq} or a greater one, or if there is no such document. The caller
   *     reads the newer changes, maps its own over them and tries again
   */
  boolean append(String id, long head, List<Change> changes, String textAfter);

  /**
   * Returns the {@code seq} of the last change that a client has appended. It is remembered longer
   * than the log.
   */
  OptionalLong lastSequence(String id, String client);

  /**
   * Binds a client to an account, so that no other account sends changes in its name.
   *
   * @return false if it belongs to another account, or if there is no such document
   */
  boolean bindClient(String id, String client, String account, Instant now);

  /** Returns the head of each document that is there. */
  Map<String, Long> heads(Collection<String> ids);

  /**
   * Tells of documents to which other servers append, or which they delete. This is for speed
   * alone: calls may be late or missing, and {@link #heads} is what counts. A store that has one
   * server makes none.
   *
   * @param listener gets the document's id, and must not wait
   */
  default void onChange(Consumer<String> listener) {}

  /** Takes what another server tells of a document. */
  interface NoteListener {

    /**
     * Takes a note; must not wait.
     *
     * @param server names the server that tells it, as long as it runs
     */
    void told(String server, String id, String note);
  }

  /**
   * Tells the other servers something that passes, such as who is in a document. Notes are stored
   * nowhere; they may be late or missing. A store that has one server tells none.
   *
   * @param note of at most {@link Limits#NOTE_BYTES} in UTF-8
   */
  default void tell(String id, String note) {}

  /** Listens to what other servers tell, until the store closes. */
  default void onTold(NoteListener listener) {}

  /**
   * Removes changes that are older from the logs, with the images that this makes unused, and
   * forgets clients that have been silent for 400 days before that: no session lives longer.
   */
  void prune(Instant before);

  // Versions

  /** The versions whose texts are kept, newest first. */
  List<StoredVersion> versions(String id);

  /**
   * Keeps the text of a version. If it is kept already, a label replaces the label that it has.
   *
   * @return false if there is no such document
   */
  boolean keepVersion(String id, StoredVersion version, String text);

  /**
   * Removes at most one automatic version. The last 48 stay. Among older versions, the oldest one
   * goes that has a successor in the same hour, day or, after 30 days, week; without such a
   * version, the oldest one if there are more than 500. Versions with a label and the published
   * version stay.
   *
   * @return true if one was removed
   */
  boolean thinVersions(String id, Instant now);

  Optional<String> versionText(String id, long version);

  @Override
  void close();
}
