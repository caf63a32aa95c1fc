import { pageClock } from '../../schedule/page-clock.js';
import type { Clock } from '../../schedule/render-schedule.js';
import type { SaveState } from '../../schedule/saver.js';
import { type SessionPage, sessionPage } from './session-page.js';
import type { OpenStore } from './store-connection.js';
import type { DocumentEntry } from './stored-document.js';
import type { SetAside } from './stored-values.js';

/** Callbacks from a session to the application. */
export interface SessionEvents {
  /** Called when another document is open; with undefined if it is in no store yet. */
  opened(entry: DocumentEntry | undefined): void;
  /** Called when the open document has been stored for the first time, or has a new title. */
  named(entry: DocumentEntry): void;
  /** Called when the address names a document that is not in the store. An empty one is open then. */
  missing(id: string): void;
  /** Called when a new, empty document is open, before it gets the focus. */
  began(): void;
  /** Called with the reason if the last attempt to store the text failed. */
  state(state: SaveState, error?: unknown): void;
  /** Called with the reason when nothing can be stored. */
  unavailable(error: unknown): void;
  /** Called when another window has changed the document that is being edited here; see `Session.resolve`. */
  conflict(): void;
  /**
   * Asks the user before another text replaces the open one, which is in no store.
   *
   * @returns true if the user agrees to discard it
   */
  mayDiscard(): Promise<boolean>;
  /** Called when the list of documents has changed, apart from the texts that are stored here. */
  changed(): void;
  /** Called when the text of a document was stored here. */
  stored(entry: DocumentEntry): void;
  /** Called with stored values that cannot be read. They stay stored. */
  setAside(values: readonly SetAside[]): void;
}

/** The editor of a session. */
export interface SessionEditor {
  value: string;
  /** The address of the document of the server that the editor shows and changes; empty if there is none. */
  live: string;
  /** Sets `live-version`: the version of that document that the text is when `live` is set. */
  setAttribute(name: 'live-version', version: string): void;
  /** Replaces the text by that of another document, without undo steps. */
  open(text: string): void;
  focus(): void;
  addEventListener(type: 'input', listener: () => void): void;
}

/** The browser, as far as a session needs it; a test has its own. */
export interface SessionTools {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly page: SessionPage;
  readonly channel: BroadcastChannel;
  readonly openStore: OpenStore;
}

/** Returns the tools of a page in a browser. */
export function browserTools(): SessionTools {
  return {
    clock: pageClock,
    page: sessionPage,
    channel: new BroadcastChannel('twinmark'),
    // Loaded lazily, because the user can begin to write without it.
    async openStore(writer, lost) {
      const { IndexedDbStore } = await import('./indexed-db-store.js');
      return IndexedDbStore.open(writer, lost);
    },
  };
}
