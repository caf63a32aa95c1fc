/** Durations and times are in milliseconds. */

/** A render that took no longer leaves time in a frame of 16 ms for layout and paint. */
export const SHORT_RENDER_MS = 8;

/** The longest delay after an edit, to wait for a pause in typing. */
export const MAX_DELAY_MS = 150;

/** The longest time that the first edit not shown may wait while the user types without a pause. */
export const MAX_WAIT_MS = 450;

/** Time, and being called later; a test has its own. */
export interface Clock {
  now(): number;
  /** Calls back just before the next frame is painted. */
  nextFrame(callback: () => void): CancelCallback;
  after(delay: number, callback: () => void): CancelCallback;
}

export type CancelCallback = () => void;

/** The work to schedule, and its minimum delay. */
export interface Work {
  /** The least delay after an edit, in milliseconds. */
  readonly minimumDelay: number;
  /** Renders the document as it is at the moment of the call. Does not reject. */
  run(): Promise<void>;
}

/**
 * Decides when to render: before the next frame while renders are short; else once the writer pauses,
 * for as long as a render takes. The last edit is always rendered, each edit at most once, and never
 * two renders at a time, so that edits made during a render are rendered together, after it.
 */
export class RenderSchedule {
  readonly #work: Work;
  readonly #clock: Clock;
  #lastDuration = 0;
  #running = false;
  /** The time of the first edit that no render has begun on. */
  #waitingSince: number | undefined;
  #lastEdit = 0;
  #cancel: CancelCallback | undefined;

  constructor(work: Work, clock: Clock) {
    this.#work = work;
    this.#clock = clock;
  }

  /** The document has changed. */
  edited(): void {
    this.#lastEdit = this.#clock.now();
    this.#waitingSince ??= this.#lastEdit;
    this.#plan();
  }

  /** Renders without a pause, unless a render is running: then right after that. */
  now(): void {
    this.#waitingSince ??= this.#clock.now();
    // As if the pause were over.
    this.#lastEdit = Number.NEGATIVE_INFINITY;
    if (!this.#running) {
      this.#run();
    }
  }

  /** Forgets what is waiting. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waitingSince = undefined;
  }

  #plan(): void {
    if (this.#running || this.#waitingSince === undefined) {
      return;
    }
    this.#cancel?.();
    const { minimumDelay } = this.#work;
    if (minimumDelay === 0 && this.#lastDuration <= SHORT_RENDER_MS) {
      this.#cancel = this.#clock.nextFrame(() => {
        this.#run();
      });
      return;
    }
    const pause = Math.max(minimumDelay, Math.min(MAX_DELAY_MS, this.#lastDuration));
    const patience = MAX_WAIT_MS + 2 * minimumDelay;
    const time = Math.min(this.#lastEdit + pause, this.#waitingSince + patience);
    this.#cancel = this.#clock.after(Math.max(0, time - this.#clock.now()), () => {
      this.#run();
    });
  }

  #run(): void {
    this.stop();
    this.#running = true;
    const begin = this.#clock.now();
    void this.#work.run().finally(() => {
      this.#running = false;
      this.#lastDuration = this.#clock.now() - begin;
      this.#plan();
    });
  }
}
