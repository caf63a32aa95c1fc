import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { message } from '../../language/catalogue.js';
import { whenIdle } from '../idle.js';

const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/** The document's headings, each of which leads to its place. */
export class Outline {
  readonly #editor: TwinmarkEditorElement;
  readonly #list = document.createElement('ol');
  readonly #empty = document.createElement('p');
  readonly #onVisit: () => void;
  #headings: readonly HTMLElement[] = [];

  /** @param onVisit is told when a heading was chosen */
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
    editor.preview.addEventListener('click', (event) => {
      this.#followLink(event);
    });
    editor.preview.addEventListener(
      'scroll',
      whenIdle(() => {
        this.#mark();
      }),
      { passive: true },
    );
    const update = whenIdle(() => {
      this.#update();
    });
    editor.addEventListener('twinmark-render', update);
    void editor.ready.then(update);
  }

  #update(): void {
    this.#headings = [...this.#editor.preview.querySelectorAll<HTMLElement>(HEADINGS)];
    const items = this.#headings.map((heading, index) => {
      const item = (this.#list.children[index] ?? emptyItem()) as HTMLElement;
      item.dataset['level'] = heading.localName.slice(1);
      const button = item.firstElementChild as HTMLElement;
      if (button.textContent !== heading.textContent) {
        button.textContent = heading.textContent;
      }
      return item;
    });
    // Of the same number, they are the same buttons, and the focus stays where it is.
    if (items.length !== this.#list.children.length) {
      this.#list.replaceChildren(...items);
    }
    this.#list.hidden = items.length === 0;
    this.#empty.hidden = items.length > 0;
    this.#mark();
  }

  /** Marks the heading that the reader of the preview is under. */
  #mark(): void {
    const { preview } = this.#editor;
    const { top, bottom } = preview.getBoundingClientRect();
    const atEnd =
      preview.scrollTop > 0 && preview.scrollTop + preview.clientHeight >= preview.scrollHeight - 1;
    // At its end nothing more can come to the top: what is last in view is what is read.
    const limit = atEnd ? bottom : top + preview.clientHeight / 4;
    const below = this.#headings.findIndex(
      (heading) => heading.getBoundingClientRect().top >= limit,
    );
    const current = (below < 0 ? this.#headings.length : below) - 1;
    for (const [index, item] of Array.from(this.#list.children).entries()) {
      if (index === current) {
        item.firstElementChild?.setAttribute('aria-current', 'location');
      } else {
        item.firstElementChild?.removeAttribute('aria-current');
      }
    }
  }

  #goTo(heading: HTMLElement): void {
    this.#editor.reveal(heading);
    this.#mark();
  }

  /** A link such as `#the-title` leads to the heading of that name, as on GitHub. */
  #followLink(event: MouseEvent): void {
    const link = (event.target as Element).closest('a')?.getAttribute('href');
    if (link?.startsWith('#') === true && link.length > 1) {
      const name = decoded(link.slice(1));
      const heading = this.#headings.find(({ textContent }) => slugOf(textContent) === name);
      if (heading !== undefined) {
        event.preventDefault();
        this.#goTo(heading);
      }
    }
  }
}

/** A fragment as text; as it is where its escapes are none. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (error instanceof URIError) {
      return fragment;
    }
    throw error;
  }
}

function emptyItem(): HTMLElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dir = 'auto';
  item.append(button);
  return item;
}

function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
}
