/** The state of the user's edits: all stored, not yet stored, or storing failed. */
export type SaveState = 'saved' | 'saving' | 'failed';

/** Delay between an edit and storing the text, in milliseconds. Further typing does not postpone it. */
const DELAY = 150;

/** The longest delay, where storing a large text is slow: a crash then loses at most half a second. */
const LONGEST_DELAY = 250;

/** The delay as a multiple of the duration of the last save. */
const LEISURE = 5;

/** Delay before a failed save is retried, in milliseconds: there may be room by then. */
const RETRY = 5000;

/** Stores a text shortly after each edit, and reports its state. */
export class Saver {
  readonly #store: () => Promise<void>;
  readonly #tell: (state: SaveState, error?: unknown) => void;
  #delay = DELAY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Time at which the timer fires, on the clock of `performance.now`. */
  #due = Infinity;
  #saving: Promise<void> | undefined;
  /** Time of the first edit neither stored nor being stored, in milliseconds; undefined if there is none. */
  #unsavedSince: number | undefined;
  #failed = false;

  /**
   * @param store stores the text as it is when called
   * @param tell called with each state
   */
  constructor(store: () => Promise<void>, tell: (state: SaveState, error?: unknown) => void) {
    this.#store = store;
    this.#tell = tell;
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
    this.#unsavedSince ??= performance.now();
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
      this.#plan(this.#unsavedSince + this.#delay);
    }
  }

  /** @param due the latest time to store the text, on the clock of `performance.now` */
  #plan(due: number): void {
    if (this.#saving === undefined && due < this.#due) {
      this.#unplan();
      this.#due = due;
      this.#timer = setTimeout(
        () => {
          void this.flush();
        },
        Math.max(due - performance.now(), 0),
      );
    }
  }

  #unplan(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = Infinity;
  }

  async #save(): Promise<void> {
    this.#unsavedSince = undefined;
    const begin = performance.now();
    try {
      await this.#store();
    } catch (error) {
      this.#unsavedSince = performance.now();
      this.#saving = undefined;
      this.#failed = true;
      this.#tell('failed', error);
      this.#plan(this.#unsavedSince + RETRY);
      return;
    }
    const duration = performance.now() - begin;
    this.#delay = Math.min(Math.max(LEISURE * duration, DELAY), LONGEST_DELAY);
    this.#saving = undefined;
    this.#failed = false;
    if (this.unsaved) {
      this.#planNext();
    } else {
      this.#tell('saved');
    }
  }
}
