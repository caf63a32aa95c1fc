/** Whether what was written is stored. */
export type SaveState = 'saved' | 'saving' | 'failed';

/** How long after an edit a text is stored, in milliseconds. Typing on does not put it off. */
const DELAY = 150;

/** As long, at most, where storing a large text takes its time: so a crash costs at most half a second. */
const LONGEST_DELAY = 250;

/** So many times as long as it takes is waited between one time and the next. */
const LEISURE = 5;

/** Stores a text some time after each edit, and tells how that goes. */
export class Saver {
  readonly #store: () => Promise<void>;
  readonly #tell: (state: SaveState, error?: unknown) => void;
  #delay = DELAY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #unsaved = false;
  /** When the first edit was made that is not stored, or on its way. */
  #editedAt = 0;

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
    return this.#unsaved || this.#saving !== undefined;
  }

  /** The text has changed. */
  edited(): void {
    if (!this.#unsaved) {
      this.#unsaved = true;
      this.#editedAt = performance.now();
    }
    this.#tell('saving');
    if (this.#saving === undefined) {
      this.#start();
    }
  }

  #start(): void {
    // What was edited while something was stored has waited already.
    const waited = performance.now() - this.#editedAt;
    this.#timer ??= setTimeout(
      () => {
        void this.flush();
      },
      Math.max(this.#delay - waited, 0),
    );
  }

  /** Stores what is not stored. Fulfilled when that is done, well or not. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#saving;
    if (this.#unsaved) {
      this.#saving = this.#save();
      await this.#saving;
    }
  }

  /** Forgets what is not stored, because another text takes its place. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unsaved = false;
  }

  async #save(): Promise<void> {
    this.#unsaved = false;
    const begin = performance.now();
    try {
      await this.#store();
    } catch (error) {
      this.#unsaved = true;
      this.#saving = undefined;
      this.#tell('failed', error);
      return;
    }
    const duration = performance.now() - begin;
    this.#delay = Math.min(Math.max(LEISURE * duration, DELAY), LONGEST_DELAY);
    this.#saving = undefined;
    // It may have been edited while it was stored.
    const { unsaved } = this;
    if (unsaved) {
      this.#start();
    } else {
      this.#tell('saved');
    }
  }
}
