package dev.twinmark.webapp.render;

import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.webapp.render.RenderException.Reason;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Turns Markdown into HTML that may be shown, on threads of its own.
 *
 * <p>Parsing cannot be interrupted: a document that takes long takes its thread with it until it is
 * through, though nobody waits for it any more. So the threads that render are few, none of them is
 * one that answers requests, and what does not fit into the queue before them is refused at once.
 */
public final class DocumentRenderer implements AutoCloseable {

  /** One per processor, as rendering does nothing but compute; two, so that one may be stuck. */
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** With a usual document in some 20 ms a thread, the last in the queue still waits under 1 s. */
  static final int QUEUE_LENGTH = 64;

  /**
   * How long a request waits for its document. 5 MB of ordinary text take some 4 s on one core of a
   * small machine, and two or three times that while the JVM is warming up; what needs longer was
   * made to.
   */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  /**
   * Stack of a rendering thread, in bytes. The engine nests 100 blocks and 100 inlines at most, the
   * HTML parser 512 elements; the usual 1 MB suffices for those, and this leaves room.
   */
  private static final long STACK_BYTES = 4L * 1024 * 1024;

  private final UnaryOperator<String> renderer;
  private final Duration timeLimit;
  private final ThreadPoolExecutor threads;

  /** Renders with the engine that the browser has, too. */
  public DocumentRenderer() {
    this(new TwinmarkRenderer()::render, THREADS, QUEUE_LENGTH, TIME_LIMIT);
  }

  DocumentRenderer(
      UnaryOperator<String> renderer, int threadCount, int queueLength, Duration timeLimit) {
    this.renderer = renderer;
    this.timeLimit = timeLimit;
    var number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLength),
            task -> {
              var thread =
                  new Thread(null, task, "render-" + number.incrementAndGet(), STACK_BYTES);
              // A document that never ends must not keep the process from ending.
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Renders a document.
   *
   * @param markdown the document
   * @return sanitized HTML, to be; it fails with a {@link RenderException} only
   */
  public CompletableFuture<String> render(String markdown) {
    var result = new CompletableFuture<String>();
    try {
      threads.execute(() -> complete(result, markdown));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new RenderException(
              Reason.BUSY,
              "The server is busy with other documents. Try again in a few seconds.",
              e));
    }
    return result
        .orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(described(failure)));
  }

  /** Refuses further documents; those under way are finished. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private void complete(CompletableFuture<String> result, String markdown) {
    if (result.isDone()) {
      return; // It waited longer than it may; nobody reads the answer.
    }
    try {
      result.complete(toHtml(markdown));
    } catch (RenderException e) {
      result.completeExceptionally(e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      result.completeExceptionally(
          new RenderException(
              Reason.DEFECT, "The document could not be rendered: the server failed.", e));
    }
  }

  private String toHtml(String markdown) throws RenderException {
    try {
      return renderer.apply(markdown);
    } catch (IllegalArgumentException e) {
      // How the engine says that a limit of its own is exceeded, such as a table's cells.
      throw new RenderException(
          Reason.REFUSED, "The document exceeds what the engine can render: " + e.getMessage(), e);
    }
  }

  private RenderException described(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RenderException described) {
      return described;
    }
    if (cause instanceof TimeoutException) {
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
