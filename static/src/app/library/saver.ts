/** Whether what was written is stored. */
export type SaveState = 'saved' | 'saving' | 'failed';

/** How long after an edit a text is stored, in milliseconds. Typing on does not put it off. */
const DELAY = 150;

/** As long, at most, where storing a large text takes its time: so a crash costs at most half a second. */
const LONGEST_DELAY = 250;

/** So many times as long as it takes is waited between one time and the next. */
const LEISURE = 5;

/** After this many milliseconds what could not be stored is tried again: there may be room by then. */
const RETRY = 5000;

/** Stores a text some time after each edit, and tells how that goes. */
export class Saver {
  readonly #store: () => Promise<void>;
  readonly #tell: (state: SaveState, error?: unknown) => void;
  #delay = DELAY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer ends, as `performance.now` tells it. */
  #due = Infinity;
  #saving: Promise<void> | undefined;
  /** Of the first edit that is not stored, nor on its way, in milliseconds; undefined where there is none. */
  #unsavedSince: number | undefined;
  #failed = false;

  /**
   * @param store stores the text as it is at that moment
   * @param tell is told each state
   */
  constructor(store: () => Promise<void>, tell: (state: SaveState, error?: unknown) => void) {
    this.#store = store;
    this.#tell = tell;
  }

  /** Whether there is a text that is not stored, be it on its way. */
  get unsaved(): boolean {
    return this.#unsavedSince !== undefined || this.#saving !== undefined;
  }

  /** Whether it could not be stored when that was last tried. */
  get failed(): boolean {
    return this.#failed;
  }

  /** The text has changed. */
  edited(): void {
    this.#unsavedSince ??= performance.now();
    this.#tell('saving');
    this.#failed = false;
    this.#planNext();
  }

  /**
   * Stores what is not stored.
   *
   * @returns whether nothing is left that is not stored; false when it could not be
   */
  async flush(): Promise<boolean> {
    do {
      this.#unplan();
      if (this.#saving === undefined && this.#unsavedSince !== undefined) {
        this.#saving = this.#save();
      }
      await this.#saving;
      // It may have been edited while it was stored.
    } while (this.unsaved && !this.#failed);
    return !this.unsaved;
  }

  /** Forgets what is not stored, because another text takes its place. */
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

  /** @param due when it is stored at the latest, as `performance.now` tells it */
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
