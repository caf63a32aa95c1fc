package dev.twinmark.documents;

import java.time.Duration;

/** The limits of documents, with their reasons. */
public final class Limits {

  /** The UTF-16 units of the longest document: a thousand pages, which the editor still opens. */
  public static final int DOCUMENT_UNITS = 2 * 1024 * 1024;

  /**
   * The UTF-16 units of the longest frame of a client: a paste of the longest document, whose line
   * ends and quotes need more than one unit each in JSON.
   */
  public static final int PUSH_UNITS = 4 * 1024 * 1024;

  /**
   * The commas and opening brackets in a frame. Each becomes an object of some 150 bytes; replacing
   * each letter "e" of a text of 1 MB needs 400,000.
   */
  static final int PUSH_TOKENS = 600_000;

  /** A client sends 20 a second at most; past this its frames are read later. */
  static final int PUSHES_PER_SECOND = 40;

  /** The pushes that may come at once: those of two seconds in which the line was down. */
  static final int PUSHES_AT_ONCE = 80;

  /** A client sends ten cursors a second; past this the older ones are dropped. */
  static final Duration CURSOR_INTERVAL = Duration.ofMillis(100);

  /**
   * The cursors of a document that are sent in a second, to all sessions together. With 50 sessions
   * each cursor is sent every 125 ms, with 350 every 6 s.
   */
  static final int CURSOR_FRAMES_PER_SECOND = 20_000;

  /** The selections of one session that others see. */
  static final int CURSOR_RANGES = 8;

  /** The time after which a cursor that is not renewed disappears. */
  static final Duration CURSOR_LIFE = Duration.ofSeconds(30);

  /**
   * The bytes of a note to the other servers, in UTF-8: PostgreSQL's NOTIFY takes less than 8,000,
   * and the names of the server and of the document take 64.
   */
  static final int NOTE_BYTES = 7_900;

  /** The time between two notes that tell other servers again who is in a document. */
  static final Duration PRESENCE_REPEAT = Duration.ofSeconds(20);

  /** The time after which a person of another server is gone: two notes may be missing. */
  static final Duration PRESENCE_LIFE = Duration.ofSeconds(65);

  /** The units of a name that others see. */
  static final int NAME_UNITS = 40;

  /** The people who are listed: a longer list is of no use on a screen. */
  static final int LISTED_PEOPLE = 100;

  /** More than 350 writers, where Etherpad's own measurement ends. */
  static final int SESSIONS_PER_DOCUMENT = 500;

  /** The sessions of one address in one document: a lecture hall behind one address. */
  static final int SESSIONS_PER_DOCUMENT_AND_ADDRESS = 250;

  /** The documents of one account: 1 GB of texts of 1 MB. */
  public static final int DOCUMENTS_PER_ACCOUNT = 1000;

  /**
   * The bytes of one account, with changes and versions: as many as its documents may have, so that
   * a single account does not fill a disk. Operators set another limit.
   */
  public static final long BYTES_PER_ACCOUNT = 1L << 30;

  /** The time after which the bytes of an account are read again, which reads all its rows. */
  static final Duration USAGE_AGE = Duration.ofMinutes(1);

  /** The same of an account without room: its owner deletes something, and waits. */
  static final Duration FULL_USAGE_AGE = Duration.ofSeconds(5);

  /** The accounts whose bytes are remembered: 100 bytes each. */
  static final int USAGES_IN_MEMORY = 10_000;

  /** The links of one document: one for each reader of a class. */
  public static final int LINKS_PER_DOCUMENT = 100;

  /** The images of one document: those of an illustrated book. */
  static final int IMAGES_PER_DOCUMENT = 1_000;

  /** The bytes of an image: the editor makes photos four times smaller before it sends them. */
  public static final int IMAGE_BYTES = 4 * 1024 * 1024;

  /** The units of a link's label. */
  public static final int LABEL_UNITS = 100;

  /** The units of a title: as many as the field of the page takes. */
  public static final int TITLE_UNITS = 200;

  /** The named versions of one document: automatic ones do not count, as they are thinned. */
  public static final int NAMED_VERSIONS_PER_DOCUMENT = 1000;

  /** A year and a month: longer validity is better expressed by none. */
  public static final int LINK_DAYS = 400;

  /** The changes that a client may be behind before it gets the text instead. */
  static final int CHANGES_BEHIND = 2000;

  /** The changes that one push is mapped over at most: some 10 ms. Past it the client rebases. */
  static final int CHANGES_MAPPED = 10_000;

  /**
   * The sections of a push times the changes that it is mapped over: under a second. What is
   * written offline in 5,000 places passes over 2,000 changes; past it the client rebases.
   */
  static final long SECTIONS_MAPPED = 20_000_000;

  /** The changes that are read from the store at once. */
  static final int CHANGES_READ = 500;

  /** The size of those changes, in UTF-16 code units of JSON: two pastes of the longest text. */
  static final int UNITS_READ = 4 * 1024 * 1024;

  /** The changes of an open document in memory: as many as a client gets. */
  static final int CHANGES_IN_MEMORY = 2000;

  /** The units of JSON of those changes: some pastes of long texts are kept, not hundreds. */
  static final int LOG_UNITS_IN_MEMORY = 4 * 1024 * 1024;

  /** The units of a frame with several changes: 16 s for a reader of 1 KB a second. */
  static final int FRAME_UNITS = 16 * 1024;

  /** The pushes in one transaction: mapping each over those before it takes some 30 ms. */
  static final int PUSHES_PER_COMMIT = 256;

  /** The versions between two checksums of the text. */
  static final int CHECKSUM_INTERVAL = 64;

  /** The answers that wait for one session. A client that reads none of them is closed. */
  static final int WAITING_ANSWERS = 64;

  /** The time without a frame after which the server sends a beat. */
  static final Duration BEAT = Duration.ofSeconds(25);

  /** The time without a sign of life after which a line is dead. */
  static final Duration SILENCE = Duration.ofSeconds(40);

  /** The time that one frame may take to a slow reader: 128 KB at 1 KB a second. */
  static final Duration FRAME_TIME = Duration.ofMinutes(2);

  /** The time that a line may take to close after the last frame. */
  static final Duration CLOSE_TIME = Duration.ofSeconds(5);

  /**
   * The heap for each UTF-16 code unit of open documents, in bytes: they take two each and may have
   * a quarter of the heap, as requests and rendering need the rest.
   */
  static final int HEAP_BYTES_PER_OPEN_UNIT = 8;

  /** The time that a document stays in memory without sessions: for a page that is reloaded. */
  static final Duration LINGER = Duration.ofSeconds(10);

  /** The time between two polls of the heads of open documents. */
  static final Duration POLL = Duration.ofSeconds(1);

  /** The rights that one poll reads at most; the next one goes on with the others. */
  static final int ROLES_PER_POLL = 500;

  /**
   * The age of the changes that logs keep. A client that was away for longer merges by comparing
   * texts. Images that no text refers to are kept for as long, as undoing a change, or one made
   * offline, may bring them back.
   */
  static final Duration LOG_AGE = Duration.ofDays(7);

  /** The time between two removals of older changes. */
  static final Duration PRUNE_INTERVAL = Duration.ofHours(1);

  /**
   * The age of the acts that the audit log keeps: a quarter, in which a dispute about rights comes
   * up, and no longer, as they have addresses of people.
   */
  static final Duration AUDIT_AGE = Duration.ofDays(90);

  /** The acts in the audit log: 200 MB. Past it the oldest go, however young. */
  static final long AUDIT_ENTRIES = 1_000_000;

  /** The acts on a document that its owners are shown. */
  static final int SHOWN_ACTS = 100;

  /** The editing after which a version is kept by itself. */
  static final Duration VERSION_INTERVAL = Duration.ofMinutes(10);

  /** The pause after which a text is settled: longer than between words. */
  static final Duration SETTLED_AFTER = Duration.ofSeconds(2);

  /** The time after which a text counts as settled though changes go on. */
  static final Duration SETTLED_EVERY = Duration.ofSeconds(10);

  private Limits() {}
}
