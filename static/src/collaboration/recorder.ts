import type { ChangeSet } from '@codemirror/state';
import type { Role } from '../api/live.js';
import type { Clock } from '../schedule/render-schedule.js';
import { Saver } from '../schedule/saver.js';
import type { LastCopies } from './last-copies.js';
import type { ChangesJson } from './messages.js';
import { type LiveRecord, type RecordStore, type StoredRecord, TakenError } from './records.js';
import type { Replica } from './replica.js';

/**
 * The number of changes after which the text is written again instead of the changes since it was written. A
 * long text takes some milliseconds.
 */
const MOST_CHANGES = 1000;

/** The length up to which a text is written with each record, in UTF-16 code units. */
const SHORT_TEXT_UNITS = 10_000;

/** The time after which a push is sent without having been stored: the database does not answer. */
const LONGEST_STORING_MS = 2000;

/** The content of a record. */
export interface Recorded {
  readonly replica: Replica;
  readonly role: Role;
}

export interface RecorderEvents {
  /** Everything has been stored, or could not be, or something has not been yet. */
  changed(): void;
  /** Another page has taken the record. */
  taken(): void;
}

/** Writes a replica's record shortly after each change, and before a push is sent. */
export class Recorder {
  readonly #url: string;
  readonly #owner: string;
  readonly #records: RecordStore;
  readonly #copies: LastCopies;
  readonly #recorded: () => Recorded | undefined;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #saver: Saver;
  #revision: number;
  /** The revision of the stored text; undefined if it has to be written. */
  #textRevision: number | undefined;
  #since: ChangeSet | undefined;
  /** The number of changes that `#since` is composed of. */
  #changes = 0;
  /** Counts the texts that the stored one is no part of. */
  #texts = 0;
  #edits = 0;
  #storedEdits = 0;
  #isTaken = false;

  /**
   * @param revision that of the record as it was read
   * @param recorded returns what to write as it is when called
   */
  constructor(
    url: string,
    owner: string,
    revision: number,
    { records, copies }: { readonly records: RecordStore; readonly copies: LastCopies },
    recorded: () => Recorded | undefined,
    events: RecorderEvents,
    clock: Pick<Clock, 'now' | 'after'>,
  ) {
    this.#url = url;
    this.#owner = owner;
    this.#revision = revision;
    this.#records = records;
    this.#copies = copies;
    this.#recorded = recorded;
    this.#clock = clock;
    this.#saver = new Saver(
      () => this.#store(),
      (_state, error) => {
        if (error instanceof TakenError) {
          this.#isTaken = true;
          this.#saver.forget();
          events.taken();
        }
        events.changed();
      },
      clock,
    );
  }

  /** True if the browser has stored all edits of the user. */
  get isStored(): boolean {
    return this.#storedEdits === this.#edits && !this.#isTaken;
  }

  /** To be called after each edit of the user. */
  edited(): void {
    this.#edits++;
    this.changed();
  }

  /** To be called after each other change of the replica. */
  changed(): void {
    if (!this.#isTaken) {
      this.#saver.edited();
    }
  }

  /** Resolves when everything is stored, or cannot be now. */
  async flush(): Promise<void> {
    let cancel: () => void = () => undefined;
    await Promise.race([
      this.#saver.flush(),
      new Promise<void>((resolve) => {
        cancel = this.#clock.after(LONGEST_STORING_MS, resolve);
      }),
    ]);
    cancel();
  }

  /** Stores what is not stored yet in the moment that a page has when it is closed. */
  keep(): void {
    const recorded = this.#recorded();
    if (recorded === undefined || this.#isTaken || !this.#saver.unsaved) {
      return;
    }
    this.#collect(recorded.replica);
    const revision = this.#revision + 1;
    const textRevision = this.#textRevision;
    this.#copies.put(
      textRevision === undefined
        ? {
            record: this.#record(recorded, revision, revision, undefined),
            text: recorded.replica.base.toString(),
          }
        : {
            record: this.#record(recorded, revision, textRevision, this.#since),
            text: undefined,
          },
    );
    void this.#saver.flush();
  }

  /** Stops writing; what is not stored is lost. */
  stop(): void {
    this.#isTaken = true;
    this.#saver.forget();
  }

  async #store(): Promise<void> {
    const recorded = this.#recorded();
    if (recorded === undefined) {
      return;
    }
    const { replica } = recorded;
    const revision = ++this.#revision;
    this.#collect(replica);
    const isWhole =
      this.#textRevision === undefined ||
      this.#changes > MOST_CHANGES ||
      (this.#changes > 0 && replica.base.length <= SHORT_TEXT_UNITS);
    if (isWhole) {
      this.#forgetChanges();
    }
    const textRevision = isWhole ? revision : (this.#textRevision ?? revision);
    const record = this.#record(recorded, revision, textRevision, this.#since);
    // Until it is written, because it may fail.
    this.#textRevision = isWhole ? undefined : textRevision;
    const texts = this.#texts;
    const edits = this.#edits;
    await this.#records.put(record, isWhole ? replica.base.toString() : undefined);
    this.#textRevision = texts === this.#texts ? textRevision : undefined;
    this.#storedEdits = edits;
    this.#copies.remove(replica.client, revision);
  }

  /** Adds the changes of the base since the last call. */
  #collect(replica: Replica): void {
    const changes = replica.takeBaseChanges();
    if (changes === undefined) {
      this.#forgetChanges();
      this.#textRevision = undefined;
      this.#texts++;
      return;
    }
    for (const each of changes) {
      this.#since = this.#since?.compose(each) ?? each;
      this.#changes++;
    }
  }

  #forgetChanges(): void {
    this.#since = undefined;
    this.#changes = 0;
  }

  #record(
    { replica, role }: Recorded,
    revision: number,
    textRevision: number,
    since: ChangeSet | undefined,
  ): LiveRecord {
    return {
      url: this.#url,
      owner: this.#owner,
      revision,
      savedAt: Date.now(),
      role,
      textRevision,
      since: since?.toJSON() as ChangesJson | undefined,
      state: replica.state,
    };
  }
}

/** Returns the newer of what the database and the last copy have; undefined if neither has a text. */
export function newest(
  stored: StoredRecord | undefined,
  copies: LastCopies,
  url: string,
  client: string,
): StoredRecord | undefined {
  const copy = copies.list(url).find(({ record }) => record.state.client === client);
  if (
    copy === undefined ||
    (stored !== undefined && stored.record.revision >= copy.record.revision)
  ) {
    return stored;
  }
  if (copy.text !== undefined) {
    return { record: copy.record, text: copy.text };
  }
  return stored?.record.textRevision === copy.record.textRevision
    ? { record: copy.record, text: stored.text }
    : stored;
}
