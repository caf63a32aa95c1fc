import type { Clock } from '../../schedule/render-schedule.js';
import type { DocumentStore } from './document-store.js';
import { SNAPSHOT_INTERVAL_MS, superfluous } from './thinning.js';

/** Takes snapshots of the document that is being edited, from time to time. */
export class SnapshotTaker {
  readonly #store: DocumentStore;
  readonly #clock: Pick<Clock, 'now'>;
  #documentId: string | undefined;
  /** Time of the next snapshot by the page's clock, which is never set. */
  #dueAt = 0;
  #taking = false;

  constructor(store: DocumentStore, clock: Pick<Clock, 'now'>) {
    this.#store = store;
    this.#clock = clock;
  }

  /** To be called when a document has been stored with that text. */
  saved(documentId: string, text: string): void {
    if (documentId !== this.#documentId || this.#clock.now() >= this.#dueAt) {
      void this.#take(documentId, text);
    }
  }

  /** Takes a snapshot of a text that is about to be replaced, so that it is not lost. */
  async keep(documentId: string, text: string): Promise<void> {
    const now = Date.now();
    await this.#store.addSnapshot({ documentId, at: now, text }, (times) =>
      superfluous(times, now),
    );
  }

  async #take(documentId: string, text: string): Promise<void> {
    if (this.#taking) {
      return;
    }
    this.#taking = true;
    try {
      const isOther = documentId !== this.#documentId;
      const waitMs = isOther ? await this.#waitMs(documentId) : 0;
      this.#documentId = documentId;
      this.#dueAt = this.#clock.now() + (waitMs > 0 ? waitMs : SNAPSHOT_INTERVAL_MS);
      if (waitMs <= 0) {
        await this.keep(documentId, text);
      }
    } catch (error) {
      // Without history, edits are still stored, and their state is shown elsewhere.
      console.warn('No snapshot could be taken.', error);
    } finally {
      this.#taking = false;
    }
  }

  /** Returns the time until the next snapshot of a document that was not open here before. */
  async #waitMs(documentId: string): Promise<number> {
    const age = Date.now() - ((await this.#store.lastSnapshotAt(documentId)) ?? 0);
    // An age below zero means that the clock was set, and tells nothing.
    return age < 0 ? 0 : SNAPSHOT_INTERVAL_MS - age;
  }
}
