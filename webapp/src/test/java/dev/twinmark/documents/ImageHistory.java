package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A document in which images are pasted, deleted, undone, kept in versions and published, and whose
 * log is pruned: the oracle of the images that have to be there.
 */
final class ImageHistory {

  private static final int NAMES = 12;

  private final DocumentStore store;
  private final String id;
  private final String account;
  private Instant now;

  /** The images that the text shows, in its order. */
  private final List<String> shown = new ArrayList<>();

  private final Map<String, Instant> addedAt = new HashMap<>();
  private final Map<String, Instant> deletedAt = new HashMap<>();
  private final Set<String> kept = new HashSet<>();
  private Set<String> published = Set.of();
  private long head;
  private String text = "";

  ImageHistory(DocumentStore store, String id, String account, Instant begin) {
    this.store = store;
    this.id = id;
    this.account = account;
    now = begin;
  }

  void step(Random random) {
    now = now.plus(Duration.ofHours(random.nextInt(48)));
    String name = String.valueOf((char) ('a' + random.nextInt(NAMES))).repeat(26) + ".png";
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> {
        store.addImage(id, name, new byte[] {1}, now);
        addedAt.put(name, now);
        // A client may be closed before it inserts what it has sent.
        if (random.nextInt(8) != 0) {
          insert(name);
        }
      }
      case 3, 4, 5 -> delete(random);
      case 6 -> {
        // An undo, or the change of a client that was offline, brings back what was there.
        if (!shown.contains(name) && mustStay().contains(name)) {
          insert(name);
        }
      }
      case 7 -> {
        if (random.nextInt(6) == 0) {
          String label = random.nextBoolean() ? "Named" : null;
          store.keepVersion(id, new StoredVersion(head, label, "", now, text.length()), text);
          kept.addAll(shown);
        }
      }
      default -> publish(random.nextInt(3) == 0);
    }
    prune();
  }

  /** Makes changes long after all others, and prunes: only what is referred to is left. */
  void end() {
    for (int i = 0; i < 2; i++) {
      now = now.plus(Duration.ofDays(30));
      edit(0, 0, "x");
      prune();
    }
    Set<String> used = new TreeSet<>(shown);
    used.addAll(kept);
    used.addAll(published);
    assertEquals(used, images());
  }

  private void insert(String name) {
    edit(text.length(), text.length(), "![](" + ImageLinks.address(id, name) + ")\n");
    shown.add(name);
  }

  private void delete(Random random) {
    if (!shown.isEmpty()) {
      String name = shown.remove(random.nextInt(shown.size()));
      int start = text.indexOf("![](" + ImageLinks.address(id, name));
      edit(start, text.indexOf('\n', start) + 1, "");
      deletedAt.put(name, now);
    }
  }

  private void edit(int from, int to, String insert) {
    ChangeSet change = ChangeSet.replace(text.length(), from, to, insert);
    text = change.apply(text);
    var made = new Change("client", head + 1, account, "", change, now);
    assertTrue(store.append(id, head++, List.of(made), text));
  }

  private void publish(boolean end) {
    if (end) {
      store.unpublish(id);
      published = Set.of();
    } else {
      store.publish(id, new Publication(id, head, "", false, now), text);
      published = Set.copyOf(shown);
    }
  }

  private void prune() {
    store.prune(now.minus(Limits.LOG_AGE));
    Set<String> missing = mustStay();
    missing.removeAll(images());
    assertEquals(Set.of(), missing);
  }

  private Set<String> mustStay() {
    Instant before = now.minus(Limits.LOG_AGE);
    Set<String> names = new TreeSet<>(shown);
    names.addAll(kept);
    names.addAll(published);
    for (Map<String, Instant> times : List.of(addedAt, deletedAt)) {
      times.forEach(
          (name, at) -> {
            if (!at.isBefore(before)) {
              names.add(name);
            }
          });
    }
    return names;
  }

  private Set<String> images() {
    Set<String> names = new TreeSet<>();
    store.images(id).forEach(image -> names.add(image.name()));
    return names;
  }
}
