/** Matches screens on which panels and dialogs are sheets; the same width as in shell.css and dialog.css. */
const SHEET_SCREEN = '(max-width: 48rem)';

/** The share of its height by which a sheet has to be pulled down to close. */
const CLOSING_SHARE = 0.25;

/** A watcher for the user's request to close something: Escape, or the system's "back" (HTML, 6.9). */
interface CloseWatcher extends EventTarget {
  destroy(): void;
}

/** Undefined in Safari and Firefox. */
const { CloseWatcher } = globalThis as { CloseWatcher?: new () => CloseWatcher };

/**
 * Lets the user close a sheet by pulling it down. Content under the finger that is scrolled down scrolls back instead.
 *
 * @param close is called when the sheet was pulled far enough
 */
export function pullToClose(sheet: HTMLElement, close: () => void, signal?: AbortSignal): void {
  let start: { readonly x: number; readonly y: number } | undefined;
  let pulled = 0;
  const options = signal === undefined ? {} : { signal };
  sheet.addEventListener(
    'touchstart',
    ({ touches: [touch, second], target }) => {
      const isFree =
        matchMedia(SHEET_SCREEN).matches && second === undefined && !isBusy(target, sheet);
      start = isFree && touch !== undefined ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    { ...options, passive: true },
  );
  sheet.addEventListener(
    'touchmove',
    (event) => {
      const [touch] = event.touches;
      if (start === undefined || touch === undefined) {
        return;
      }
      const down = touch.clientY - start.y;
      // The first movement decides: down is a pull, any other scrolls or swipes.
      if (pulled === 0 && down <= Math.abs(touch.clientX - start.x)) {
        start = undefined;
        return;
      }
      if (event.cancelable) {
        event.preventDefault();
      }
      pulled = Math.max(down, 0);
      sheet.style.translate = `0 ${String(pulled)}px`;
    },
    { ...options, passive: false },
  );
  for (const end of ['touchend', 'touchcancel'] as const) {
    sheet.addEventListener(
      end,
      () => {
        const isFar = end === 'touchend' && pulled > sheet.clientHeight * CLOSING_SHARE;
        start = undefined;
        pulled = 0;
        sheet.style.translate = '';
        if (isFar) {
          close();
        }
      },
      options,
    );
  }
}

/** Returns whether a pull on an element within a sheet is for that element: it scrolls, or has a value of its own. */
function isBusy(target: EventTarget | null, sheet: HTMLElement): boolean {
  let element = target instanceof Element ? target : null;
  if (element?.closest('input:not([type="radio"]), select, textarea') !== null) {
    return true;
  }
  while (element !== null && element !== sheet.parentElement) {
    if (element.scrollTop > 0) {
      return true;
    }
    element = element.parentElement;
  }
  return false;
}

/** A panel of the page that is shown as a sheet: while it is open, the rest of the page is inert. */
export class Sheet {
  readonly #inert: HTMLElement[] = [];
  readonly #watcher = CloseWatcher && new CloseWatcher();
  readonly #closed = new AbortController();

  /** @param close is called when the user closes it */
  constructor(panel: HTMLElement, close: () => void) {
    pullToClose(panel, close, this.#closed.signal);
    this.#watcher?.addEventListener('close', close);
    for (let part = panel; part !== document.body && part.parentElement !== null;) {
      for (const sibling of part.parentElement.children) {
        if (sibling !== part) {
          this.#disable(sibling);
        }
      }
      part = part.parentElement;
    }
  }

  /** Keeps landmarks, the heading, and notices, which offer to undo what was done in the panel. */
  #disable(part: Element): void {
    if (part.matches('main, header')) {
      for (const child of part.children) {
        this.#disable(child);
      }
    } else if (
      part instanceof HTMLElement &&
      !part.inert &&
      !part.matches('h1, .notices, dialog')
    ) {
      part.inert = true;
      this.#inert.push(part);
    }
  }

  /** Makes the rest of the page usable again. */
  close(): void {
    this.#closed.abort();
    this.#watcher?.destroy();
    for (const part of this.#inert.splice(0)) {
      part.inert = false;
    }
  }
}
