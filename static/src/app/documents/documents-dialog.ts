import { message } from '../../language/catalogue.js';
import { button, element } from '../ui/elements.js';
import { closeBeside } from '../ui/dialog.js';
import { formatAge, formatTime } from '../ui/format-time.js';
import { GrowingList } from '../ui/growing-list.js';
import { newestFirst } from './newest-first.js';
import type { DocumentEntry } from './stored-document.js';
import type { TrashActions } from './trash-dialog.js';

/** The actions that the list of documents uses. */
export interface DocumentActions {
  list(): Promise<DocumentEntry[]>;
  /** Returns the ids of the documents whose text contains these words. */
  search(words: string): Promise<ReadonlySet<string>>;
  current(): string | undefined;
  open(id: string): Promise<void>;
  openNew(): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  duplicate(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  history(id: string): Promise<void>;
  readonly trash: TrashActions;
}

type Order = 'updatedAt' | 'title' | 'createdAt';

/** Debounce delay between a key press and the search of the texts, in milliseconds. */
const SEARCH_DELAY = 150;

/** Lets the user find, open, rename, copy and remove the documents in this browser. */
export class DocumentsDialog {
  readonly #actions: DocumentActions;
  readonly #dialog = element('dialog', { className: 'dialog library' });
  readonly #search = element('input', { type: 'search', id: 'library-search', spellcheck: false });
  readonly #order = element('select', { id: 'library-order' });
  readonly #list = new GrowingList<DocumentEntry>((entry) => this.#shownItem(entry));
  readonly #none = element('p', { className: 'library-none' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The item whose title is being edited. */
  #renaming: HTMLLIElement | undefined;

  constructor(actions: DocumentActions) {
    this.#actions = actions;
    this.#none.setAttribute('role', 'status');
    const heading = element('h2', { id: 'library-heading' }, message('documents.documents'));
    this.#dialog.setAttribute('aria-labelledby', heading.id);
    this.#search.placeholder = message('documents.search');
    this.#search.setAttribute('aria-label', message('documents.search'));
    this.#order.setAttribute('aria-label', message('documents.order'));
    for (const order of ['updatedAt', 'title', 'createdAt'] as const) {
      this.#order.append(element('option', { value: order }, message(`documents.by.${order}`)));
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
          message('documents.new'),
          () => {
            this.#dialog.close();
            void actions.openNew();
          },
          'primary',
        ),
        button(message('trash.title'), () => void this.#showTrash()),
        button(message('dialog.close'), () => {
          this.#dialog.close();
        }),
      ),
      element('div', { className: 'library-tools' }, this.#search, this.#order),
      this.#none,
      this.#list.element,
    );
    closeBeside(this.#dialog);
    document.body.append(this.#dialog);
  }

  async show(): Promise<void> {
    this.#search.value = '';
    this.#renaming = undefined;
    await this.#read();
    this.#dialog.showModal();
    this.#search.focus();
  }

  /** Reads the list again, if it is visible. */
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
    const matching = entries.filter(
      ({ id, title }) =>
        found === undefined || found.has(id) || title.toLowerCase().includes(words.toLowerCase()),
    );
    const shown =
      order === 'updatedAt'
        ? newestFirst(matching, Date.now())
        : matching.sort((a, b) =>
            order === 'title' ? a.title.localeCompare(b.title) : b.createdAt - a.createdAt,
          );
    const focus = this.#focusIn();
    this.#list.show(shown);
    this.#none.textContent =
      shown.length > 0
        ? ''
        : message(words === '' ? 'documents.empty' : 'documents.nothingFound', { words });
    focus();
  }

  async #showTrash(): Promise<void> {
    const { showTrash } = await import('./trash-dialog.js');
    await showTrash(this.#actions.trash);
  }

  /** Returns the item of a document; a title that is being edited stays as it is. */
  #shownItem(entry: DocumentEntry): HTMLLIElement {
    const kept = this.#renaming;
    return entry.id === kept?.dataset['id'] ? kept : this.#itemOf(entry);
  }

  /** Remembers the focus within the list; returns a function that restores it once the list is rebuilt. */
  #focusIn(): () => void {
    const { activeElement } = document;
    const item = activeElement?.closest('li');
    if (item === null || item === undefined || !this.#list.element.contains(item)) {
      return () => undefined;
    }
    const index = [...item.querySelectorAll('button')].findIndex((each) => each === activeElement);
    const { id } = item.dataset;
    return () => {
      if (!this.#list.element.contains(document.activeElement)) {
        const again = [...this.#list.element.children].find(
          (each) => each instanceof HTMLElement && each.dataset['id'] === id,
        );
        const buttons = (again ?? this.#list.element).querySelectorAll('button');
        (buttons[again === undefined ? 0 : index] ?? buttons[0] ?? this.#search).focus();
      }
    };
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
    const time = element('small', { title: formatTime(entry.updatedAt) });
    time.append(formatAge(entry.updatedAt, Date.now()));
    open.append(element('strong', {}, title), time);
    if (id === this.#actions.current()) {
      open.setAttribute('aria-current', 'true');
    }
    const rename = button(message('documents.rename'), () => {
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
        button(message('documents.duplicate'), () => {
          void this.#actions.duplicate(id).then(() => this.update());
        }),
        button(message('documents.history'), () => {
          this.#dialog.close();
          void this.#actions.history(id);
        }),
        button(message('documents.delete'), () => {
          void this.#actions.remove(id).then(() => this.update());
        }),
      ),
    );
    item.dataset['id'] = id;
    for (const action of item.querySelectorAll('.library-actions button')) {
      action.setAttribute('aria-label', `${action.textContent}: ${title}`);
    }
    return item;
  }

  #rename(item: HTMLLIElement, { id, title }: DocumentEntry): void {
    const before = [...item.childNodes];
    const field = element('input', { type: 'text', value: title, required: true });
    field.setAttribute('aria-label', message('documents.title'));
    // Return the focus to the button that was used.
    const close = (): void => {
      this.#renaming = undefined;
      item.replaceChildren(...before);
      item.querySelector<HTMLElement>('.library-actions button')?.focus();
      void this.update();
    };
    const form = element(
      'form',
      { className: 'library-rename' },
      field,
      element('button', { type: 'submit', className: 'primary' }, message('dialog.ok')),
      button(message('dialog.cancel'), close),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#actions.rename(id, field.value).then(close);
    });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        // Keep Escape from closing the whole dialog.
        event.preventDefault();
        close();
      }
    });
    // Only one title is edited at a time.
    this.#renaming = item;
    item.replaceChildren(form);
    void this.update();
    field.select();
  }
}
