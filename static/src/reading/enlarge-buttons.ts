import { message } from '../language/catalogue.js';
import { Controls } from './controls.js';
import { iconButton } from './icon-button.js';
import { plainlyClicked } from './plain-click.js';

/** Its class tells these buttons from others in the shadow tree. */
const LAYER = 'enlarge-buttons';

const STYLES = `
.${LAYER} button {
  position: absolute;
  display: grid;
  place-items: center;
  inline-size: 2.375rem;
  block-size: 2.375rem;
  margin: 0;
  padding: 0;
  border: 0;
  border-radius: 0.5rem;
  background: var(--code, ButtonFace);
  color: var(--ink, ButtonText);
  translate: calc(-100% - 0.25rem) 0.25rem;
}
.${LAYER} button:not(:focus-visible) { opacity: 0; pointer-events: none; }
.${LAYER} button:focus-visible { outline: 2px solid var(--accent, Highlight); outline-offset: -2px; }
.${LAYER} svg { inline-size: 1rem; block-size: 1rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
`;

const ENLARGE = 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7';

/**
 * Enlarges pictures in a preview: at a click, or by a button for each one near the view, which is there for the
 * keyboard. An image in a link is part of that.
 */
export class EnlargeButtons {
  readonly #buttons: Controls<HTMLButtonElement>;

  /** @param signal ends it */
  constructor(preview: HTMLElement, shadow: ShadowRoot, signal: AbortSignal) {
    this.#buttons = new Controls(preview, shadow, LAYER, STYLES, (picture) =>
      iconButton(ENLARGE, () => void enlarge(picture as HTMLImageElement)),
    );
    // Before the editor moves the caret to what was clicked.
    const options = { capture: true, signal };
    preview.addEventListener(
      'click',
      (event) => {
        const clicked = plainlyClicked(event, preview);
        if (isPicture(clicked)) {
          event.preventDefault();
          void enlarge(clicked);
        }
      },
      options,
    );
    signal.addEventListener('abort', () => {
      this.#buttons.close();
    });
  }

  /** Shows a button at each of these images that can be enlarged; they are in document order. */
  show(images: readonly Element[]): void {
    const pictures = images.filter(
      (image) => isPicture(image) && image.closest('a[href]') === null,
    );
    this.#buttons.show(pictures, (picture) => {
      const { right, top } = picture.getBoundingClientRect();
      return new DOMPointReadOnly(right, top);
    });
    for (const picture of pictures) {
      const name = message('reading.enlarge');
      const { alt } = picture as HTMLImageElement;
      this.#buttons.of(picture)?.setAttribute('aria-label', alt === '' ? name : `${name}: ${alt}`);
    }
  }
}

function isPicture(element: Element | undefined): element is HTMLImageElement {
  return element instanceof HTMLImageElement && element.naturalWidth > 0;
}

async function enlarge(picture: HTMLImageElement): Promise<void> {
  try {
    const { showEnlarged } = await import('./enlarged-picture.lazy.js');
    showEnlarged(picture);
  } catch (error) {
    console.warn('The image could not be enlarged.', error);
  }
}
