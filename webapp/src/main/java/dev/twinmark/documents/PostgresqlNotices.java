package dev.twinmark.documents;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other servers of a database which documents have changed, and who is in them, by
 * NOTIFY. These are hints: the servers also ask for the heads of their documents every second, and
 * tell again who is there.
 *
 * <p>A transaction with NOTIFY takes a lock of the whole database when it commits, so the notices
 * are sent in one of their own, for all documents that have changed meanwhile.
 */
final class PostgresqlNotices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlNotices.class);

  private static final String CHANGES = "twinmark_documents";
  private static final String NOTES = "twinmark_notes";
  private static final Pattern SPACE = Pattern.compile(" ");

  /** The time in which the notices of several appends become one. */
  private static final int DELAY_MS = 25;

  /** The ids in a notice, of 27 bytes each; it takes less than 8,000. */
  private static final int MAX_DOCUMENTS_OF_A_NOTICE = 200;

  /** The parts of a note: server, document and text. */
  private static final int NOTE_PARTS = 3;

  /** The notes that wait for a database that is slow: 8 MB. Past it new ones are dropped. */
  private static final int MAX_NOTES = 1_000;

  private static final int RECONNECT_DELAY_MS = 1_000;
  private static final int RECEIVE_TIMEOUT_MS = 10_000;

  /** Begins the notices of this server, which are no news to it. */
  private final String server = UUID.randomUUID().toString();

  private final String url;
  private final Database database;
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> notes = new ArrayBlockingQueue<>(MAX_NOTES);
  private final List<Consumer<String>> changeListeners = new CopyOnWriteArrayList<>();
  private final List<TextStore.NoteListener> noteListeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isListening = new AtomicBoolean();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "documents-notices-sent"));
  private volatile Connection connection;
  private final AtomicBoolean isScheduled = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  PostgresqlNotices(String url, Database database) {
    this.url = url;
    this.database = database;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Tells the other servers soon that a document has changed. */
  void changed(String document) {
    changed.add(document);
    sendSoon();
  }

  /** Tells the other servers something of a document soon. */
  void tell(String document, String note) {
    if (notes.offer(String.join(" ", server, document, note))) {
      sendSoon();
    } else {
      LOG.debug("Too many notes wait: one is dropped");
    }
  }

  private void sendSoon() {
    if (isScheduled.compareAndSet(false, true)) {
      try {
        var unused = sender.schedule(this::sendWaiting, DELAY_MS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("There was something to tell after the stop", e);
      }
    }
  }

  private void sendWaiting() {
    // First, so that a document that is added from here on is sent next time at the latest.
    isScheduled.set(false);
    Iterator<String> ids = changed.iterator();
    while (ids.hasNext()) {
      List<String> notice = new ArrayList<>(List.of(server));
      while (ids.hasNext() && notice.size() <= MAX_DOCUMENTS_OF_A_NOTICE) {
        notice.add(ids.next());
        ids.remove();
      }
      send(CHANGES, List.of(String.join(" ", notice)));
    }
    List<String> waiting = new ArrayList<>();
    notes.drainTo(waiting);
    if (!waiting.isEmpty()) {
      send(NOTES, waiting);
    }
  }

  private void send(String channel, List<String> notices) {
    try {
      database.write(
          c -> {
            // The other servers do without what is lost, so the disk is not waited for.
            Database.update(c, "SET LOCAL synchronous_commit TO off");
            for (String notice : notices) {
              Database.query(c, "SELECT pg_notify(?, ?)", row -> true, channel, notice);
            }
            return null;
          });
    } catch (StoreException e) {
      LOG.debug("Other servers were not told", e);
    }
  }

  /**
   * Calls the listener with each document that another server has changed, until the store closes.
   */
  void onChange(Consumer<String> listener) {
    changeListeners.add(listener);
    listen();
  }

  /** Calls the listener with each note of another server, until the store closes. */
  void onTold(TextStore.NoteListener listener) {
    noteListeners.add(listener);
    listen();
  }

  private void listen() {
    if (isListening.compareAndSet(false, true)) {
      daemon(this::receive, "documents-notices-received").start();
    }
  }

  private void receive() {
    while (closed.getCount() > 0) {
      try (Connection opened = DriverManager.getConnection(url);
          Statement statement = opened.createStatement()) {
        connection = opened;
        statement.execute("LISTEN " + CHANGES);
        statement.execute("LISTEN " + NOTES);
        PGConnection notices = opened.unwrap(PGConnection.class);
        while (closed.getCount() > 0) {
          for (PGNotification notice : notices.getNotifications(RECEIVE_TIMEOUT_MS)) {
            received(notice);
          }
        }
      } catch (SQLException e) {
        LOG.debug("Changes of other servers are noticed by polling", e);
      }
      pause();
    }
  }

  private void received(PGNotification notice) {
    boolean isNote = notice.getName().equals(NOTES);
    String[] parts = SPACE.split(notice.getParameter(), isNote ? NOTE_PARTS : 0);
    if (parts[0].equals(server)) {
      return;
    }
    if (!isNote) {
      for (String id : Arrays.asList(parts).subList(1, parts.length)) {
        changeListeners.forEach(listener -> listener.accept(id));
      }
    } else if (parts.length == NOTE_PARTS) {
      noteListeners.forEach(listener -> listener.told(parts[0], parts[1], parts[2]));
    }
  }

  private void pause() {
    try {
      closed.await(RECONNECT_DELAY_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    sender.shutdownNow();
    Connection opened = connection;
    try {
      if (opened != null) {
        opened.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("The connection for notices was not closed", e);
    }
  }
}
