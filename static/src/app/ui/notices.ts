import { message } from '../../language/catalogue.js';
import { button, element } from '../../dom/elements.js';

/** Time that a success message stays, in milliseconds: reading two sentences takes half of it. */
const NOTICE_SHOWN_MS = 10_000;

/** An action that a notice offers. */
export interface Choice {
  readonly label: string;
  readonly run: () => void;
}

/** Shows the user the outcome of actions at the edge of the page. */
export class Notices {
  readonly #statuses = element('div');
  readonly #alerts = element('div');
  readonly #all = element('div', { className: 'notices' }, this.#statuses, this.#alerts);
  /** Notices that need no answer, and are therefore replaced by the next one. */
  #closable: HTMLElement[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    // Both exist before their first text: screen readers announce changes within a live region.
    this.#statuses.setAttribute('role', 'status');
    this.#alerts.setAttribute('role', 'alert');
    this.#place();
    // Neither bubbles. A dialog may leave the page when it is closed.
    for (const type of ['close', 'toggle']) {
      document.addEventListener(
        type,
        () => {
          this.#place();
        },
        { capture: true },
      );
    }
    for (const type of ['pointerenter', 'focusin']) {
      this.#statuses.addEventListener(type, () => {
        clearTimeout(this.#timer);
      });
    }
  }

  /** Shows a success message. It disappears by itself, unless the user is about to choose. */
  say(text: string, ...choices: readonly Choice[]): void {
    this.#statuses.replaceChildren();
    const notice = this.#show(this.#statuses, text, choices);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      notice.remove();
    }, NOTICE_SHOWN_MS);
  }

  /**
   * Shows a warning. With choices it stays until the user has chosen; without, until the user closes it or
   * another notice is shown.
   *
   * @returns a function that withdraws it
   */
  warn(text: string, ...choices: readonly Choice[]): () => void {
    const notice = this.#show(this.#alerts, text, choices);
    return () => {
      notice.remove();
    };
  }

  /** Moves the notices into the modal dialog on top, if there is one: all else on the page is inert. */
  #place(): void {
    const place =
      [...document.querySelectorAll<HTMLElement>('dialog:modal')].at(-1) ?? document.body;
    if (this.#all.parentElement !== place) {
      place.append(this.#all);
    }
  }

  #show(region: HTMLElement, text: string, choices: readonly Choice[]): HTMLElement {
    for (const earlier of this.#closable.splice(0)) {
      earlier.remove();
    }
    this.#place();
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
