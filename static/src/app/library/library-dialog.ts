import { message } from '../../language/catalogue.js';
import { button, element } from '../elements.js';
import { closeBeside } from '../shell/dialog.js';
import { shownTime } from '../shown-time.js';
import type { DocumentEntry } from './store.js';

/** What the list of documents asks for. */
export interface LibraryActions {
  list(): Promise<DocumentEntry[]>;
  /** The ids of those whose text has these words. */
  search(words: string): Promise<ReadonlySet<string>>;
  current(): string | undefined;
  open(id: string): Promise<void>;
  openNew(): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  duplicate(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  history(id: string): Promise<void>;
}

type Order = 'updatedAt' | 'title' | 'createdAt';

/** How long after a key press the texts are searched, in milliseconds. */
const SEARCH_DELAY = 150;

/** The documents in this browser: to find, open, rename, copy and remove them. */
export class LibraryDialog {
  readonly #actions: LibraryActions;
  readonly #dialog = element('dialog', { className: 'dialog library' });
  readonly #search = element('input', { type: 'search', id: 'library-search', spellcheck: false });
  readonly #order = element('select', { id: 'library-order' });
  readonly #list = element('ul');
  readonly #none = element('p', { className: 'library-none' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(actions: LibraryActions) {
    this.#actions = actions;
    this.#none.setAttribute('role', 'status');
    const heading = element('h2', { id: 'library-heading' }, message('library.documents'));
    this.#dialog.setAttribute('aria-labelledby', heading.id);
    this.#search.placeholder = message('library.search');
    this.#search.setAttribute('aria-label', message('library.search'));
    this.#order.setAttribute('aria-label', message('library.order'));
    for (const order of ['updatedAt', 'title', 'createdAt'] as const) {
      this.#order.append(element('option', { value: order }, message(`library.by.${order}`)));
    }
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        void this.update();
      }, SEARCH_DELAY);
    });
    this.#order.addEventListener('change', () => {
      void this.update();
    });
    this.#dialog.append(
      element(
        'header',
        {},
        heading,
        button(
          message('library.new'),
          () => {
            this.#dialog.close();
            void actions.openNew();
          },
          'primary',
        ),
        button(message('dialog.close'), () => {
          this.#dialog.close();
        }),
      ),
      element('div', { className: 'library-tools' }, this.#search, this.#order),
      this.#none,
      this.#list,
    );
    closeBeside(this.#dialog);
    document.body.append(this.#dialog);
  }

  async show(): Promise<void> {
    this.#search.value = '';
    await this.#read();
    this.#dialog.showModal();
  }

  /** Reads the list anew, if anybody sees it. */
  async update(): Promise<void> {
    if (this.#dialog.open) {
      await this.#read();
    }
  }

  async #read(): Promise<void> {
    const words = this.#search.value.trim();
    const entries = await this.#actions.list();
    const found = words === '' ? undefined : await this.#actions.search(words);
    const order = this.#order.value as Order;
    const shown = entries
      .filter(
        ({ id, title }) =>
          found === undefined || found.has(id) || title.toLowerCase().includes(words.toLowerCase()),
      )
      .sort((a, b) => (order === 'title' ? a.title.localeCompare(b.title) : b[order] - a[order]));
    const focused = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(...shown.map((entry) => this.#itemOf(entry)));
    this.#none.textContent =
      shown.length > 0
        ? ''
        : message(words === '' ? 'library.empty' : 'library.nothingFound', { words });
    if (focused) {
      (this.#list.querySelector('button') ?? this.#search).focus();
    }
  }

  #itemOf(entry: DocumentEntry): HTMLLIElement {
    const { id, title } = entry;
    const open = button(
      '',
      () => {
        this.#dialog.close();
        void this.#actions.open(id);
      },
      'library-open',
    );
    open.append(element('strong', {}, title), element('small', {}, shownTime(entry.updatedAt)));
    if (id === this.#actions.current()) {
      open.setAttribute('aria-current', 'true');
    }
    const rename = button(message('library.rename'), () => {
      this.#rename(item, entry);
    });
    const item = element(
      'li',
      {},
      open,
      element(
        'span',
        { className: 'library-actions' },
        rename,
        button(message('library.duplicate'), () => {
          void this.#actions.duplicate(id).then(() => this.update());
        }),
        button(message('library.history'), () => {
          this.#dialog.close();
          void this.#actions.history(id);
        }),
        button(message('library.delete'), () => {
          void this.#actions.remove(id).then(() => this.update());
        }),
      ),
    );
    for (const action of item.querySelectorAll('.library-actions button')) {
      action.setAttribute('aria-label', `${action.textContent}: ${title}`);
    }
    return item;
  }

  #rename(item: HTMLLIElement, { id, title }: DocumentEntry): void {
    const field = element('input', { type: 'text', value: title, required: true });
    field.setAttribute('aria-label', message('library.title'));
    const form = element(
      'form',
      { className: 'library-rename' },
      field,
      element('button', { type: 'submit', className: 'primary' }, message('dialog.ok')),
      button(message('dialog.cancel'), () => {
        void this.update();
      }),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#actions.rename(id, field.value).then(() => this.update());
    });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        // Not the dialog as a whole.
        event.preventDefault();
        void this.update();
      }
    });
    item.replaceChildren(form);
    field.select();
  }
}
