import { message } from '../language/catalogue.js';

const STYLES = `
/* They scroll with the text, above its groups, which are stacked as if they were positioned. */
:host { position: relative; }
.copy-buttons { position: absolute; inset: 0 auto auto 0; z-index: 1; }
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
@media print { .copy-buttons { display: none; } }
`;

const COPY = 'M9 9h11v11H9zM5 15H4V4h11v1';
const DONE = 'M5 12.5l5 5L19.5 7';

/** How long a button says that it has copied, in milliseconds. */
const DONE_FOR = 2000;

/**
 * A button for each block of code near the view, which copies it. They are in the shadow tree of what shows
 * the blocks, above them: they scroll along, are cut off where it ends, come before its links in the tab
 * order, and are no part of the document.
 */
export class CopyButtons {
  readonly #root: HTMLElement;
  readonly #shadow: ShadowRoot;
  readonly #copy: (code: Element) => void;
  readonly #sheet = new CSSStyleSheet();
  readonly #layer = document.createElement('div');
  readonly #status = document.createElement('span');
  readonly #buttons = new Map<Element, HTMLButtonElement>();
  #over: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, shadow: ShadowRoot, copy: (code: Element) => void) {
    this.#root = root;
    this.#shadow = shadow;
    this.#copy = copy;
    this.#sheet.replaceSync(STYLES);
    shadow.adoptedStyleSheets.push(this.#sheet);
    this.#layer.className = 'copy-buttons';
    this.#status.setAttribute('role', 'status');
    this.#layer.append(this.#status);
    shadow.prepend(this.#layer);
  }

  close(): void {
    clearTimeout(this.#over);
    this.#layer.remove();
    this.#shadow.adoptedStyleSheets = this.#shadow.adoptedStyleSheets.filter(
      (sheet) => sheet !== this.#sheet,
    );
  }

  /** Has a button at each of these blocks, which are in their order, and at no other. */
  show(blocks: readonly Element[]): void {
    for (const [code, button] of this.#buttons) {
      if (!blocks.includes(code)) {
        this.#remove(code, button);
      }
    }
    const origin = this.#layer.getBoundingClientRect();
    const boxes = blocks.map((code) => code.getBoundingClientRect());
    for (const [i, code] of blocks.entries()) {
      const { top = 0, right = 0 } = boxes[i] ?? {};
      const button = this.#buttons.get(code) ?? this.#add(code, i);
      button.style.top = `${String(top - origin.top)}px`;
      button.style.left = `${String(right - origin.left)}px`;
    }
  }

  /** Says that a block was copied, to those who see and to those who hear. */
  done(code: Element): void {
    const button = this.#buttons.get(code);
    const say = (text: string, path: string) => {
      button?.classList.toggle('done', path === DONE);
      button?.querySelector('path')?.setAttribute('d', path);
      this.#status.textContent = text;
    };
    say(message('reading.copied'), DONE);
    clearTimeout(this.#over);
    this.#over = setTimeout(() => {
      say('', COPY);
    }, DONE_FOR);
  }

  #add(code: Element, index: number): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('part', 'copy-button');
    button.setAttribute('aria-label', message('reading.copy'));
    button.title = message('reading.copy');
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('viewBox', '0 0 24 24');
    icon.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS(icon.namespaceURI, 'path');
    path.setAttribute('d', COPY);
    icon.append(path);
    button.append(icon);
    button.addEventListener('click', () => {
      this.#copy(code);
    });
    this.#layer.insertBefore(button, this.#layer.children[index] ?? null);
    this.#buttons.set(code, button);
    return button;
  }

  #remove(code: Element, button: HTMLButtonElement): void {
    if (button === this.#shadow.activeElement) {
      // Whose keys go on scrolling.
      this.#root.focus({ preventScroll: true });
    }
    button.remove();
    this.#buttons.delete(code);
  }
}
