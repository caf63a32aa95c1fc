import { message } from '../../language/catalogue.js';

/** How long a notice that calls for nothing stays, in milliseconds: to read two sentences takes half of it. */
const STAY = 10_000;

/** Tells the writer, at the edge of the page, how something went. */
export class Notices {
  readonly #root = document.createElement('div');
  readonly #statuses = document.createElement('div');
  readonly #alerts = document.createElement('div');

  constructor() {
    this.#root.className = 'notices';
    // Both are there before their first text: screen readers tell of what changes in a live region.
    this.#statuses.setAttribute('role', 'status');
    this.#alerts.setAttribute('role', 'alert');
    this.#root.append(this.#statuses, this.#alerts);
    document.body.append(this.#root);
  }

  /** Something went well. */
  say(text: string): void {
    const notice = this.#show(this.#statuses, text);
    setTimeout(() => {
      notice.remove();
    }, STAY);
  }

  /** Something went wrong; it stays until the writer closes it or something else is said. */
  warn(text: string): void {
    this.#show(this.#alerts, text);
  }

  #show(region: HTMLElement, text: string): HTMLElement {
    this.#statuses.replaceChildren();
    this.#alerts.replaceChildren();
    const notice = document.createElement('p');
    const words = document.createElement('span');
    words.textContent = text;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'secondary';
    close.textContent = '×';
    close.setAttribute('aria-label', message('files.close'));
    close.addEventListener('click', () => {
      notice.remove();
    });
    notice.append(words, close);
    region.append(notice);
    return notice;
  }
}
