import { message } from '../language/catalogue.js';
import { Controls } from './controls.js';
import { iconButton } from './icon-button.js';

const STYLES = `
button {
  position: absolute;
  display: grid;
  place-items: center;
  inline-size: 2.375rem;
  block-size: 2.375rem;
  margin: 0.25rem 0;
  padding: 0;
  border: 0;
  border-radius: 0.5rem;
  background: var(--code, ButtonFace);
  color: var(--faint, ButtonText);
  cursor: pointer;
  translate: calc(-100% - 1px);
}
button:is(:hover, .done) { color: var(--ink, ButtonText); }
button:focus-visible { outline: 2px solid var(--accent, Highlight); outline-offset: -2px; }
svg { inline-size: 1rem; block-size: 1rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
[role='status'] { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (pointer: coarse) { button { inline-size: 2.75rem; block-size: 2.75rem; margin-block: 0; } }
`;

const COPY = 'M9 9h11v11H9zM5 15H4V4h11v1';
const DONE = 'M5 12.5l5 5L19.5 7';

/** The time for which a button says that it has copied, in milliseconds. */
const DONE_SHOWN_MS = 2000;

/** A button for each block of code near the view, which copies it. */
export class CopyButtons {
  readonly #copy: (code: Element) => void;
  readonly #status = document.createElement('span');
  readonly #buttons: Controls<HTMLButtonElement>;
  #over: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, shadow: ShadowRoot, copy: (code: Element) => void) {
    this.#copy = copy;
    this.#buttons = new Controls(root, shadow, 'copy-buttons', STYLES, (code) =>
      this.#create(code),
    );
    this.#status.setAttribute('role', 'status');
    this.#buttons.layer.append(this.#status);
  }

  close(): void {
    clearTimeout(this.#over);
    this.#buttons.close();
  }

  /** Shows a button at each of these blocks, which are in document order, and at no other. */
  show(blocks: readonly Element[]): void {
    this.#buttons.show(blocks, (code) => {
      const { right, top } = code.getBoundingClientRect();
      return new DOMPointReadOnly(right, top);
    });
  }

  /** Says something to those who hear. */
  say(text: string): void {
    this.#status.textContent = text;
  }

  /** Says that a block was copied, to those who see and to those who hear. */
  done(code: Element): void {
    const button = this.#buttons.of(code);
    const show = (text: string, path: string) => {
      button?.classList.toggle('done', path === DONE);
      button?.querySelector('path')?.setAttribute('d', path);
      this.say(text);
    };
    show(message('reading.copied'), DONE);
    clearTimeout(this.#over);
    this.#over = setTimeout(() => {
      show('', COPY);
    }, DONE_SHOWN_MS);
  }

  #create(code: Element): HTMLButtonElement {
    const button = iconButton(COPY, () => {
      this.#copy(code);
    });
    button.setAttribute('part', 'copy-button');
    button.setAttribute('aria-label', message('reading.copy'));
    button.title = message('reading.copy');
    return button;
  }
}
