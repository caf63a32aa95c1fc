import { message } from '../language/catalogue.js';
import { Controls } from './controls.js';
import { HEADINGS, headingName, headingText } from '../fragments/headings.js';

const STYLES = `
a {
  position: absolute;
  box-sizing: border-box;
  inline-size: 1.5rem;
  block-size: 1.5rem;
  border-radius: 0.25rem;
  color: var(--faint, LinkText);
  line-height: 1.5rem;
  text-align: center;
  text-decoration: none;
  translate: -50% -50%;
}
a[hidden] { display: none; }
a:not(:focus-visible, .pointed) { opacity: 0; pointer-events: none; }
a:hover { color: var(--ink, LinkText); }
a:focus-visible { outline: 2px solid var(--accent, Highlight); outline-offset: -2px; }
`;

/**
 * The distance of an anchor's middle from its heading's text, in CSS pixels: half its size, so that nothing is
 * between the two that the pointer would have to cross.
 */
const DISTANCE_PX = 12;

/**
 * A link for each heading near the view that has a name, which leads to it and whose address can be copied. It
 * appears before the heading when that is pointed at.
 */
export class HeadingAnchors {
  readonly #anchors: Controls<HTMLAnchorElement>;
  #pointed: HTMLAnchorElement | undefined;

  /** @param signal ends it */
  constructor(preview: HTMLElement, shadow: ShadowRoot, signal: AbortSignal) {
    this.#anchors = new Controls(preview, shadow, 'heading-anchors', STYLES, createAnchor);
    for (const type of ['pointerover', 'pointerleave']) {
      preview.addEventListener(
        type,
        (event) => {
          this.#point(event.composedPath()[0]);
        },
        { signal, passive: true },
      );
    }
    signal.addEventListener('abort', () => {
      this.#anchors.close();
    });
  }

  /** Shows an anchor at each of these headings, which are in document order, and at no other. */
  show(headings: readonly Element[]): void {
    this.#anchors.show(headings, before);
    for (const heading of headings) {
      const anchor = this.#anchors.of(heading);
      if (anchor !== undefined) {
        const name = headingName(heading);
        anchor.href = `#${encodeURIComponent(name)}`;
        anchor.hidden = name === '';
        anchor.setAttribute(
          'aria-label',
          message('reading.anchor', { title: headingText(heading) }),
        );
      }
    }
  }

  #point(target: EventTarget | undefined): void {
    if (target === this.#pointed) {
      return;
    }
    const heading = target instanceof Element ? target.closest(HEADINGS) : null;
    const pointed = heading === null ? undefined : this.#anchors.of(heading);
    if (pointed !== this.#pointed) {
      this.#pointed?.classList.remove('pointed');
      pointed?.classList.add('pointed');
      this.#pointed = pointed;
    }
  }
}

function createAnchor(): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.textContent = '#';
  // Until it has a name.
  anchor.hidden = true;
  return anchor;
}

const measured = new Range();

/** Before the first line of a heading's text: left of it, or right where it is written from right to left. */
function before(heading: Element): DOMPointReadOnly {
  // One for all: each range that exists is looked at for each node that comes or goes.
  measured.selectNodeContents(heading);
  const box = heading.getBoundingClientRect();
  const { left, right, top, height } = measured.getClientRects()[0] ?? box;
  const isRightToLeft = box.right - right < left - box.left;
  return new DOMPointReadOnly(
    isRightToLeft ? right + DISTANCE_PX : left - DISTANCE_PX,
    top + height / 2,
  );
}
