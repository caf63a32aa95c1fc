package dev.twinmark.documents;

/**
 * Gets texts that are stored and have been quiet for a moment, for a search index or a copy in the
 * application's own table.
 *
 * <p>Called two seconds after the last of several changes, after ten seconds of changes without
 * such a pause, when the last client has left, and when the server stops; in addition once after a
 * document was opened, so that what a killed server has not told is told then. Calls come one after
 * the other from one thread, which may wait; editing goes on meanwhile. With several servers each
 * calls its own, and a version may come twice, or after a newer one: keep the greatest.
 *
 * <p>An exception is logged, and the newest text is told again ten seconds later while clients are
 * connected.
 */
@FunctionalInterface
public interface Settled {

  /** Takes the text at a version. */
  void settled(String document, TextVersion text);
}
