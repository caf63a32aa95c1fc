import type { Store } from './store.js';
import { INTERVAL, superfluous } from './thinning.js';

/** Takes a snapshot of the document that is written, from time to time. */
export class SnapshotTaker {
  readonly #store: Store;
  #documentId: string | undefined;
  #lastAt = 0;
  #taking = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** A document has been stored with that text. */
  saved(documentId: string, text: string): void {
    if (documentId === this.#documentId && Date.now() - this.#lastAt < INTERVAL) {
      return;
    }
    void this.#take(documentId, text);
  }

  /** A text is about to give way to another one, and must not be gone for good. */
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
      const now = Date.now();
      const lastAt = (await this.#store.lastSnapshotAt(documentId)) ?? 0;
      this.#documentId = documentId;
      this.#lastAt = lastAt;
      if (now - lastAt >= INTERVAL) {
        this.#lastAt = now;
        await this.keep(documentId, text);
      }
    } catch (error) {
      // Without history, what is written is still stored, and whether it is, is said elsewhere.
      console.warn('No snapshot could be taken.', error);
    } finally {
      this.#taking = false;
    }
  }
}
