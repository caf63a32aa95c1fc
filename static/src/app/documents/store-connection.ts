import type { Clock } from '../../schedule/render-schedule.js';
import type { DocumentStore } from './document-store.js';
import { SnapshotTaker } from './snapshot-taker.js';

/**
 * Opens a store.
 *
 * @param writer the name under which this page writes
 * @param lost called when the browser has closed the store, and nothing can be written any more
 */
export type OpenStore = (writer: string, lost: () => void) => Promise<DocumentStore>;

/** Opens the store when it is first needed, and again after the browser has closed it. */
export class StoreConnection {
  readonly #writer: string;
  readonly #openStore: OpenStore;
  readonly #clock: Pick<Clock, 'now'>;
  #opening: Promise<DocumentStore> | undefined;
  #store: DocumentStore | undefined;
  #snapshots: SnapshotTaker | undefined;

  constructor(writer: string, openStore: OpenStore, clock: Pick<Clock, 'now'>) {
    this.#writer = writer;
    this.#openStore = openStore;
    this.#clock = clock;
  }

  /** Undefined while nothing can be stored. */
  get store(): DocumentStore | undefined {
    return this.#store;
  }

  /** Undefined until the store was open once. */
  get snapshots(): SnapshotTaker | undefined {
    return this.#snapshots;
  }

  /** Opens the store, unless it is open. The next call after a failure tries again. */
  open(): Promise<DocumentStore> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** To be called when the store turns out to be closed. */
  close(): void {
    this.#store = undefined;
    this.#opening = undefined;
  }

  async #open(): Promise<DocumentStore> {
    try {
      const store = await this.#openStore(this.#writer, () => {
        this.close();
      });
      this.#store = store;
      this.#snapshots = new SnapshotTaker(store, this.#clock);
      return store;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }
}
