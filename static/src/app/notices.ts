import { button, element } from './elements.js';

/** How long an offer to undo stays, in milliseconds; longer while the focus or the pointer is on it. */
const OFFER = 10_000;

/** What may be done about what a notice says. */
export interface Choice {
  readonly label: string;
  readonly run: () => void;
}

/** Messages of the application, above the editor: at most one that stays, and one that goes. */
export class Notices {
  readonly #lasting = element('div', { className: 'app-notice', hidden: true });
  readonly #passing = element('div', { className: 'toast', hidden: true });
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param before the element that they are put before */
  constructor(before: Element) {
    // Both are there, empty, before there is anything to say: only then do screen readers say it.
    this.#lasting.setAttribute('role', 'alert');
    this.#passing.setAttribute('role', 'status');
    before.before(this.#lasting, this.#passing);
    this.#passing.addEventListener('pointerenter', () => {
      clearTimeout(this.#timer);
    });
    this.#passing.addEventListener('focusin', () => {
      clearTimeout(this.#timer);
    });
  }

  /** Says something that stays until it is answered, or `clear` is called. */
  say(text: string, ...choices: Choice[]): void {
    if (this.#lasting.firstElementChild?.textContent !== text) {
      this.#fill(this.#lasting, text, choices);
    }
  }

  clear(): void {
    this.#lasting.hidden = true;
    this.#lasting.replaceChildren();
  }

  /** Says something that goes by itself. */
  pass(text: string, ...choices: Choice[]): void {
    this.#fill(this.#passing, text, choices);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#passing.hidden = true;
    }, OFFER);
  }

  #fill(box: HTMLElement, text: string, choices: readonly Choice[]): void {
    box.hidden = false;
    box.replaceChildren(
      element('p', {}, text),
      ...choices.map(({ label, run }) =>
        button(label, () => {
          box.hidden = true;
          box.replaceChildren();
          run();
        }),
      ),
    );
  }
}
