import { message } from '../../language/catalogue.js';
import { button, element } from './elements.js';

/** How long a notice that calls for nothing stays, in milliseconds: to read two sentences takes half of it. */
const NOTICE_SHOWN_MS = 10_000;

/** What may be done about what a notice says. */
export interface Choice {
  readonly label: string;
  readonly run: () => void;
}

/** Tells the writer, at the edge of the page, how something went. */
export class Notices {
  readonly #statuses = element('div');
  readonly #alerts = element('div');
  /** Those that ask for nothing, and so give way to whatever is said next. */
  #closable: HTMLElement[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    // Both are there before their first text: screen readers tell of what changes in a live region.
    this.#statuses.setAttribute('role', 'status');
    this.#alerts.setAttribute('role', 'alert');
    document.body.append(element('div', { className: 'notices' }, this.#statuses, this.#alerts));
    for (const type of ['pointerenter', 'focusin']) {
      this.#statuses.addEventListener(type, () => {
        clearTimeout(this.#timer);
      });
    }
  }

  /** Something went well. It goes by itself, unless the writer is about to choose. */
  say(text: string, ...choices: readonly Choice[]): void {
    this.#statuses.replaceChildren();
    const notice = this.#show(this.#statuses, text, choices);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      notice.remove();
    }, NOTICE_SHOWN_MS);
  }

  /**
   * Something went wrong. With choices it stays until the writer has chosen, without until the writer
   * closes it or something else is said.
   *
   * @returns takes it back
   */
  warn(text: string, ...choices: readonly Choice[]): () => void {
    const notice = this.#show(this.#alerts, text, choices);
    return () => {
      notice.remove();
    };
  }

  #show(region: HTMLElement, text: string, choices: readonly Choice[]): HTMLElement {
    for (const earlier of this.#closable.splice(0)) {
      earlier.remove();
    }
    const notice = element('p', {}, element('span', {}, text));
    const gone = (label: string, run?: () => void) =>
      button(
        label,
        () => {
          notice.remove();
          run?.();
        },
        'secondary',
      );
    if (choices.length === 0) {
      const close = gone('×');
      close.setAttribute('aria-label', message('dialog.close'));
      notice.append(close);
      this.#closable.push(notice);
    } else {
      notice.append(...choices.map(({ label, run }) => gone(label, run)));
    }
    region.append(notice);
    return notice;
  }
}
