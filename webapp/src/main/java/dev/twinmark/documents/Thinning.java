package dev.twinmark.documents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The automatic versions that need not be kept: many recent ones are kept, and few old ones. */
final class Thinning {

  /**
   * The versions that are kept whatever their age: eight hours of writing. With a clock that is
   * years ahead, all of them would count as old.
   */
  static final int RECENT = 48;

  /** The versions of a document at most: weekly ones of more than eight years. */
  static final int MAX_VERSIONS = 500;

  /** The versions that are needed to tell which one goes. */
  static final int VERSIONS_READ = MAX_VERSIONS + 1;

  /** A version that was kept by itself. */
  record Automatic(long version, Instant at) {}

  /** Beyond an age, only the last version of each stretch of time is kept. */
  private record Age(Duration older, Duration stretch) {

    long stretchOf(Instant at) {
      return Math.floorDiv(at.toEpochMilli(), stretch.toMillis());
    }
  }

  private static final List<Age> AGES =
      List.of(
          new Age(Duration.ofDays(30), Duration.ofDays(7)),
          new Age(Duration.ofDays(1), Duration.ofDays(1)),
          new Age(Duration.ofHours(1), Duration.ofHours(1)));

  private Thinning() {}

  /**
   * Returns the oldest version that need not be kept. Only one goes for each that comes, so that a
   * wrong clock cannot thin a whole history.
   *
   * @param newestFirst the last {@link #VERSIONS_READ} automatic versions; the clock may have been
   *     set between two of them
   * @param published the version that is published, or a negative number
   */
  static OptionalLong superfluous(List<Automatic> newestFirst, long published, Instant now) {
    for (int i = newestFirst.size() - 1; i >= RECENT; i--) {
      Automatic next = newestFirst.get(i - 1);
      Automatic version = newestFirst.get(i);
      if (version.version() != published && isInStretchOf(version.at(), next.at(), now)) {
        return OptionalLong.of(version.version());
      }
    }
    if (newestFirst.size() <= MAX_VERSIONS) {
      return OptionalLong.empty();
    }
    int oldest = newestFirst.size() - 1;
    int removed = newestFirst.get(oldest).version() == published ? oldest - 1 : oldest;
    return OptionalLong.of(newestFirst.get(removed).version());
  }

  private static boolean isInStretchOf(Instant at, Instant next, Instant now) {
    // A time in the future is as far from now as one in the past.
    Duration distance = Duration.between(at, now).abs();
    Optional<Age> age = AGES.stream().filter(a -> distance.compareTo(a.older()) > 0).findFirst();
    return age.isPresent() && age.get().stretchOf(at) == age.get().stretchOf(next);
  }
}
