package dev.twinmark.webapp.render;

import dev.twinmark.engine.Extension;
import dev.twinmark.webapp.metrics.Histogram;
import dev.twinmark.webapp.metrics.MetricsText;
import dev.twinmark.webapp.render.RenderException.Reason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Turns Markdown into HTML that may be shown, on threads of its own.
 *
 * <p>Clients take turns by the time that their documents take, and at least one thread never
 * renders long documents: whatever one client sends, the short document of another, which has used
 * less time, waits for one short document only. A short document that takes {@link
 * CostlyClients#COSTLY} there is interrupted and begun again among the long ones, as are from the
 * start those of {@link CostlyClients}. A document whose time is over, or whose request is gone, is
 * taken out of the queue, or its thread is interrupted: engine and sanitizer stop then.
 */
public final class DocumentRenderer implements AutoCloseable {

  /** The client that the server itself is, for its own pages. */
  public static final String SERVER = "";

  /** One per processor, as rendering does nothing but compute; two, so that one may be stuck. */
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** The length, in UTF-16 code units, up to which a document is short: rendered in some 20 ms. */
  static final int SHORT_DOCUMENT_UNITS = 64 * 1024;

  /**
   * The memory that rendering takes at most for each byte of a document: strings, nodes, HTML. 1
   * MiB of paragraphs of two characters failed with a heap of 88 MB and passed with 144; ordinary
   * text passed with 56.
   */
  private static final int WORKING_BYTES_PER_BYTE = 144;

  /** The part of the heap for long documents; requests and the server itself need the rest. */
  private static final double HEAP_SHARE = 5 / 8.0;

  /**
   * The length of each queue. At some 20 ms a thread for a usual document, the last one waits for
   * some seconds.
   */
  static final int QUEUE_LENGTH = 256;

  /** One client's part of each queue: an office behind one address may send so many at once. */
  private static final int QUEUE_PARTS = 4;

  /**
   * The time that a request waits for its document. 5 MB of ordinary text take some 4 s on one core
   * of a small machine, and two or three times that while the JVM is warming up; a document that
   * needs longer was made to.
   */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  /**
   * Stack of a rendering thread, in bytes. The engine nests 100 blocks and 100 inlines at most, the
   * HTML parser 512 elements; the usual 1 MB suffices for those, and this leaves room.
   */
  private static final long STACK_BYTES = 4L * 1024 * 1024;

  private static final ThreadMXBean THREAD_TIMES = ManagementFactory.getThreadMXBean();

  private final BiFunction<String, Set<Extension>, String> renderer;
  private final Duration timeLimit;
  private final Turns<Task> shortOnes;
  private final Turns<Task> longOnes;
  private final CostlyClients costlyClients = new CostlyClients(System::nanoTime);
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "render-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final Histogram durations =
      new Histogram(
          "twinmark_render_seconds",
          "Time from the arrival of a document to its HTML, waiting included.",
          0.005,
          0.025,
          0.1,
          0.25,
          1,
          5,
          20);
  private final Map<Reason, LongAdder> failures = new EnumMap<>(Reason.class);
  private int working;
  private boolean closed;

  /**
   * Renders with the engine that the browser has, too.
   *
   * @param maxDocumentBytes the length of the longest document
   */
  public DocumentRenderer(int maxDocumentBytes) {
    this(
        new RendererByExtensions()::render,
        THREADS,
        threadsForLongOnes(Runtime.getRuntime().maxMemory(), maxDocumentBytes),
        QUEUE_LENGTH,
        TIME_LIMIT);
  }

  /** Renders with an engine of a test, which knows no extensions. */
  DocumentRenderer(
      UnaryOperator<String> renderer,
      int threadCount,
      int longThreadCount,
      int queueLength,
      Duration timeLimit) {
    this(
        (markdown, extensions) -> renderer.apply(markdown),
        threadCount,
        longThreadCount,
        queueLength,
        timeLimit);
  }

  private DocumentRenderer(
      BiFunction<String, Set<Extension>, String> renderer,
      int threadCount,
      int longThreadCount,
      int queueLength,
      Duration timeLimit) {
    this.renderer = renderer;
    this.timeLimit = timeLimit;
    for (Reason reason : Reason.values()) {
      failures.put(reason, new LongAdder());
    }
    int lengthPerClient = Math.max(1, queueLength / QUEUE_PARTS);
    this.shortOnes = new Turns<>(queueLength, lengthPerClient);
    this.longOnes = new Turns<>(queueLength, lengthPerClient);
    for (int i = 0; i < threadCount; i++) {
      boolean rendersLongOnes = i < longThreadCount;
      var thread = new Thread(null, () -> work(rendersLongOnes), "render-" + i, STACK_BYTES);
      // A document that never ends must not keep the process from ending.
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * The length in bytes of the longest document for which a heap suffices. A longer one could use
   * up the memory of all other requests.
   */
  public static int maxDocumentBytes(long heapBytes) {
    return (int) Math.min(Integer.MAX_VALUE, HEAP_SHARE * heapBytes / WORKING_BYTES_PER_BYTE);
  }

  /** At least one, and never all. */
  static int threadsForLongOnes(long heapBytes, int maxDocumentBytes) {
    int fitting = maxDocumentBytes(heapBytes) / maxDocumentBytes;
    return Math.max(1, Math.min(fitting, THREADS - 1));
  }

  /**
   * Renders a document.
   *
   * @param client for whom: clients take turns
   * @param markdown the document
   * @param extensions the constructs beyond the default language
   * @return sanitized HTML, to be; it fails with a {@link RenderException} only. Cancelling it
   *     cancels the work.
   */
  public CompletableFuture<String> render(
      String client, String markdown, Set<Extension> extensions) {
    var task = new Task(client, markdown, extensions);
    if (!offer(task)) {
      failures.get(Reason.BUSY).increment();
      return CompletableFuture.failedFuture(
          new RenderException(
              Reason.BUSY,
              "The server is busy with other documents. Try again in a few seconds.",
              null));
    }
    var answer =
        task.result
            .orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((html, failure) -> cancel(task))
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(counted(failure)));
    var unused = answer.whenComplete((html, failure) -> task.result.cancel(false));
    return answer;
  }

  /** Writes how many documents wait, are rendered and were not rendered. */
  public void describe(MetricsText text) {
    String waiting = "twinmark_waiting_documents";
    String rendering = "twinmark_rendering_documents";
    synchronized (this) {
      text.gauge(waiting, "Documents that wait for a thread.")
          .sample(waiting, "queue", "short", shortOnes.size())
          .sample(waiting, "queue", "long", longOnes.size())
          .gauge(rendering, "Documents that are being rendered.")
          .sample(rendering, working);
    }
    String failed = "twinmark_failed_documents_total";
    text.counter(failed, "Documents that were not rendered.");
    failures.forEach(
        (reason, count) ->
            text.sample(failed, "reason", reason.name().toLowerCase(Locale.ROOT), count.sum()));
    durations.describe(text);
  }

  /** Refuses further documents; those under way are finished. */
  @Override
  public synchronized void close() {
    closed = true;
    watch.shutdownNow();
    notifyAll();
  }

  /** A document on its way. */
  private static final class Task {

    private final CompletableFuture<String> result = new CompletableFuture<>();
    private final String client;
    private final String markdown;
    private final long startNanos = System.nanoTime();
    private final Set<Extension> extensions;

    private Turns<Task> queue;

    /** The thread that renders it, while it does. */
    private Thread thread;

    /** CPU time in nanoseconds that the thread had taken before. */
    private long cpuNanosBefore;

    /** True once it has taken too long for a thread that renders short documents only. */
    private boolean isDemoted;

    /** True once its cost is known: a document that is begun again counts once. */
    private boolean isNoted;

    Task(String client, String markdown, Set<Extension> extensions) {
      this.client = client;
      this.markdown = markdown;
      this.extensions = extensions;
    }
  }

  private Turns<Task> queueFor(Task task) {
    boolean isLong =
        task.markdown.length() > SHORT_DOCUMENT_UNITS || costlyClients.contain(task.client);
    return isLong ? longOnes : shortOnes;
  }

  private synchronized boolean offer(Task task) {
    task.queue = queueFor(task);
    if (closed || !task.queue.offer(task.client, task)) {
      return false;
    }
    // All, as the one that is woken may be a thread for short documents only.
    notifyAll();
    return true;
  }

  private synchronized void cancel(Task task) {
    if (task.thread == null) {
      task.queue.remove(task.client, task);
    } else if (task.thread != Thread.currentThread()) {
      task.thread.interrupt();
    }
  }

  private void work(boolean rendersLongOnes) {
    for (Task task = take(rendersLongOnes); task != null; task = take(rendersLongOnes)) {
      if (!rendersLongOnes) {
        demoteAfter(CostlyClients.COSTLY.toNanos(), task);
      }
      complete(task);
    }
  }

  /** Waits for a task; null when there will be no more. */
  private synchronized Task take(boolean rendersLongOnes) {
    while (true) {
      Task task = rendersLongOnes ? longOnes.poll() : null;
      if (task == null) {
        task = shortOnes.poll();
      }
      if (task != null) {
        task.thread = Thread.currentThread();
        working++;
        task.cpuNanosBefore = THREAD_TIMES.getCurrentThreadCpuTime();
        return task;
      }
      if (closed) {
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("A thread is interrupted only while it has a task.", e);
      }
    }
  }

  private synchronized void demoteAfter(long nanos, Task task) {
    if (!closed) {
      var unused = watch.schedule(() -> demote(task), nanos, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void demote(Task task) {
    if (task.thread == null || closed) {
      return;
    }
    long left = CostlyClients.COSTLY.toNanos() - cpuNanosOf(task);
    if (left > 0) {
      demoteAfter(left, task);
    } else {
      task.isDemoted = true;
      task.thread.interrupt();
    }
  }

  private static long cpuNanosOf(Task task) {
    return THREAD_TIMES.getThreadCpuTime(task.thread.getId()) - task.cpuNanosBefore;
  }

  /**
   * Takes a task from its thread.
   *
   * @return true if it waits for its turn among the long ones now
   */
  private synchronized boolean finish(Task task, boolean failed) {
    long cpuNanos = cpuNanosOf(task);
    task.queue.spend(task.client, cpuNanos);
    if (task.markdown.length() <= SHORT_DOCUMENT_UNITS && !task.isNoted) {
      costlyClients.note(task.client, cpuNanos);
      task.isNoted = true;
    }
    task.thread = null;
    working--;
    // An interrupt meant for this task must not reach the next one.
    Thread.interrupted();
    if (!failed || !task.isDemoted || task.result.isDone()) {
      return false;
    }
    task.isDemoted = false;
    // The other threads may have ended by now; a server that is closed demotes none.
    task.queue = closed ? shortOnes : longOnes;
    notifyAll();
    return task.queue.offer(task.client, task);
  }

  // A thread that an Error ended would be missing from then on.
  @SuppressWarnings("CatchingUnchecked")
  private void complete(Task task) {
    String html = null;
    Throwable failure = null;
    try {
      html = renderer.apply(task.markdown, task.extensions);
    } catch (Throwable e) {
      failure = e;
    }
    // First, so that the cost is known when the client sends its next document.
    if (finish(task, failure != null)) {
      return;
    }
    if (failure == null) {
      durations.add(System.nanoTime() - task.startNanos);
      task.result.complete(html);
    } else {
      task.result.completeExceptionally(failure);
    }
  }

  private RenderException counted(Throwable failure) {
    RenderException described = described(failure);
    failures.get(described.reason()).increment();
    return described;
  }

  private RenderException described(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RenderException described) {
      return described;
    }
    if (cause instanceof TimeoutException || cause instanceof CancellationException) {
      return new RenderException(
          Reason.TOO_SLOW,
          "Rendering took longer than "
              + timeLimit.toSeconds()
              + " seconds. Try a shorter or simpler document, or try again when the server is less"
              + " busy.",
          cause);
    }
    return new RenderException(
        Reason.DEFECT, "The document could not be rendered: the server failed.", cause);
  }
}
