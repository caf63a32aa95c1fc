import { DRAWING } from '../dom/drawing.js';
import { styleSheet } from '../dom/style-sheet.js';
import { message } from '../language/catalogue.js';

const STYLES = `
:host {
  margin-inline-start: 0.4em;
  color: var(--alert-caution, currentColor);
  font: 0.875rem / 1.5 var(--sans, sans-serif);
  user-select: none;
  -webkit-user-select: none;
}
`;

/**
 * Notes behind images that could not be loaded, of which the browser shows the alternative text. They are drawings,
 * so that the document's nodes stay as they are.
 */
export class BrokenImages {
  readonly #notes = new Map<Element, Element>();

  constructor(preview: HTMLElement, signal: AbortSignal) {
    for (const image of preview.querySelectorAll('img')) {
      if (image.complete && image.naturalWidth === 0) {
        this.#add(image);
      }
    }
    const follow = ({ target, type }: Event): void => {
      if (target instanceof HTMLImageElement) {
        if (type === 'error') {
          this.#add(target);
        } else {
          this.#remove(target);
        }
      }
    };
    // These events do not bubble.
    const options = { capture: true, signal };
    preview.addEventListener('error', follow, options);
    preview.addEventListener('load', follow, options);
  }

  /** Removes the notes of images that are gone. */
  update(): void {
    for (const [image, note] of this.#notes) {
      if (!image.isConnected || note.previousSibling !== image) {
        this.#remove(image);
      }
    }
  }

  close(): void {
    for (const image of this.#notes.keys()) {
      this.#remove(image);
    }
  }

  #add(image: Element): void {
    if (this.#notes.has(image)) {
      return;
    }
    const note = document.createElement(DRAWING);
    note.className = 'mistake';
    const shadow = note.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets.push(styleSheet(STYLES));
    shadow.append(message('reading.imageFailed'));
    image.after(note);
    this.#notes.set(image, note);
  }

  #remove(image: Element): void {
    this.#notes.get(image)?.remove();
    this.#notes.delete(image);
  }
}
