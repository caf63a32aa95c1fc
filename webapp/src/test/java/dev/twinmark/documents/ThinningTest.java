package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.Thinning.Automatic;
import dev.twinmark.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThinningTest {

  private static final int ROUNDS = 40;
  private static final long NONE = -1;
  private static final Instant START = Instant.parse("2026-11-30T09:00:00.123Z");

  /** Hours of a day, days of 30, and one more of each at both ends. */
  private static final int HOURS_AND_DAYS = 26 + 32;

  private final Random random = new Random(Seeds.next("the versions"));
  private final List<Automatic> all = new ArrayList<>();
  private final List<Automatic> kept = new ArrayList<>();

  /** Keeps one more version, and removes the superfluous one. */
  private OptionalLong add(Instant at, long published) {
    Automatic version = new Automatic(all.size(), at);
    all.add(version);
    kept.add(0, version);
    List<Automatic> read = kept.subList(0, Math.min(kept.size(), Thinning.VERSIONS_READ));
    OptionalLong removed = Thinning.superfluous(List.copyOf(read), published, at);
    removed.ifPresent(
        number -> {
          int index = kept.indexOf(all.get(Math.toIntExact(number)));
          assertTrue(index >= Thinning.RECENT, "The last versions stay");
          assertNotEquals(published, number);
          kept.remove(index);
        });
    return removed;
  }

  private Duration pause() {
    return Duration.ofMinutes(
        switch (random.nextInt(20)) {
          case 0 -> random.nextInt(40 * 24 * 60);
          case 1, 2 -> random.nextInt(48 * 60);
          default -> 10 + random.nextInt(10);
        });
  }

  @Test
  void lastVersionOfEachStretchStays() {
    for (int round = 0; round < ROUNDS; round++) {
      all.clear();
      kept.clear();
      Instant now = START;
      for (int i = 0; i < 600; i++) {
        now = now.plus(pause());
        add(now, NONE);
        Duration life = Duration.between(START, now);
        assertTrue(
            kept.size() <= 1 + Thinning.RECENT + HOURS_AND_DAYS + life.toDays() / 7,
            () -> kept.size() + " versions of " + life);
      }
      Set<Automatic> left = new HashSet<>(kept);
      for (int i = 0; i < all.size() - 1; i++) {
        Automatic version = all.get(i);
        Duration age = Duration.between(version.at(), now);
        long hours = age.toDays() >= 30 ? 24 * 7 : age.toDays() >= 1 ? 24 : 1;
        long stretchMs = Duration.ofHours(hours).toMillis();
        if (version.at().toEpochMilli() / stretchMs
            != all.get(i + 1).at().toEpochMilli() / stretchMs) {
          assertTrue(left.contains(version), version + " of " + age + " ago");
        }
      }
    }
  }

  @Test
  void historyIsBoundedWithAnyClock() {
    for (int round = 0; round < ROUNDS; round++) {
      all.clear();
      kept.clear();
      long published = NONE;
      for (int i = 0; i < 700; i++) {
        published = random.nextInt(50) == 0 ? i : published;
        add(START.plus(Duration.ofDays(random.nextInt(20_000) - 10_000)), published);
        assertTrue(kept.size() <= Thinning.MAX_VERSIONS);
        assertTrue(published == NONE || kept.contains(all.get(Math.toIntExact(published))));
      }
      assertEquals(Thinning.MAX_VERSIONS, kept.size());
    }
  }

  @Test
  void publishedVersionStaysEvenIfOldest() {
    for (int i = 0; i <= Thinning.MAX_VERSIONS; i++) {
      OptionalLong removed = add(START.plus(Duration.ofDays(7L * i)), 0);
      assertEquals(i == Thinning.MAX_VERSIONS ? OptionalLong.of(1) : OptionalLong.empty(), removed);
    }
  }

  @Test
  void oneVersionGoesForEachThatComes() {
    for (int i = 0; i < 100; i++) {
      all.add(new Automatic(i, START));
      kept.add(0, all.get(i));
    }
    int before = kept.size();
    // The clock is years ahead: all versions count as old.
    assertTrue(add(START.plus(Duration.ofDays(3_000)), NONE).isPresent());
    assertEquals(before, kept.size());
    assertFalse(kept.contains(all.get(0)));
  }
}
