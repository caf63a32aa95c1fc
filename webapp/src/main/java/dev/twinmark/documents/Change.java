package dev.twinmark.documents;

import dev.twinmark.changes.ChangeSet;
import java.time.Instant;

/**
 * A change in a document's log.
 *
 * @param client the editor that it comes from
 * @param seq the number that the editor gave it; no two changes of an editor have the same
 * @param author the name that others see
 */
public record Change(
    String client, long seq, String account, String author, ChangeSet changes, Instant at) {}
