import type { CancelCallback, Clock } from './render-schedule.js';

/** The state of the user's edits: all stored, not yet stored, or storing failed. */
export type SaveState = 'saved' | 'saving' | 'failed';

/** Delay between an edit and storing the text. Further typing does not postpone it. */
const SAVE_DELAY_MS = 150;

/** The longest delay, where storing a large text is slow: a crash then loses at most half a second. */
const LONGEST_SAVE_DELAY_MS = 250;

/** The delay as a multiple of the duration of the last save. */
const BACKOFF_FACTOR = 5;

/** Delay before a failed save is retried: there may be room by then. */
const RETRY_DELAY_MS = 5000;

/** Stores a text shortly after each edit, and reports its state. */
export class Saver {
  readonly #store: () => Promise<void>;
  readonly #tell: (state: SaveState, error?: unknown) => void;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  #delayMs = SAVE_DELAY_MS;
  #cancel: CancelCallback | undefined;
  /** Time of the next save. */
  #due = Infinity;
  #saving: Promise<void> | undefined;
  /** Time of the first edit neither stored nor being stored; undefined if there is none. */
  #unsavedSince: number | undefined;
  #failed = false;

  /**
   * @param store stores the text as it is when called
   * @param tell called with each state
   */
  constructor(
    store: () => Promise<void>,
    tell: (state: SaveState, error?: unknown) => void,
    clock: Pick<Clock, 'now' | 'after'>,
  ) {
    this.#store = store;
    this.#tell = tell;
    this.#clock = clock;
  }

  /** True while there are edits that are not stored, including those being stored. */
  get unsaved(): boolean {
    return this.#unsavedSince !== undefined || this.#saving !== undefined;
  }

  /** True if the last attempt to store the text failed. */
  get failed(): boolean {
    return this.#failed;
  }

  /** To be called when the text has changed. */
  edited(): void {
    this.#unsavedSince ??= this.#clock.now();
    this.#tell('saving');
    this.#failed = false;
    this.#planNext();
  }

  /**
   * Stores edits that are not stored yet.
   *
   * @returns true if everything is stored; false if that failed
   */
  async flush(): Promise<boolean> {
    do {
      this.#unplan();
      if (this.#saving === undefined && this.#unsavedSince !== undefined) {
        this.#saving = this.#save();
      }
      await this.#saving;
      // The text may have been edited while it was being stored.
    } while (this.unsaved && !this.#failed);
    return !this.unsaved;
  }

  /** Discards edits that are not stored, because another text replaces them. */
  forget(): void {
    this.#unplan();
    this.#unsavedSince = undefined;
    this.#failed = false;
  }

  #planNext(): void {
    if (this.#unsavedSince !== undefined) {
      this.#plan(this.#unsavedSince + this.#delayMs);
    }
  }

  /** @param due the latest time to store the text */
  #plan(due: number): void {
    if (this.#saving === undefined && due < this.#due) {
      this.#unplan();
      this.#due = due;
      this.#cancel = this.#clock.after(Math.max(due - this.#clock.now(), 0), () => {
        void this.flush();
      });
    }
  }

  #unplan(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#due = Infinity;
  }

  async #save(): Promise<void> {
    this.#unsavedSince = undefined;
    const begin = this.#clock.now();
    try {
      await this.#store();
    } catch (error) {
      this.#unsavedSince = this.#clock.now();
      this.#saving = undefined;
      this.#failed = true;
      this.#tell('failed', error);
      this.#plan(this.#unsavedSince + RETRY_DELAY_MS);
      return;
    }
    const duration = this.#clock.now() - begin;
    this.#delayMs = Math.min(
      Math.max(BACKOFF_FACTOR * duration, SAVE_DELAY_MS),
      LONGEST_SAVE_DELAY_MS,
    );
    this.#saving = undefined;
    this.#failed = false;
    if (this.unsaved) {
      this.#planNext();
    } else {
      this.#tell('saved');
    }
  }
}
