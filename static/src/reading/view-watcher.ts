import { soon } from '../schedule/idle.js';
import { nearView, type Stretch } from './near-view.js';

/** The events that move blocks without a change of the document, or bring others into view. */
const MOVES = ['scroll', 'load', 'toggle', 'contentvisibilityautostatechange'];

/** Callbacks to what shows something at the blocks in view. */
export interface ViewEvents {
  /** The document has changed: called in the task of a keystroke, where all else is for later. */
  changed(records: readonly MutationRecord[]): void;
  /**
   * Called while the page is idle, as soon as other blocks may be in view.
   *
   * @param stretch the part of the window that the preview is seen in, or nearly so
   * @returns whether all is done; if not, it is called again
   */
  look(stretch: Stretch): boolean;
}

/** Follows what of a preview is in view. */
export class ViewWatcher {
  readonly #preview: HTMLElement;
  readonly #events: ViewEvents;
  readonly #listening = new AbortController();
  readonly #mutations = new MutationObserver((records) => {
    this.#events.changed(records);
    this.wait();
  });
  readonly #resizes = new ResizeObserver(() => {
    this.wait();
  });
  #isWaiting = false;

  constructor(preview: HTMLElement, events: ViewEvents) {
    this.#preview = preview;
    this.#events = events;
    this.#mutations.observe(preview, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['class', 'id'],
    });
    // Begins with a call.
    this.#resizes.observe(preview);
    const { signal } = this.#listening;
    const wait = () => {
      this.wait();
    };
    for (const target of [document, preview.shadowRoot]) {
      for (const type of MOVES) {
        target?.addEventListener(type, wait, { signal, capture: true, passive: true });
      }
    }
  }

  /** Ends with `close`. */
  get signal(): AbortSignal {
    return this.#listening.signal;
  }

  close(): void {
    this.#listening.abort();
    this.#mutations.disconnect();
    this.#resizes.disconnect();
  }

  /** Looks again soon. */
  wait(): void {
    if (!this.#isWaiting) {
      this.#isWaiting = true;
      soon(() => {
        this.#isWaiting = false;
        if (!this.signal.aborted && !this.#events.look(nearView(this.#preview))) {
          this.wait();
        }
      });
    }
  }
}
