package dev.twinmark.webapp.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** The distribution of a duration. May be used by several threads. */
public final class Histogram {

  private final String name;
  private final String help;
  private final double[] bounds;
  private final AtomicLongArray counts;
  private final LongAdder nanos = new LongAdder();

  /**
   * @param name ends in {@code _seconds}
   * @param bounds the greatest duration of each bucket but the last, in seconds, ascending
   */
  public Histogram(String name, String help, double... bounds) {
    this.name = name;
    this.help = help;
    this.bounds = bounds.clone();
    this.counts = new AtomicLongArray(bounds.length + 1);
  }

  /** Counts a duration. */
  public void add(long durationNanos) {
    double seconds = durationNanos / (double) TimeUnit.SECONDS.toNanos(1);
    int bucket = 0;
    while (bucket < bounds.length && seconds > bounds[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    nanos.add(durationNanos);
  }

  /** Writes the number of durations up to each bound, their number and their sum. */
  public void describe(MetricsText text) {
    text.histogram(name, help);
    long count = 0;
    for (int i = 0; i < counts.length(); i++) {
      count += counts.get(i);
      String bound = i < bounds.length ? Double.toString(bounds[i]) : "+Inf";
      text.sample(name + "_bucket", "le", bound, count);
    }
    text.sample(name + "_sum", nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1));
    text.sample(name + "_count", count);
  }
}
