import { nameIn } from '../fragments/fragment-link.js';
import { message } from '../language/catalogue.js';

const REFERENCES = '.footnote-ref > a[href^="#"]';
const BACK_LINKS = '.footnote-backref';

/** The delay before a pointer on a reference shows its note, in milliseconds: most pointers only pass. */
const SHOW_DELAY_MS = 150;

/** The delay before a note is hidden, in milliseconds: the pointer may be on its way to the note. */
const HIDE_DELAY_MS = 300;

/** The distance of a note from its reference, and the least from the window's edges, in CSS pixels. */
const GAP_PX = 8;

/** A note that is shown. */
interface Shown {
  readonly reference: Element;
  readonly popover: HTMLElement;
  /** Ends its listeners. */
  readonly closing: AbortController;
}

/**
 * Shows a copy of a footnote beside a reference to it that has the pointer or, by keyboard, the focus. It is
 * beside the document, whose DOM stays as it is, and moves nothing. Escape hides it. A finger follows the link.
 */
export class FootnotePreviews {
  readonly #root: HTMLElement;
  #shown: Shown | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param signal ends it */
  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#root = root;
    if (!('popover' in HTMLElement.prototype)) {
      return;
    }
    root.addEventListener(
      'pointerover',
      ({ target, pointerType }) => {
        const reference = referenceAt(target);
        if (pointerType === 'touch' || reference === this.#shown?.reference) {
          return;
        }
        if (reference !== undefined) {
          this.#wait(SHOW_DELAY_MS, () => {
            this.#show(reference);
          });
        }
      },
      { signal, passive: true },
    );
    root.addEventListener(
      'pointerout',
      ({ target }) => {
        if (referenceAt(target) !== undefined) {
          this.#hideLater();
        }
      },
      { signal, passive: true },
    );
    root.addEventListener(
      'focusin',
      ({ target }) => {
        const reference = referenceAt(target);
        if (reference?.matches(':focus-visible') === true) {
          this.#show(reference);
        }
      },
      { signal },
    );
    root.addEventListener(
      'focusout',
      () => {
        this.hide();
      },
      { signal },
    );
    signal.addEventListener('abort', () => {
      this.hide();
    });
  }

  /** Hides the note, if one is shown or about to be. */
  hide(): void {
    clearTimeout(this.#timer);
    this.#shown?.closing.abort();
    this.#shown?.popover.remove();
    this.#shown = undefined;
  }

  /** Hides a note whose reference has left the document. */
  update(): void {
    if (this.#shown?.reference.isConnected === false) {
      this.hide();
    }
  }

  #wait(milliseconds: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, milliseconds);
  }

  #hideLater(): void {
    this.#wait(HIDE_DELAY_MS, () => {
      this.hide();
    });
  }

  #show(reference: Element): void {
    this.hide();
    const note = this.#noteOf(reference);
    if (note === undefined) {
      return;
    }
    const popover = createPopover(note);
    const closing = new AbortController();
    this.#shown = { reference, popover, closing };
    const { signal } = closing;
    popover.addEventListener('pointerenter', () => {
      clearTimeout(this.#timer);
    });
    popover.addEventListener('pointerleave', () => {
      this.#hideLater();
    });
    popover.addEventListener('click', (event) => {
      this.#follow(event, popover, note);
    });
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') {
          // It closes nothing else.
          event.stopPropagation();
          this.hide();
        }
      },
      { signal, capture: true },
    );
    // Scrolling within a shadow tree does not reach the document.
    for (const scope of [document, this.#root.getRootNode()]) {
      scope.addEventListener(
        'scroll',
        ({ target }) => {
          if (!(target instanceof Node && popover.contains(target))) {
            this.hide();
          }
        },
        { signal, capture: true, passive: true },
      );
    }
    this.#root.after(popover);
    popover.showPopover();
    place(popover, reference);
  }

  #noteOf(reference: Element): Element | undefined {
    const name = nameIn(reference.getAttribute('href') ?? '');
    return this.#root.querySelector(`.footnotes #${CSS.escape(name)}`) ?? undefined;
  }

  /** A link within the document works as the one that it is a copy of. */
  #follow(event: Event, popover: Element, note: Element): void {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link !== null) {
      event.preventDefault();
      const index = [...popover.querySelectorAll('a')].indexOf(link as HTMLAnchorElement);
      note.querySelectorAll<HTMLAnchorElement>(`a:not(${BACK_LINKS})`)[index]?.click();
      this.hide();
    }
  }
}

/** Returns the style sheet of a shadow tree that gives the links back a name in the reader's language. */
export function backLinkNames(): string {
  return `:host { --footnote-back: ${JSON.stringify(message('reading.back'))} }`;
}

function referenceAt(target: EventTarget | null): Element | undefined {
  return target instanceof Element ? (target.closest(REFERENCES) ?? undefined) : undefined;
}

function createPopover(note: Element): HTMLElement {
  const popover = document.createElement('div');
  popover.className = 'markdown footnote-preview';
  popover.popover = 'manual';
  popover.append(...note.cloneNode(true).childNodes);
  for (const link of popover.querySelectorAll(BACK_LINKS)) {
    link.remove();
  }
  // Names are unique, and the keyboard goes on from the reference.
  for (const named of popover.querySelectorAll('[id]')) {
    named.removeAttribute('id');
  }
  for (const link of popover.querySelectorAll('a')) {
    link.tabIndex = -1;
  }
  return popover;
}

/** Places a note below its reference, or above it where there is more room. */
function place(popover: HTMLElement, reference: Element): void {
  const { left, top, bottom, width } = reference.getBoundingClientRect();
  const box = popover.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isBelow = bottom + GAP_PX + box.height <= clientHeight || top < clientHeight - bottom;
  const x = Math.min(left + (width - box.width) / 2, clientWidth - box.width - GAP_PX);
  popover.style.left = `${String(Math.max(x, GAP_PX))}px`;
  popover.style.top = `${String(isBelow ? bottom + GAP_PX : top - GAP_PX - box.height)}px`;
}
