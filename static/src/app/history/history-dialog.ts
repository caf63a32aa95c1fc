import { message } from '../../language/catalogue.js';
import { closeButton } from '../ui/dialog.js';
import { button, element } from '../../dom/elements.js';
import { formatTime } from '../ui/format-time.js';

/** An earlier text of a document. */
export interface EarlierText {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** Shows the earlier texts of a document, each beside the current one, and lets the user restore them. */
export class HistoryDialog {
  readonly #dialog = element('dialog', { className: 'dialog history' });
  readonly #list = element('ol', { reversed: true });
  readonly #comparison = element('div', { className: 'history-comparison' });
  readonly #restore: HTMLButtonElement;
  #chosen: EarlierText | undefined;
  #now = '';

  /** @param restore replaces the document's text */
  constructor(restore: (text: string) => void) {
    const heading = element('h2', { id: 'history-heading' }, message('history.title'));
    this.#dialog.setAttribute('aria-labelledby', heading.id);
    this.#restore = button(
      message('history.restore'),
      () => {
        if (this.#chosen !== undefined) {
          this.#dialog.close();
          restore(this.#chosen.text);
        }
      },
      'primary',
    );
    this.#comparison.attachShadow({ mode: 'open' });
    this.#dialog.append(
      element('header', {}, heading, closeButton(this.#dialog)),
      element('div', { className: 'history-body' }, this.#list, this.#comparison),
      element('footer', {}, this.#restore),
    );
    document.body.append(this.#dialog);
  }

  /**
   * @param snapshots the oldest first
   * @param now the current text
   */
  show(snapshots: readonly EarlierText[], now: string): void {
    this.#now = now;
    this.#chosen = undefined;
    this.#restore.disabled = true;
    this.#comparison.shadowRoot?.replaceChildren(
      message(snapshots.length === 0 ? 'history.empty' : 'history.choose'),
    );
    this.#list.replaceChildren(
      ...[...snapshots].reverse().map((snapshot) =>
        element(
          'li',
          {},
          button(formatTime(snapshot.at), () => {
            void this.#choose(snapshot);
          }),
        ),
      ),
    );
    this.#dialog.showModal();
  }

  async #choose(snapshot: EarlierText): Promise<void> {
    this.#chosen = snapshot;
    this.#restore.disabled = false;
    for (const entry of this.#list.querySelectorAll('button')) {
      entry.removeAttribute('aria-current');
    }
    document.activeElement?.setAttribute('aria-current', 'true');
    const { compare } = await import('./comparison.js');
    const root = this.#comparison.shadowRoot;
    if (root !== null && this.#chosen === snapshot) {
      compare(root, snapshot.text, this.#now);
    }
  }
}
