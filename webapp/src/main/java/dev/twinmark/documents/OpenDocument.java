package dev.twinmark.documents;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority over one document: gives pushes their order, stores them, and then tells all
 * sessions. Everything happens on its {@link Strand}.
 *
 * <p>Pushes that arrive while others are being stored wait, and are then stored together. Several
 * servers may be the authority at a time: the store appends to the head only, so the one that is
 * late reads on, maps its pushes over the others' changes, and tries again.
 */
final class OpenDocument {

  private static final Logger LOG = LoggerFactory.getLogger(OpenDocument.class);

  private static final long FIRST_RETRY_MS = 100;
  private static final long LAST_RETRY_MS = 5000;

  final String id;
  private final OpenDocuments server;
  private final TextStore store;
  private final Strand strand;
  private final Settling settling;

  /** The sessions, those that have not said hello included. Changed by the registry's methods. */
  private final Set<Session> sessions = new LinkedHashSet<>();

  private final Map<String, Session> byClient = new LinkedHashMap<>();
  private final Presence presence;
  private final Delivery delivery;
  private final AutomaticVersions versions;
  private final Map<String, Long> sequences = new HashMap<>();
  private final ArrayDeque<PendingPush> pending = new ArrayDeque<>();

  /** Null until the first session says hello. */
  private ChangeLog log;

  /** The account whose room the document takes; null if it is unknown. */
  private String creator;

  private boolean isCommitScheduled;

  /** True when a commit may or may not have happened: the store has to be read first. */
  private boolean isUnsure;

  private long retryMs = FIRST_RETRY_MS;
  private boolean isCursorTickScheduled;
  private boolean isGone;

  /** The session at which the next check of rights begins. */
  private int nextRole;

  /** The length of what was in memory at the last look, in UTF-16 code units. */
  private volatile long memoryUnits;

  /** Sessions and connects that have begun; guarded by the registry. */
  int connections;

  /** When the last session left; guarded by the registry. */
  long idleNanos;

  OpenDocument(String id, OpenDocuments server) {
    this.id = id;
    this.server = server;
    this.store = server.store();
    this.presence =
        new Presence(byClient, this::scheduleCursors, note -> server.store().tell(id, note));
    this.versions = new AutomaticVersions(id, store, server.quota());
    this.delivery = new Delivery(id, store, presence, this::sequence);
    this.strand = new Strand(server.pool(), this::failed);
    this.settling = new Settling(id, server.settled(), server.teller(), strand);
  }

  // --- what other threads ask for

  /** Takes a session in, whose line is open. */
  void join(Session session) {
    strand.execute(
        () -> {
          sessions.add(session);
          if (server.isClosing()) {
            close(session, CloseCode.RESTART, "The server stops.");
          }
        });
  }

  CompletableFuture<Void> receive(Session session, String frame) {
    session.heard();
    var done = new CompletableFuture<Void>();
    Message message;
    try {
      if (frame.length() > Limits.PUSH_UNITS) {
        throw new Message.MalformedException("The message is too long.");
      }
      message = Message.read(frame);
    } catch (Message.MalformedException e) {
      end(session, CloseCode.MALFORMED, e.getMessage());
      done.complete(null);
      return done;
    }
    Runnable task =
        () -> {
          if (session.isClosed || session.closeCode != 0) {
            done.complete(null);
          } else if (message instanceof Message.Push push && session.client != null) {
            push(session, push, done);
          } else {
            handle(session, message);
            done.complete(null);
          }
        };
    long delay = message instanceof Message.Push ? session.delayPush(System.nanoTime()) : 0;
    if (delay == 0) {
      strand.execute(task);
    } else {
      server.later(() -> strand.execute(task), delay);
    }
    return done;
  }

  CompletableFuture<Optional<Session>> find(String account, String client) {
    var found = new CompletableFuture<Optional<Session>>();
    strand.execute(
        () ->
            found.complete(
                Optional.ofNullable(byClient.get(client))
                    .filter(session -> session.account.equals(account))
                    .filter(session -> session.connection.isOneWay())));
    return found;
  }

  void lineEnded(Session session) {
    strand.execute(() -> leave(session));
  }

  void end(Session session, int code, String reason) {
    strand.execute(() -> close(session, code, reason));
  }

  /** Reads the rights of all sessions again: they may have changed. */
  void refreshRoles() {
    strand.execute(() -> List.copyOf(sessions).forEach(this::refreshRole));
  }

  /** Reads the rights of some sessions again; the next call goes on with others. */
  void refreshSomeRoles(int count) {
    strand.execute(
        () -> {
          List<Session> all = List.copyOf(sessions);
          int checked = Math.min(count, all.size());
          for (int i = 0; i < checked; i++) {
            refreshRole(all.get((nextRole + i) % all.size()));
          }
          nextRole = all.isEmpty() ? 0 : (nextRole + checked) % all.size();
        });
  }

  /** A person's session has ended. */
  void signedOut(String signIn) {
    strand.execute(
        () ->
            List.copyOf(sessions).stream()
                .filter(session -> signIn.equals(session.signIn))
                .forEach(this::saySignedOut));
  }

  /** An account is gone, because it was merged with another one. */
  void accountGone(String account) {
    strand.execute(
        () ->
            List.copyOf(sessions).stream()
                .filter(session -> account.equals(session.account))
                .forEach(this::askToReconnect));
  }

  /** The document is deleted. */
  void deleted() {
    strand.execute(this::gone);
  }

  /** Another server may have moved the head. */
  void moved(long head) {
    strand.execute(
        () -> {
          if (log != null && head > log.head() && !isGone) {
            guarded(
                () -> {
                  catchUp();
                  flushAll();
                });
          }
        });
  }

  /** Another server tells who is connected to it. */
  void told(String otherServer, String note) {
    strand.execute(() -> presence.told(otherServer, note));
  }

  /** Returns the length of what is in memory, in UTF-16 code units, at most a second ago. */
  long memoryUnits() {
    return memoryUnits;
  }

  /** Does what time asks for. */
  void tick() {
    strand.execute(this::keepTime);
  }

  /** Keeps a version of a document that is closed, unless there is a recent one. */
  void retire() {
    strand.execute(
        () -> {
          if (log != null && !isGone) {
            keepVersions(() -> versions.finish(log, creator));
          }
          settle();
        });
  }

  /** Stores what waits, then ends all sessions. */
  CompletableFuture<Void> shutDown() {
    var done = new CompletableFuture<Void>();
    strand.execute(
        () -> {
          if (log != null && !pending.isEmpty()) {
            guarded(this::commit);
          }
          settle();
          List.copyOf(sessions)
              .forEach(session -> close(session, CloseCode.RESTART, "The server stops."));
          presence.tellOthers();
          done.complete(null);
        });
    return done;
  }

  /** Tells the last text. */
  private void settle() {
    if (log != null && !isGone) {
      settling.finish(log);
    }
  }

  // --- on the strand

  private void failed(RuntimeException e) {
    LOG.error("An open document failed; its sessions connect again", e);
    List.copyOf(sessions)
        .forEach(session -> close(session, CloseCode.FAILED, "The server failed."));
    pending.forEach(waiting -> waiting.done.complete(null));
    pending.clear();
    isCommitScheduled = false;
    log = null;
    memoryUnits = 0;
  }

  /** Runs what asks the store. When that fails, sessions go on later. */
  private boolean guarded(Runnable task) {
    try {
      task.run();
      return true;
    } catch (StoreException e) {
      server.storeFailed(e);
      return false;
    }
  }

  private void handle(Session session, Message message) {
    if (message instanceof Message.Hello hello && session.client == null) {
      if (!guarded(() -> hello(session, hello))) {
        close(session, CloseCode.TRY_LATER, "The store cannot be read now.");
      }
    } else if (message instanceof Message.Cursor cursor && session.client != null) {
      presence.cursor(session, cursor, log);
    } else {
      close(session, CloseCode.MALFORMED, "A session begins with one hello.");
    }
  }

  private void hello(Session session, Message.Hello hello) {
    if (hello.protocol() != Frames.PROTOCOL) {
      answer(session, Frames.RELOAD);
      closeAfterAnswers(session, CloseCode.PROTOCOL, "Another protocol.");
      return;
    }
    if (!Ids.isClient(hello.client())) {
      close(session, CloseCode.MALFORMED, "The client has no id of 32 hexadecimal digits.");
      return;
    }
    if (log == null && !server.hasRoom()) {
      busy(session, "Too many long documents are open.");
      return;
    }
    if (!open()) {
      sayGone(session);
      return;
    }
    if (server.hasEnded(session)) {
      saySignedOut(session);
      return;
    }
    Optional<Role> role = server.role(id, session.account);
    if (role.isEmpty()) {
      loseRights(session);
      return;
    }
    if (isCrowded(session)) {
      busy(session, "Too many connections.");
      return;
    }
    if (!bind(session, hello.client())) {
      return;
    }
    Session before = byClient.remove(hello.client());
    if (before != null) {
      close(before, CloseCode.REPLACED, "The client has connected anew.");
    }
    session.client = hello.client();
    session.name = server.name(session.account, hello.name());
    session.role = role.get();
    byClient.put(session.client, session);
    long first = Math.max(0, log.head() - Limits.CHANGES_BEHIND);
    boolean isKnown = hello.version() >= first && hello.version() <= log.head();
    session.sent = isKnown ? hello.version() : Message.NO_VERSION;
    answer(session, Frames.welcome(session.role, log.head(), sequence(session.client)));
    presence.join(session);
    flush(session);
  }

  /**
   * Binds a client to the account of its session. With a full disk, it can read.
   *
   * @return false if the client is another account's; the session is closed then
   */
  private boolean bind(Session session, String client) {
    try {
      session.isBound = store.bindClient(id, client, session.account, Instant.now());
      if (!session.isBound) {
        close(session, CloseCode.FOREIGN_CLIENT, "The client's id belongs to another session.");
        return false;
      }
    } catch (DiskFullException e) {
      server.storeFailed(e);
      session.isBound = false;
    }
    return true;
  }

  private void busy(Session session, String reason) {
    answer(session, Frames.BUSY);
    closeAfterAnswers(session, CloseCode.BUSY, reason);
  }

  private boolean isCrowded(Session session) {
    return byClient.size() >= Limits.SESSIONS_PER_DOCUMENT
        || byClient.values().stream().filter(other -> other.address.equals(session.address)).count()
            >= Limits.SESSIONS_PER_DOCUMENT_AND_ADDRESS;
  }

  /** Reads the document, if it is not in memory. Returns false if there is none. */
  private boolean open() {
    if (log == null && !isGone) {
      Optional<TextVersion> text = store.text(id);
      if (text.isEmpty()) {
        gone();
        return false;
      }
      creator = server.quota().creator(id);
      log = new ChangeLog(text.get());
      memoryUnits = log.memoryUnits();
    }
    return !isGone;
  }

  private long sequence(String client) {
    return sequences.computeIfAbsent(client, key -> store.lastSequence(id, key).orElse(0));
  }

  // --- pushes

  private void push(Session session, Message.Push push, CompletableFuture<Void> done) {
    server.pushed();
    String reason = null;
    if (session.role == Role.READ || session.role == null) {
      reason = "rights";
    } else if (push.seq() < 1 || push.changes() == null || push.version() > log.head()) {
      reason = "malformed";
    } else if (isTooOld(push)) {
      reason = "old";
    }
    if (reason != null) {
      refuse(session, push.seq(), reason);
      done.complete(null);
      return;
    }
    if (!session.isBound) {
      guarded(() -> bind(session, session.client));
    }
    if (!session.isBound) {
      refuse(session, push.seq(), "full");
      done.complete(null);
      return;
    }
    pending.add(new PendingPush(session, push, done));
    scheduleCommit();
  }

  /** Returns whether mapping would keep the others of this and other documents waiting. */
  private boolean isTooOld(Message.Push push) {
    long behind = log.head() - push.version();
    return behind > Limits.CHANGES_MAPPED
        || behind * push.changes().sectionCount() > Limits.SECTIONS_MAPPED;
  }

  private void refuse(Session session, long seq, String reason) {
    server.refused(reason);
    answer(session, Frames.refused(seq, reason));
  }

  private void refuse(PendingPush waiting, String reason) {
    refuse(waiting.session, waiting.push.seq(), reason);
    pending.remove(waiting);
    waiting.done.complete(null);
  }

  /** Commits when the messages that are there already are worked off. */
  private void scheduleCommit() {
    if (!isCommitScheduled) {
      isCommitScheduled = true;
      strand.execute(
          () -> {
            isCommitScheduled = false;
            if (log != null && !isGone && !pending.isEmpty() && !guarded(this::commit)) {
              isUnsure = true;
              retryLater();
            }
          });
    }
  }

  private void retryLater() {
    isCommitScheduled = true;
    server.later(
        () ->
            strand.execute(
                () -> {
                  isCommitScheduled = false;
                  scheduleCommit();
                }),
        TimeUnit.MILLISECONDS.toNanos(retryMs));
    retryMs = Math.min(LAST_RETRY_MS, 2 * retryMs);
  }

  private void commit() {
    if (isUnsure) {
      if (store.heads(List.of(id)).isEmpty()) {
        gone();
        return;
      }
      catchUp();
      pending.forEach(waiting -> sequences.remove(waiting.session.client));
      isUnsure = false;
    }
    if (isGone) {
      return;
    }
    var changes = new ArrayList<Change>();
    var accepted = new ArrayList<PendingPush>();
    var last = new HashMap<String, Long>();
    Instant now = Instant.now();
    Iterator<PendingPush> waiting = pending.iterator();
    while (waiting.hasNext() && accepted.size() < Limits.PUSHES_PER_COMMIT) {
      PendingPush one = waiting.next();
      String client = one.session.client;
      long known = Math.max(sequence(client), last.getOrDefault(client, 0L));
      String reason = null;
      if (one.push.seq() > known) {
        reason = one.map(store, id, log, changes);
        if (reason == null && one.isGrowth() && !server.quota().hasRoom(creator, 0)) {
          reason = "quota";
        }
        if (reason == null) {
          changes.add(
              new Change(
                  client, one.push.seq(), one.session.account, one.session.name, one.mapped, now));
          accepted.add(one);
          last.put(client, one.push.seq());
          continue;
        }
        refuse(one.session, one.push.seq(), reason);
      }
      // Refused, or known: the log has the acknowledgement.
      waiting.remove();
      one.done.complete(null);
    }
    if (accepted.isEmpty()) {
      flushAll();
      return;
    }
    ChangeLog.Next next = log.next(changes);
    long start = System.nanoTime();
    try {
      if (!store.append(id, log.head(), changes, next.text())) {
        isUnsure = true;
        scheduleCommit();
        return;
      }
    } catch (DiskFullException e) {
      server.storeFailed(e);
      // Kept waiting, they would look as if they were about to be saved.
      accepted.forEach(one -> refuse(one, "full"));
      flushAll();
      return;
    }
    server.quota().added(creator, next.entries().stream().mapToLong(e -> e.json().length()).sum());
    server.committed(System.nanoTime() - start, changes.size());
    retryMs = FIRST_RETRY_MS;
    adopt(next);
    for (PendingPush one : accepted) {
      pending.remove(one);
      one.done.complete(null);
    }
    if (!pending.isEmpty()) {
      scheduleCommit();
    }
    flushAll();
  }

  private void adopt(ChangeLog.Next next) {
    log.adopt(next);
    for (ChangeLog.Entry entry : next.entries()) {
      Change change = entry.change();
      sequences.merge(change.client(), change.seq(), Math::max);
      versions.edited(change.author());
    }
  }

  /** Reads what other servers, or a commit of which nothing is known, have appended. */
  private void catchUp() {
    try {
      List<Change> missed = store.changes(id, log.head(), Limits.CHANGES_READ);
      while (!missed.isEmpty()) {
        adopt(log.next(missed));
        missed = store.changes(id, log.head(), Limits.CHANGES_READ);
      }
    } catch (PrunedException e) {
      Optional<TextVersion> text = store.text(id);
      if (text.isEmpty()) {
        gone();
        return;
      }
      log = new ChangeLog(text.get());
      sequences.clear();
      for (Session session : byClient.values()) {
        session.sent = Message.NO_VERSION;
      }
    }
  }

  // --- rights

  private void refreshRole(Session session) {
    if (session.isClosed || session.closeCode != 0) {
      return;
    }
    guarded(
        () -> {
          Role now = server.role(id, session.account).orElse(null);
          if (server.hasEnded(session)) {
            saySignedOut(session);
          } else if (now == null) {
            loseRights(session);
          } else if (session.client != null && now != session.role) {
            session.role = now;
            answer(session, Frames.role(now));
          }
        });
  }

  /** The client keeps its document, and asks again when its user has signed in. */
  private void saySignedOut(Session session) {
    session.role = null;
    closeAfterAnswers(session, CloseCode.SIGNED_OUT, "The person has signed out.");
  }

  private void askToReconnect(Session session) {
    session.role = null;
    closeAfterAnswers(session, CloseCode.RESTART, "The account is another one now.");
  }

  private void loseRights(Session session) {
    if (server.isGone(session.account)) {
      // Another server has merged it. The client has the cookie of the new account.
      askToReconnect(session);
      return;
    }
    session.role = null;
    answer(session, Frames.NO_ROLE);
    closeAfterAnswers(session, CloseCode.NO_RIGHTS, "The right to this document has ended.");
  }

  private void gone() {
    isGone = true;
    pending.forEach(waiting -> waiting.done.complete(null));
    pending.clear();
    List.copyOf(sessions).forEach(this::sayGone);
  }

  private void sayGone(Session session) {
    answer(session, Frames.GONE);
    closeAfterAnswers(session, CloseCode.GONE, "The document is deleted.");
  }

  // --- sending

  private void answer(Session session, String frame) {
    if (session.isClosed || session.closeCode != 0) {
      return;
    }
    if (session.answers.size() >= Limits.WAITING_ANSWERS) {
      close(session, CloseCode.BUSY, "Too many answers wait.");
      return;
    }
    session.answers.add(frame);
    flush(session);
  }

  /** Nothing of the document is sent from now on. */
  private void closeAfterAnswers(Session session, int code, String reason) {
    if (session.isClosed || session.closeCode != 0) {
      return;
    }
    session.closeCode = code;
    session.closeReason = reason;
    session.closeNanos = System.nanoTime();
    if (session.client != null && byClient.remove(session.client, session)) {
      presence.leave(session);
    }
    flush(session);
  }

  private void close(Session session, int code, String reason) {
    if (!session.isClosed) {
      session.connection.close(code, reason);
      leave(session);
    }
  }

  private void leave(Session session) {
    if (session.isClosed) {
      return;
    }
    session.isClosed = true;
    session.answers.clear();
    sessions.remove(session);
    if (session.client != null && byClient.remove(session.client, session)) {
      presence.leave(session);
    }
    server.left(this);
  }

  private void flushAll() {
    List.copyOf(sessions).forEach(this::flush);
  }

  private void flush(Session session) {
    if (session.isSending || session.isClosed) {
      return;
    }
    String frame = guardedNext(session);
    if (frame == null) {
      if (session.closeCode != 0) {
        close(session, session.closeCode, session.closeReason);
      }
      return;
    }
    long now = System.nanoTime();
    session.isSending = true;
    session.sendingSinceNanos = now;
    session.beatNanos = now;
    session.connection.send(
        frame,
        failure ->
            strand.execute(
                () -> {
                  session.isSending = false;
                  if (failure == null) {
                    flush(session);
                  } else {
                    close(session, CloseCode.FAILED, "The line is broken.");
                  }
                }));
  }

  private String guardedNext(Session session) {
    try {
      return delivery.next(session, log);
    } catch (StoreException e) {
      // The next poll tries again.
      server.storeFailed(e);
      return null;
    }
  }

  /** Cursors and people are sent together, at a rate that falls with the number of sessions. */
  private void scheduleCursors() {
    if (isCursorTickScheduled) {
      return;
    }
    isCursorTickScheduled = true;
    long frames = (long) byClient.size() * presence.count();
    long budgetNanos = TimeUnit.SECONDS.toNanos(1) * frames / Limits.CURSOR_FRAMES_PER_SECOND;
    server.later(
        () ->
            strand.execute(
                () -> {
                  isCursorTickScheduled = false;
                  presence.tellOthers();
                  flushAll();
                }),
        Math.max(Limits.CURSOR_INTERVAL.toNanos(), budgetNanos));
  }

  // --- time

  private void keepTime() {
    long now = System.nanoTime();
    for (Session session : List.copyOf(sessions)) {
      keepTime(session, now);
    }
    presence.tick(now);
    if (log != null) {
      memoryUnits = log.memoryUnits();
      settling.tick(log);
      if (!isGone) {
        keepVersions(() -> versions.tick(log, creator, now));
      }
    }
  }

  private void keepVersions(BooleanSupplier task) {
    guarded(
        () -> {
          if (!task.getAsBoolean()) {
            gone();
          }
        });
  }

  private void keepTime(Session session, long now) {
    boolean isSlow =
        session.isSending && now - session.sendingSinceNanos > Limits.FRAME_TIME.toNanos();
    boolean isSilent =
        !session.isSending
            && !session.connection.isOneWay()
            && now - session.heardNanos > Limits.SILENCE.toNanos();
    boolean isClosing =
        session.closeCode != 0 && now - session.closeNanos > Limits.CLOSE_TIME.toNanos();
    if (isSlow || isSilent) {
      close(session, CloseCode.SILENT, "The client does not answer.");
      return;
    }
    if (isClosing) {
      close(session, session.closeCode, session.closeReason);
      return;
    }
    if (session.cursor != null && now - session.cursor.atNanos > Limits.CURSOR_LIFE.toNanos()) {
      presence.cursorGone(session);
    }
    if (session.client != null && now - session.beatNanos > Limits.BEAT.toNanos()) {
      session.connection.ping();
      answer(session, Frames.BEAT);
    }
    flush(session);
  }
}
