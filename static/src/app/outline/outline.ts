import type { Heading } from '../../api/editor.js';
import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { headingText } from '../../fragments/headings.js';
import { message } from '../../language/catalogue.js';
import { whenIdle } from '../../schedule/idle.js';

/** The document's headings, each a button that goes to its place. */
export class Outline {
  readonly #editor: TwinmarkEditorElement;
  readonly #list = document.createElement('ol');
  readonly #empty = document.createElement('p');
  readonly #onVisit: () => void;
  readonly #markSoon: () => void;
  #headings: readonly Heading[] = [];
  #current: Element | null = null;
  /** True if the user last moved the caret rather than scrolled the preview. */
  #isWritten = false;

  /** @param onVisit called when the user has chosen a heading */
  constructor(editor: TwinmarkEditorElement, host: HTMLElement, onVisit: () => void) {
    this.#onVisit = onVisit;
    this.#editor = editor;
    this.#empty.className = 'outline-empty';
    this.#empty.textContent = message('outline.empty');
    host.append(this.#list, this.#empty);
    this.#list.addEventListener('click', (event) => {
      const button = (event.target as Element).closest('button');
      const index = Array.from(this.#list.children).findIndex((item) => item.contains(button));
      const heading = this.#headings[index];
      if (heading !== undefined) {
        this.#goTo(heading);
        this.#onVisit();
      }
    });
    this.#markSoon = whenIdle(() => {
      this.#mark();
    });
    this.#followUse();
    const update = whenIdle(() => {
      this.#update();
    });
    editor.addEventListener('twinmark-render', update);
    void editor.ready.then(update);
  }

  /** Marks the heading above the caret or the one read in the preview, whichever moved last. */
  #followUse(): void {
    this.#editor.addEventListener('twinmark-caret', () => {
      this.#isWritten = true;
      this.#markSoon();
    });
    const reading = (): void => {
      this.#isWritten = false;
    };
    for (const type of ['wheel', 'touchmove']) {
      this.#editor.addEventListener(type, reading, { passive: true });
    }
    for (const type of ['pointerdown', 'keydown']) {
      this.#editor.preview.addEventListener(type, reading, { passive: true });
    }
    this.#editor.preview.addEventListener('scroll', this.#markSoon, { passive: true });
  }

  #update(): void {
    this.#headings = this.#editor.headings();
    const items = this.#headings.map(({ element, level }, index) => {
      const item = (this.#list.children[index] ?? emptyItem()) as HTMLElement;
      item.dataset['level'] = String(level);
      const button = item.firstElementChild as HTMLElement;
      const text = headingText(element);
      if (button.textContent !== text) {
        button.textContent = text;
      }
      return item;
    });
    // If their number is unchanged, the buttons are reused, and the focus stays where it is.
    if (items.length !== this.#list.children.length) {
      this.#list.replaceChildren(...items);
    }
    this.#list.hidden = items.length === 0;
    this.#empty.hidden = items.length > 0;
    this.#mark();
  }

  #mark(): void {
    const index = this.#isWritten ? this.#indexAtCaret() : this.#indexInSight();
    const current = this.#list.children[index]?.firstElementChild ?? null;
    if (current !== this.#current) {
      this.#current?.removeAttribute('aria-current');
      current?.setAttribute('aria-current', 'location');
      // Do not scroll while the user is looking for something in the list.
      if (!this.#list.matches(':hover, :focus-within')) {
        current?.scrollIntoView({ block: 'nearest' });
      }
      this.#current = current;
    }
  }

  #indexAtCaret(): number {
    const { line: caretLine } = this.#editor.caret;
    return lastIndexWhere(this.#headings, ({ line = 0 }) => line <= caretLine);
  }

  #indexInSight(): number {
    const { preview } = this.#editor;
    const { top, bottom } = preview.getBoundingClientRect();
    const atEnd =
      preview.scrollTop > 0 && preview.scrollTop + preview.clientHeight >= preview.scrollHeight - 1;
    // At the end, where no more headings can reach the top, the last one in view counts as being read.
    const limit = atEnd ? bottom : top + preview.clientHeight / 4;
    return lastIndexWhere(
      this.#headings,
      ({ element }) => element.getBoundingClientRect().top < limit,
    );
  }

  #goTo({ element, line }: Heading): void {
    if (line === undefined) {
      element.scrollIntoView({ block: 'start' });
    } else {
      this.#editor.goToLine(line);
    }
  }
}

/** Returns the index of the last item for which a condition holds, as for all before it; -1 if none. */
function lastIndexWhere<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = -1;
  let high = items.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && holds(item)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

function emptyItem(): HTMLElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dir = 'auto';
  item.append(button);
  return item;
}
