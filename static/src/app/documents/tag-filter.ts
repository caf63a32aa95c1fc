import { arrowTarget } from '../../dom/arrow-keys.js';
import { button, element } from '../../dom/elements.js';
import { tagMessage } from '../../language/tag-messages.js';
import { tagKey } from '../../util/tags.js';
import { countTags, tagsOf } from './document-tags.js';
import type { DocumentEntry } from './stored-document.js';

/** A row of the documents' tags, of which one can be pressed: the list has the documents with that tag. */
export class TagFilter {
  readonly element = element('div', { className: 'tag-filter', hidden: true });
  readonly #onChange: () => void;
  #chosen: string | undefined;
  #entries: readonly DocumentEntry[] = [];

  /** @param onChange called when the user has chosen another tag */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.element.setAttribute('role', 'toolbar');
    this.element.addEventListener('keydown', (event) => {
      const buttons = this.#buttons;
      const index = buttons.findIndex((each) => each === event.target);
      const target = index < 0 ? undefined : arrowTarget(event, index, buttons.length);
      if (target !== undefined) {
        event.preventDefault();
        buttons[target]?.focus();
      }
    });
    this.element.addEventListener('focusin', ({ target }) => {
      this.#reachBy(target as Element);
    });
  }

  /** The tag whose documents are shown; undefined if all are. */
  get chosen(): string | undefined {
    return this.#chosen;
  }

  /** Returns whether a document has the chosen tag. */
  matches(entry: DocumentEntry): boolean {
    const key = this.#chosen === undefined ? undefined : tagKey(this.#chosen);
    return key === undefined || tagsOf(entry).some((tag) => tagKey(tag) === key);
  }

  /** Shows the tags of these documents. A chosen tag that none of them has is chosen no longer. */
  show(entries: readonly DocumentEntry[]): void {
    // The same array is shown at each key of a search.
    if (entries !== this.#entries) {
      this.#entries = entries;
      this.#render();
    }
  }

  #render(): void {
    const counts = countTags(this.#entries);
    const chosen = this.#chosen === undefined ? undefined : tagKey(this.#chosen);
    this.#chosen = counts.find(({ tag }) => tagKey(tag) === chosen)?.tag;
    const { activeElement } = document;
    const focused = this.#buttons.find((each) => each === activeElement)?.dataset['tag'];
    this.element.hidden = counts.length === 0;
    this.element.setAttribute('aria-label', tagMessage('filter'));
    this.element.replaceChildren(
      this.#button(tagMessage('all'), undefined, this.#entries.length),
      ...counts.map(({ tag, count }) => this.#button(tag, tag, count)),
    );
    const reached = this.#buttons.find(({ dataset }) => dataset['tag'] === focused);
    this.#reachBy(reached ?? this.element.querySelector('[aria-pressed="true"]'));
    if (focused !== undefined) {
      (reached ?? this.#buttons[0])?.focus();
    }
  }

  #button(label: string, tag: string | undefined, count: number): HTMLButtonElement {
    const made = button('', () => {
      this.#choose(tag === this.#chosen ? undefined : tag);
    });
    made.append(element('span', { dir: 'auto' }, label), ' ', element('small', {}, String(count)));
    made.setAttribute('aria-pressed', String(tag === this.#chosen));
    made.dataset['tag'] = tag === undefined ? '' : tagKey(tag);
    return made;
  }

  #choose(tag: string | undefined): void {
    this.#chosen = tag;
    this.#render();
    this.#onChange();
    this.element.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  get #buttons(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll('button')];
  }

  /** Makes Tab reach one button. */
  #reachBy(reached: Element | null): void {
    for (const each of this.#buttons) {
      each.tabIndex = each === reached ? 0 : -1;
    }
  }
}
