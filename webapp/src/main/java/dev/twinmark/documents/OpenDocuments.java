package dev.twinmark.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents with connected clients, each with its {@linkplain OpenDocument authority}.
 * Thread-safe.
 */
public final class OpenDocuments implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenDocuments.class);

  /** Threads wait for the disk most of the time; more of them would only wait for each other. */
  private static final int THREADS =
      Math.min(16, Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));

  /** The time that a stop waits for commits under way. */
  private static final long STOP_MS = 5000;

  /** The time between two lines of the log about a store that fails. */
  private static final long FAILURE_LOG_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TextStore store;
  private final Quota quota;
  private final Access access;
  private final Settled settled;
  private final LongConsumer commitNanos;
  private final long maxMemoryUnits;
  private final Map<String, OpenDocument> open = new ConcurrentHashMap<>();
  private final ExecutorService pool;
  private final ExecutorService teller =
      Executors.newSingleThreadExecutor(threads("documents-settled"));
  private final ScheduledExecutorService clock;
  private final LongAdder pushes = new LongAdder();
  private final LongAdder changes = new LongAdder();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean isClosing;
  private volatile long failureLoggedNanos = System.nanoTime() - FAILURE_LOG_NANOS;

  /**
   * The documents of a store that knows the rights to them.
   *
   * @param store stays open when this is closed
   * @param commitNanos gets the duration of each commit
   */
  public OpenDocuments(DocumentStore store, LongConsumer commitNanos) {
    this(store, new Quota(store, Limits.BYTES_PER_ACCOUNT), commitNanos);
  }

  OpenDocuments(DocumentStore store, Quota quota, LongConsumer commitNanos) {
    this(store, quota, commitNanos, maxMemoryUnits());
  }

  OpenDocuments(DocumentStore store, Quota quota, LongConsumer commitNanos, long maxMemoryUnits) {
    this(store, quota, new StoreAccess(store), null, commitNanos, maxMemoryUnits);
  }

  /**
   * The documents of an application that knows the rights to them.
   *
   * @param store stays open when this is closed
   * @param settled gets texts that have been quiet for a moment
   */
  public OpenDocuments(TextStore store, Access access, Settled settled) {
    this(store, Quota.NONE, access, settled, nanos -> {}, maxMemoryUnits());
  }

  private OpenDocuments(
      TextStore store,
      Quota quota,
      Access access,
      Settled settled,
      LongConsumer commitNanos,
      long maxMemoryUnits) {
    this.store = store;
    this.quota = quota;
    this.access = access;
    this.settled = settled;
    this.commitNanos = commitNanos;
    this.maxMemoryUnits = maxMemoryUnits;
    this.pool = Executors.newFixedThreadPool(THREADS, threads("documents"));
    this.clock = Executors.newScheduledThreadPool(2, threads("documents-clock"));
    long poll = Limits.POLL.toMillis();
    repeat(this::poll, poll, poll);
    store.onChange(this::changedElsewhere);
    store.onTold(this::told);
    long prune = Limits.PRUNE_INTERVAL.toMillis();
    // Servers of one database take turns.
    long first = ThreadLocalRandom.current().nextLong(prune);
    repeat(() -> pool().execute(this::prune), first, prune);
  }

  private static long maxMemoryUnits() {
    return Runtime.getRuntime().maxMemory() / Limits.HEAP_BYTES_PER_OPEN_UNIT;
  }

  private void repeat(Runnable task, long firstMs, long intervalMs) {
    var unused = clock.scheduleWithFixedDelay(task, firstMs, intervalMs, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory threads(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Connects a client, which has the right to read the document.
   *
   * @param address of the client, by which connections are limited
   */
  public Session connect(String id, String account, String address, Connection connection) {
    return connect(id, account, null, address, connection);
  }

  /**
   * The same for a person who has signed in.
   *
   * @param signIn names the person's session, with which this one ends; null for none
   */
  public Session connect(
      String id, String account, String signIn, String address, Connection connection) {
    OpenDocument document =
        open.compute(
            id,
            (key, known) -> {
              OpenDocument one = known == null ? new OpenDocument(key, this) : known;
              one.connections++;
              return one;
            });
    connections.incrementAndGet();
    var session = new Session(document, account, signIn, address, connection, System.nanoTime());
    // One that comes while this is being closed is ended at once.
    document.join(session);
    return session;
  }

  /**
   * Finds the session of a client whose messages come by a way of their own.
   *
   * @return the session, to be; empty where the client has none, or another account has it
   */
  public CompletableFuture<Optional<Session>> find(String id, String account, String client) {
    OpenDocument document = open.get(id);
    return document == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : document.find(account, client);
  }

  /**
   * Returns the rights of an account to a document now.
   *
   * @throws StoreException if the application does not find out
   */
  public Optional<Role> role(String id, String account) {
    return asked(() -> access.role(id, account));
  }

  /** Returns the name that others see, which a page may choose unless the account has one. */
  String name(String account, String chosen) {
    Optional<String> name = asked(() -> access.name(account));
    if (name.isEmpty() && chosen.isEmpty()) {
      name = asked(() -> access.suggestedName(account));
    }
    return Message.shownName(name.orElse(chosen));
  }

  /** Returns whether a client has connected by a person's session that has ended. */
  boolean hasEnded(Session session) {
    return session.signIn != null && asked(() -> access.hasEnded(session.signIn));
  }

  /** Returns whether there is no such account any more. */
  boolean isGone(String account) {
    return asked(() -> access.isGone(account));
  }

  /** Failures of an application are of many types. */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StoreException("The application does not tell the rights", e);
    }
  }

  /** Applies a change of rights to all documents, such as after an account was locked. */
  public void rightsChanged() {
    open.values().forEach(OpenDocument::refreshRoles);
  }

  /** Applies a change of rights to all who are connected. */
  public void rightsChanged(String id) {
    OpenDocument document = open.get(id);
    if (document != null) {
      document.refreshRoles();
    }
  }

  /** Ends all sessions of a person's session that has ended. */
  void signedOut(String signIn) {
    open.values().forEach(document -> document.signedOut(signIn));
  }

  /** Lets all sessions of an account that is gone connect again, as another one. */
  void accountGone(String account) {
    open.values().forEach(document -> document.accountGone(account));
  }

  /** Ends all sessions of a document that was deleted from the store. */
  public void deleted(String id) {
    OpenDocument document = open.get(id);
    if (document != null) {
      document.deleted();
    }
  }

  /** The numbers of a server's documents. */
  public record Statistics(
      int documents, int sessions, long pushes, long changes, Map<String, Long> refusals) {}

  /** Returns the numbers so far. */
  public Statistics statistics() {
    var refused = new TreeMap<String, Long>();
    refusals.forEach((reason, count) -> refused.put(reason, count.sum()));
    return new Statistics(open.size(), connections.get(), pushes.sum(), changes.sum(), refused);
  }

  /** Stores the pushes that wait, and ends all sessions; their clients connect again. */
  @Override
  public synchronized void close() {
    if (isClosing) {
      return;
    }
    isClosing = true;
    var ends = new ArrayList<CompletableFuture<Void>>();
    open.values().forEach(document -> ends.add(document.shutDown()));
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
          .get(STOP_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("Some documents did not stop in {} ms", STOP_MS);
    }
    clock.shutdownNow();
    pool.shutdown();
    try {
      if (!pool.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS)) {
        LOG.warn("Documents are still being stored");
      }
      teller.shutdown();
      if (!teller.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS)) {
        LOG.warn("The application still takes texts");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // --- for open documents

  TextStore store() {
    return store;
  }

  Quota quota() {
    return quota;
  }

  /** Null for none. */
  Settled settled() {
    return settled;
  }

  /** Runs what the application does with texts. */
  Executor teller() {
    return task -> {
      try {
        teller.execute(task);
      } catch (RejectedExecutionException e) {
        LOG.debug("A text came after the stop", e);
      }
    };
  }

  Executor pool() {
    return task -> {
      try {
        pool.execute(task);
      } catch (RejectedExecutionException e) {
        // After the stop what is left is to end sessions, which must not be lost.
        task.run();
      }
    };
  }

  /** Returns true once the server stops: clients that connect now are sent away at once. */
  public boolean isClosing() {
    return isClosing;
  }

  void later(Runnable task, long nanos) {
    try {
      var unused = clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("A task came after the stop", e);
    }
  }

  void left(OpenDocument document) {
    connections.decrementAndGet();
    open.computeIfPresent(
        document.id,
        (key, known) -> {
          if (known == document && --document.connections == 0) {
            document.idleNanos = System.nanoTime();
          }
          return known;
        });
  }

  /** Returns whether another document may be read into memory. */
  boolean hasRoom() {
    return memoryUnits() < maxMemoryUnits;
  }

  private long memoryUnits() {
    return open.values().stream().mapToLong(OpenDocument::memoryUnits).sum();
  }

  void pushed() {
    pushes.increment();
  }

  void refused(String reason) {
    refusals.computeIfAbsent(reason, key -> new LongAdder()).increment();
  }

  void committed(long nanos, int count) {
    commitNanos.accept(nanos);
    changes.add(count);
  }

  void storeFailed(StoreException e) {
    long now = System.nanoTime();
    if (now - failureLoggedNanos >= FAILURE_LOG_NANOS) {
      failureLoggedNanos = now;
      LOG.error("The store of documents failed; it is tried again", e);
    }
  }

  // --- time

  private void poll() {
    try {
      evict();
      Map<String, OpenDocument> polled = Map.copyOf(open);
      Map<String, Long> heads = store.heads(polled.keySet());
      int roles = Math.max(1, Limits.ROLES_PER_POLL / Math.max(1, polled.size()));
      polled.forEach(
          (id, document) -> {
            Long head = heads.get(id);
            tellHead(document, head);
            if (head != null) {
              document.refreshSomeRoles(roles);
            }
            document.tick();
          });
    } catch (StoreException e) {
      storeFailed(e);
      open.values().forEach(OpenDocument::tick);
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("Polling the documents failed", e);
    }
  }

  private static void tellHead(OpenDocument document, Long head) {
    if (head == null) {
      document.deleted();
    } else {
      document.moved(head);
    }
  }

  /** Another server has changed a document, so this one need not wait for the next poll. */
  private void changedElsewhere(String id) {
    if (!open.containsKey(id)) {
      return;
    }
    pool()
        .execute(
            () -> {
              OpenDocument document = open.get(id);
              try {
                if (document != null) {
                  tellHead(document, store.heads(Set.of(id)).get(id));
                }
              } catch (StoreException e) {
                storeFailed(e);
              }
            });
  }

  private void told(String server, String id, String note) {
    OpenDocument document = open.get(id);
    if (document != null) {
      document.told(server, note);
    }
  }

  /** Removes changes from the logs that are too old. */
  void prune() {
    try {
      store.prune(Instant.now().minus(Limits.LOG_AGE));
    } catch (StoreException e) {
      storeFailed(e);
    }
  }

  private void evict() {
    long now = System.nanoTime();
    // Without room, a page that is reloaded has its document read again.
    long lingerNanos = hasRoom() ? Limits.LINGER.toNanos() : 0;
    for (String id : open.keySet()) {
      open.computeIfPresent(
          id,
          (key, document) -> {
            if (document.connections > 0 || now - document.idleNanos < lingerNanos) {
              return document;
            }
            document.retire();
            return null;
          });
    }
  }
}
