import { element } from '../../dom/elements.js';

/** The number of items that are rendered at a time: more than a screen shows. */
const BATCH_ITEMS = 60;

/** A list of any length, of which only what has been scrolled to is rendered. */
export class GrowingList<Item> {
  readonly element = element('ul');
  readonly #render: (item: Item) => HTMLLIElement;
  readonly #end = element('li', { className: 'growing-list-end' });
  readonly #observer: IntersectionObserver;
  #items: readonly Item[] = [];
  #shown = 0;

  constructor(render: (item: Item) => HTMLLIElement) {
    this.#render = render;
    this.#end.setAttribute('aria-hidden', 'true');
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          this.#grow(this.#shown + BATCH_ITEMS);
        }
      },
      { root: this.element, rootMargin: '50%' },
    );
  }

  /** Replaces the items; as many as before are rendered. Elements that are rendered already may stay. */
  show(items: readonly Item[]): void {
    const wanted = Math.max(this.#shown, BATCH_ITEMS);
    this.#observer.disconnect();
    const rendered = items.slice(0, wanted).map(this.#render);
    const kept = rendered.find(({ parentElement }) => parentElement === this.element);
    for (const child of [...this.element.children].filter((each) => each !== kept)) {
      child.remove();
    }
    // An item that stays is not moved: it may have the focus.
    const at = kept === undefined ? 0 : rendered.indexOf(kept);
    kept?.before(...rendered.slice(0, at));
    this.element.append(...rendered.slice(kept === undefined ? 0 : at + 1));
    this.#items = items;
    this.#shown = rendered.length;
    this.#grow(this.#shown);
  }

  #grow(wanted: number): void {
    this.#observer.disconnect();
    this.#end.remove();
    this.element.append(...this.#items.slice(this.#shown, wanted).map(this.#render));
    this.#shown = Math.min(wanted, this.#items.length);
    if (this.#shown < this.#items.length) {
      this.element.append(this.#end);
      // Observed anew each time: it may still be in view.
      this.#observer.observe(this.#end);
    }
  }
}
