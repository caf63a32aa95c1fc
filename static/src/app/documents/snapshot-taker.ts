import type { DocumentStore } from './document-store.js';
import { SNAPSHOT_INTERVAL_MS, superfluous } from './thinning.js';

/** Takes snapshots of the document that is being edited, from time to time. */
export class SnapshotTaker {
  readonly #store: DocumentStore;
  #documentId: string | undefined;
  #lastAt = 0;
  #taking = false;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  /** To be called when a document has been stored with that text. */
  saved(documentId: string, text: string): void {
    if (documentId === this.#documentId && Date.now() - this.#lastAt < SNAPSHOT_INTERVAL_MS) {
      return;
    }
    void this.#take(documentId, text);
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
      const now = Date.now();
      const lastAt = (await this.#store.lastSnapshotAt(documentId)) ?? 0;
      this.#documentId = documentId;
      this.#lastAt = lastAt;
      if (now - lastAt >= SNAPSHOT_INTERVAL_MS) {
        this.#lastAt = now;
        await this.keep(documentId, text);
      }
    } catch (error) {
      // Without history, edits are still stored, and their state is shown elsewhere.
      console.warn('No snapshot could be taken.', error);
    } finally {
      this.#taking = false;
    }
  }
}
