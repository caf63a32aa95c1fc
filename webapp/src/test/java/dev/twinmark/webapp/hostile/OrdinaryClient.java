package dev.twinmark.webapp.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the page and renders a document of 10 KB, each twenty times a second, whether or not the
 * server has answered the requests before: a client that waited would measure an attack by a single
 * slow answer.
 */
final class OrdinaryClient implements AutoCloseable {

  private static final int REQUESTS_PER_SECOND = 20;

  /**
   * Longer than the server lets any request wait, so that its own answer decides: how long a
   * machine takes is printed and not asserted.
   */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private static final String DOCUMENT =
      "# A heading\n\nSome *text* with a [link](https://example.org/), `code`\n\n- and\n- a list\n\n"
          .repeat(125);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Phaser pending = new Phaser(1);
  private final HttpRequest page;
  private final HttpRequest document;
  private volatile Measurement measurement = new Measurement();

  OrdinaryClient(URI server) {
    page = HttpRequest.newBuilder(server).timeout(ANSWER_TIMEOUT).build();
    document =
        HttpRequest.newBuilder(server.resolve("api/render"))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "text/markdown")
            .POST(BodyPublishers.ofString(DOCUMENT))
            .build();
  }

  /** Asks in peace, for both a number of times. */
  Measurement warmUp(int times) {
    for (int i = 0; i < times; i++) {
      send(page).join();
      send(document).join();
    }
    Measurement peace = measurement;
    measurement = new Measurement();
    return peace;
  }

  /** Begins to ask. */
  void start() {
    long period = TimeUnit.SECONDS.toNanos(1) / REQUESTS_PER_SECOND;
    var unused = clock.scheduleAtFixedRate(this::ask, 0, period, TimeUnit.NANOSECONDS);
  }

  /** Stops asking, and waits for the answers under way. */
  Measurement finish() throws InterruptedException {
    clock.shutdown();
    clock.awaitTermination(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    pending.arriveAndAwaitAdvance();
    return measurement;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void ask() {
    var unusedPage = send(page);
    var unusedDocument = send(document);
  }

  private CompletableFuture<?> send(HttpRequest request) {
    Measurement into = measurement;
    long start = System.nanoTime();
    pending.register();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                into.failed(request.method() + ": " + failure);
              } else if (response.statusCode() != 200) {
                into.failed(request.method() + ": " + response.statusCode());
              } else {
                into.answered(System.nanoTime() - start);
              }
              pending.arriveAndDeregister();
            });
  }

  /** The outcome of a series of requests. */
  static final class Measurement {

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    private void answered(long elapsed) {
      nanos.add(elapsed);
    }

    private void failed(String how) {
      failures.add(how);
    }

    int requests() {
      return nanos.size() + failures.size();
    }

    List<String> failures() {
      return List.copyOf(failures);
    }

    /** The time in milliseconds within which that part of the answers arrived. */
    long percentileMs(double part) {
      List<Long> sorted = nanos.stream().sorted().toList();
      return sorted.isEmpty()
          ? -1
          : TimeUnit.NANOSECONDS.toMillis(sorted.get((int) (part * (sorted.size() - 1))));
    }

    @Override
    public String toString() {
      return "%d requests, %d failed, p50 %d ms, p99 %d ms"
          .formatted(requests(), failures.size(), percentileMs(0.5), percentileMs(0.99));
    }
  }
}
