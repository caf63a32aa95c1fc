import { addressDocument, addressedDocument } from './address.js';
import { isRescue } from './rescues.js';

/** Callbacks from the page to a session. */
export interface PageEvents {
  /** The page is being closed, and has no time to wait for anything. */
  closing(): void;
  /** The page is out of view, and may be closed without another event. */
  hidden(): void;
  /** @returns true to have the browser ask the user before it closes the page */
  mustAsk(): boolean;
  /** The user has gone back or forward to another address. */
  navigated(): void;
  /** A page in another window has kept a text; see `Rescues`. */
  rescued(): void;
}

/** The page of a session; a test has its own. */
export interface SessionPage {
  listen(events: PageEvents): void;
  /** Returns the document that the address names; undefined if it names none. */
  addressed(): string | undefined;
  /**
   * Makes the address name a document.
   *
   * @param how 'push' to have the browser's back button return to the document before
   */
  address(id: string | undefined, how: 'push' | 'replace'): void;
  /** @throws DOMException where the browser blocks its storage */
  storage(): Storage;
  /** Asks the browser not to evict the documents when the disk is full. */
  persist(): void;
}

export const sessionPage: SessionPage = {
  listen(events) {
    addEventListener('pagehide', () => {
      events.closing();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') {
        events.hidden();
      }
    });
    addEventListener('beforeunload', (event) => {
      if (events.mustAsk()) {
        event.preventDefault();
      }
    });
    addEventListener('popstate', () => {
      events.navigated();
    });
    addEventListener('storage', ({ key, newValue }) => {
      if (key !== null && isRescue(key) && newValue !== null) {
        events.rescued();
      }
    });
  },
  addressed: addressedDocument,
  address: addressDocument,
  storage: () => localStorage,
  persist() {
    // Pages over plain HTTP lack it.
    void (navigator.storage as StorageManager | undefined)?.persist();
  },
};
