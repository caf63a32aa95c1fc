package dev.twinmark.webapp.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;

/** Memory, threads and garbage collection, named as Prometheus' own client for Java names them. */
public final class JvmMetrics {

  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  private JvmMetrics() {}

  /** Writes the figures of this process. */
  public static void describe(MetricsText text) {
    var memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage others = memory.getNonHeapMemoryUsage();
    text.gauge("jvm_memory_used_bytes", "Memory in use.")
        .sample("jvm_memory_used_bytes", "area", "heap", heap.getUsed())
        .sample("jvm_memory_used_bytes", "area", "nonheap", others.getUsed())
        .gauge("jvm_memory_committed_bytes", "Memory taken from the operating system.")
        .sample("jvm_memory_committed_bytes", "area", "heap", heap.getCommitted())
        .sample("jvm_memory_committed_bytes", "area", "nonheap", others.getCommitted())
        .gauge("jvm_memory_max_bytes", "Memory that may be used at most.")
        .sample("jvm_memory_max_bytes", "area", "heap", heap.getMax());
    long collectionMillis =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    text.counter("jvm_gc_seconds_total", "Time spent in garbage collections.")
        .sample("jvm_gc_seconds_total", collectionMillis / MILLIS_PER_SECOND)
        .gauge("jvm_threads_current", "Threads.")
        .sample("jvm_threads_current", ManagementFactory.getThreadMXBean().getThreadCount())
        .gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.")
        .sample(
            "process_start_time_seconds",
            ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND);
  }
}
