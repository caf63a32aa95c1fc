package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Publication;
import dev.twinmark.documents.Published;
import dev.twinmark.webapp.metrics.MetricsText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps published pages in memory, those that were asked for last. Thread-safe.
 *
 * <p>What this server publishes or unpublishes is seen at once, what another server does within
 * {@link #FRESH}.
 */
final class PublishedCache {

  /** The time for which the store is not asked whether a page is still published. */
  static final Duration FRESH = Duration.ofSeconds(1);

  /** The heap divided by this is for pages; with 256 MB, 150 pages of 40 KB and their gzip. */
  private static final int HEAP_PER_CACHE = 32;

  /** A publication and what was made of it, by the kind of content. */
  private static final class Entry {
    final Publication publication;
    final Map<String, CompletableFuture<PublishedContent>> contents = new HashMap<>();
    long checkedNanos;
    long generation;
    long bytes;

    Entry(Publication publication) {
      this.publication = publication;
    }
  }

  private final Documents documents;
  private final long maxBytes;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long generation;

  PublishedCache(Documents documents) {
    this(documents, Runtime.getRuntime().maxMemory() / HEAP_PER_CACHE);
  }

  PublishedCache(Documents documents, long maxBytes) {
    this.documents = documents;
    this.maxBytes = maxBytes;
  }

  /** Asks the store again for every page: something was published or unpublished here. */
  synchronized void recheck() {
    generation++;
  }

  /** Writes how much memory the pages take. */
  synchronized void describe(MetricsText text) {
    text.gauge("twinmark_published_bytes", "Bytes of published pages in memory.")
        .sample("twinmark_published_bytes", bytes);
  }

  /**
   * Finds the content of a page, or makes it.
   *
   * @param kind tells the contents of one page from each other
   * @param make makes it of the text, for all who ask meanwhile
   * @return empty if there is no such page
   */
  Optional<CompletableFuture<PublishedContent>> find(
      String slug, String kind, Function<Published, CompletableFuture<PublishedContent>> make) {
    Optional<CompletableFuture<PublishedContent>> fresh = fresh(slug, kind);
    if (fresh.isPresent()) {
      return fresh;
    }
    long asked;
    synchronized (this) {
      asked = generation;
    }
    long now = System.nanoTime();
    Optional<Published> published = documents.published(slug);
    synchronized (this) {
      if (published.isEmpty()) {
        forget(slug);
        return Optional.empty();
      }
      Entry entry = entries.get(slug);
      if (entry == null || !entry.publication.equals(published.get().publication())) {
        forget(slug);
        entry = new Entry(published.get().publication());
        entries.put(slug, entry);
      }
      entry.checkedNanos = now;
      entry.generation = asked;
      return Optional.of(content(slug, entry, kind, published.get(), make));
    }
  }

  private synchronized Optional<CompletableFuture<PublishedContent>> fresh(
      String slug, String kind) {
    Entry entry = entries.get(slug);
    boolean isFresh =
        entry != null
            && entry.generation == generation
            && System.nanoTime() - entry.checkedNanos < FRESH.toNanos();
    return isFresh ? Optional.ofNullable(entry.contents.get(kind)) : Optional.empty();
  }

  private CompletableFuture<PublishedContent> content(
      String slug,
      Entry entry,
      String kind,
      Published published,
      Function<Published, CompletableFuture<PublishedContent>> make) {
    CompletableFuture<PublishedContent> known = entry.contents.get(kind);
    if (known != null) {
      return known;
    }
    CompletableFuture<PublishedContent> made = make.apply(published);
    entry.contents.put(kind, made);
    var unused =
        made.whenComplete((content, failure) -> count(slug, entry, kind, content, failure));
    return made;
  }

  /** Counts what was made, and forgets the pages that were asked for longest ago. */
  private synchronized void count(
      String slug, Entry entry, String kind, PublishedContent content, Throwable failure) {
    if (entries.get(slug) != entry) {
      return;
    }
    if (failure != null) {
      // The next request tries again.
      entry.contents.remove(kind);
      return;
    }
    entry.bytes += content.bytes();
    bytes += content.bytes();
    Iterator<Entry> eldest = entries.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      bytes -= eldest.next().bytes;
      eldest.remove();
    }
  }

  private void forget(String slug) {
    Entry entry = entries.remove(slug);
    if (entry != null) {
      bytes -= entry.bytes;
    }
  }
}
