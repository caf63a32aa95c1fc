import { message } from '../../language/catalogue.js';
import { closeButton } from '../ui/dialog.js';
import { button, element } from '../../dom/elements.js';
import { formatTime } from '../ui/format-time.js';

/** An earlier text of a document. */
export interface EarlierText {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Details besides its time, such as its name and authors. */
  readonly description?: string | undefined;
  /** The text, or loads it; that rejects with an error whose message is for the user. */
  readonly text: string | (() => Promise<string>);
}

/** Shows the earlier texts of a document, each beside the current one, and lets the user restore them. */
export class HistoryDialog {
  readonly #dialog = element('dialog', { className: 'dialog history' });
  readonly #list = element('ol', { reversed: true });
  readonly #comparison = element('div', { className: 'history-comparison' });
  readonly #restore: HTMLButtonElement;
  readonly #footer = element('footer');
  #chosen: EarlierText | undefined;
  #chosenText: string | undefined;
  #now = '';

  /** @param restore replaces the document's text */
  constructor(restore: (text: string) => void) {
    const heading = element('h2', { id: 'history-heading' }, message('history.title'));
    this.#dialog.setAttribute('aria-labelledby', heading.id);
    this.#restore = button(
      message('history.restore'),
      () => {
        if (this.#chosenText !== undefined) {
          this.#dialog.close();
          restore(this.#chosenText);
        }
      },
      'primary',
    );
    this.#comparison.attachShadow({ mode: 'open' });
    this.#dialog.append(
      element('header', {}, heading, closeButton(this.#dialog)),
      element('div', { className: 'history-body' }, this.#list, this.#comparison),
      this.#footer,
    );
    document.body.append(this.#dialog);
  }

  /**
   * @param snapshots the oldest first
   * @param now the current text
   * @param controls placed before the button that restores
   */
  show(snapshots: readonly EarlierText[], now: string, ...controls: readonly Node[]): void {
    this.#now = now;
    this.#chosen = this.#chosenText = undefined;
    this.#footer.replaceChildren(...controls, this.#restore);
    this.#restore.disabled = true;
    this.#comparison.shadowRoot?.replaceChildren(
      message(snapshots.length === 0 ? 'history.empty' : 'history.choose'),
    );
    this.#list.replaceChildren(
      ...[...snapshots].reverse().map((snapshot) =>
        element(
          'li',
          {},
          entryOf(snapshot, () => {
            void this.#choose(snapshot);
          }),
        ),
      ),
    );
    this.#dialog.showModal();
  }

  async #choose(snapshot: EarlierText): Promise<void> {
    this.#chosen = snapshot;
    this.#restore.disabled = true;
    for (const entry of this.#list.querySelectorAll('button')) {
      entry.removeAttribute('aria-current');
    }
    document.activeElement?.setAttribute('aria-current', 'true');
    const root = this.#comparison.shadowRoot;
    try {
      const [{ compare }, text] = await Promise.all([
        import('./comparison.js'),
        typeof snapshot.text === 'string' ? snapshot.text : snapshot.text(),
      ]);
      if (root !== null && this.#chosen === snapshot) {
        this.#chosenText = text;
        this.#restore.disabled = false;
        compare(root, text, this.#now);
      }
    } catch (error) {
      if (this.#chosen === snapshot) {
        root?.replaceChildren(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

function entryOf({ at, description }: EarlierText, choose: () => void): HTMLButtonElement {
  const entry = button(formatTime(at), choose);
  if (description !== undefined) {
    entry.append(element('small', { dir: 'auto' }, description));
  }
  return entry;
}
