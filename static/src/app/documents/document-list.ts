import { type MessageKey, message } from '../../language/catalogue.js';
import { loadTagMessages, tagMessage } from '../../language/tag-messages.js';
import { whenIdle } from '../../schedule/idle.js';
import type { Action } from '../ui/actions.js';
import { button, element } from '../../dom/elements.js';
import { styleSheet } from '../../dom/style-sheet.js';
import { formatAge, formatTime } from '../ui/format-time.js';
import { GrowingList } from '../ui/growing-list.js';
import { menuButton } from '../ui/menu-button.js';
import { tagsOf } from './document-tags.js';
import { newestFirst } from './newest-first.js';
import { storageProblem } from './storage-problem.js';
import type { DocumentEntry } from './stored-document.js';
import { TagFilter } from './tag-filter.js';
import styles from './tags.css';
import type { TrashActions } from './trash-dialog.js';

/** The actions that the list of documents uses. */
export interface DocumentActions {
  /** @throws DOMException when nothing can be read */
  list(): Promise<DocumentEntry[]>;
  /** Returns the ids of the documents whose text contains these words. */
  search(words: string): Promise<ReadonlySet<string>>;
  current(): string | undefined;
  open(id: string): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  pin(id: string, pinned: boolean): Promise<void>;
  /** Lets the user add tags to a document and remove them. Resolves when that is done. */
  editTags(id: string): Promise<void>;
  /** Reads the tags of texts that an earlier version has stored. */
  readTags(): Promise<void>;
  duplicate(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  history(id: string): Promise<void>;
  readonly trash: TrashActions;
}

const ORDERS = ['updatedAt', 'title', 'createdAt'] as const;

type Order = (typeof ORDERS)[number];

/** Debounce delay between a key press and the search of the texts, in milliseconds. */
const SEARCH_DELAY_MS = 150;

/** The time after which ages are shown anew, in milliseconds: they are given in minutes. */
const AGING_MS = 60_000;

/** Lets the user find, open, pin, rename, copy and remove the documents in this browser. */
export class DocumentList {
  readonly #actions: DocumentActions;
  readonly #onVisit: () => void;
  readonly #search = element('input', { type: 'search', id: 'document-search', spellcheck: false });
  readonly #order = element('select', { id: 'document-order' });
  readonly #list = new GrowingList<DocumentEntry>((entry) => this.#shownItem(entry));
  readonly #tags = new TagFilter(() => {
    this.#show();
  });
  readonly #none = element('p', { className: 'document-list-none' });
  readonly #updateSoon = whenIdle(() => {
    if (this.#isVisible()) {
      void this.update();
    }
  });
  readonly #showSoon = whenIdle(() => {
    if (this.#isVisible()) {
      this.#show();
    }
  });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #entries: readonly DocumentEntry[] = [];
  /** The documents whose text contains the words of the search; undefined if there are none. */
  #found: ReadonlySet<string> | undefined;
  /** The item whose title is being edited. */
  #renaming: HTMLLIElement | undefined;

  /** @param onVisit called when the user has chosen a document */
  constructor(host: HTMLElement, actions: DocumentActions, onVisit: () => void) {
    this.#actions = actions;
    this.#onVisit = onVisit;
    this.#none.setAttribute('role', 'status');
    this.#search.placeholder = message('documents.search');
    this.#search.setAttribute('aria-label', message('documents.search'));
    this.#order.setAttribute('aria-label', message('documents.order'));
    for (const order of ORDERS) {
      this.#order.append(element('option', { value: order }, message(`documents.by.${order}`)));
    }
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.update(), SEARCH_DELAY_MS);
    });
    this.#order.addEventListener('change', () => {
      this.#show();
    });
    setInterval(this.#showSoon, AGING_MS);
    document.adoptedStyleSheets.push(styleSheet(styles));
    host.append(
      this.#search,
      this.#tags.element,
      this.#none,
      this.#list.element,
      element(
        'div',
        { className: 'document-list-tools' },
        this.#order,
        button(message('trash.title'), () => void this.#showTrash()),
      ),
    );
  }

  /** Puts the focus where the user can look for a document. */
  focus(): void {
    this.#search.select();
  }

  /** Returns the tags that a new document gets: the one whose documents are shown, if the user sees that. */
  tagsForNew(): readonly string[] | undefined {
    const { chosen } = this.#tags;
    return chosen !== undefined && this.#isVisible() ? [chosen] : undefined;
  }

  /** To be called when documents have changed. */
  changed(): void {
    this.#updateSoon();
  }

  /** To be called when a text was stored: reading all entries each time would delay the next key. */
  stored(entry: DocumentEntry): void {
    this.#entries = [entry, ...this.#entries.filter(({ id }) => id !== entry.id)];
    this.#showSoon();
  }

  /** Reads the documents again. */
  async update(): Promise<void> {
    const words = this.#words;
    await loadTagMessages();
    try {
      this.#entries = await this.#actions.list();
      this.#found = words === '' ? undefined : await this.#actions.search(words);
    } catch (error) {
      // The application tells the user when a text cannot be stored either.
      this.#none.textContent = message(`documents.${storageProblem(error)}`);
      return;
    }
    this.#show();
  }

  /** A hidden list is updated when the panel opens. */
  #isVisible(): boolean {
    return this.#search.getClientRects().length > 0;
  }

  get #words(): string {
    return this.#search.value.trim();
  }

  #show(): void {
    const words = this.#words;
    const wanted = words.toLowerCase();
    this.#tags.show(this.#entries);
    const matching = this.#entries.filter(
      (entry) =>
        this.#tags.matches(entry) &&
        (words === '' ||
          this.#found?.has(entry.id) === true ||
          entry.title.toLowerCase().includes(wanted) ||
          // A tag is also found as it is written in texts.
          tagsOf(entry).some((tag) => `#${tag}`.toLowerCase().includes(wanted))),
    );
    const shown = pinnedFirst(sorted(matching, this.#order.value as Order));
    const focus = this.#focusIn();
    this.#list.show(shown);
    this.#none.textContent = shown.length > 0 ? '' : this.#nothingFound(words);
    focus();
  }

  #nothingFound(words: string): string {
    const tag = this.#tags.chosen;
    if (tag !== undefined && words !== '') {
      return tagMessage('nothing', { tag, words });
    }
    return message(words === '' ? 'documents.empty' : 'documents.nothingFound', { words });
  }

  async #showTrash(): Promise<void> {
    const { showTrash } = await import('./trash-dialog.js');
    await showTrash(this.#actions.trash);
  }

  /** Returns the item of a document; a title that is being edited and an open menu stay as they are. */
  #shownItem(entry: DocumentEntry): HTMLLIElement {
    const kept = this.#renaming ?? this.#itemWithMenu();
    return kept?.dataset['id'] === entry.id ? kept : this.#itemOf(entry);
  }

  #itemWithMenu(): HTMLLIElement | undefined {
    return (
      this.#list.element.querySelector<HTMLLIElement>('li:has([aria-expanded="true"])') ?? undefined
    );
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
    const { id, title, excerpt = '', pinned } = entry;
    const open = button(
      '',
      () => {
        this.#onVisit();
        void this.#actions.open(id);
      },
      'document-open',
    );
    const time = element('small', { title: formatTime(entry.updatedAt) });
    time.append(formatAge(entry.updatedAt, Date.now()));
    open.append(
      element('strong', { dir: 'auto' }, title),
      time,
      element('span', { className: 'document-excerpt', dir: 'auto' }, excerpt),
    );
    const tags = tagsOf(entry);
    if (tags.length > 0) {
      const chips = tags.flatMap((tag) => [element('span', { dir: 'auto' }, tag), ' ']);
      open.append(element('span', { className: 'document-tags' }, ...chips));
    }
    if (id === this.#actions.current()) {
      open.setAttribute('aria-current', 'true');
    }
    const menu = element(
      'div',
      { className: 'menu-button' },
      button('⋯', () => undefined, 'icon-button'),
    );
    const item = element('li', {}, open, menu);
    item.dataset['id'] = id;
    if (pinned === true) {
      item.dataset['pinned'] = '';
      time.prepend(`${message('documents.pinned')} · `);
    }
    if (entry.serverId !== undefined) {
      time.prepend(`${message('documents.onServer')} · `);
    }
    menu.firstElementChild?.setAttribute('aria-haspopup', 'menu');
    menu.firstElementChild?.setAttribute('aria-expanded', 'false');
    menu.firstElementChild?.setAttribute('aria-label', `${message('header.menu')}: ${title}`);
    menuButton(menu, () => this.#menuOf(item, entry));
    return item;
  }

  #menuOf(item: HTMLLIElement, entry: DocumentEntry): Action[][] {
    const { id, pinned = false } = entry;
    const action = (key: MessageKey, run: () => unknown): Action => ({
      id: key,
      label: () => message(key),
      group: 'document',
      run: async () => {
        await run();
        await this.update();
      },
    });
    return [
      [
        action(pinned ? 'documents.unpin' : 'documents.pin', () => this.#actions.pin(id, !pinned)),
        action('documents.rename', () => {
          this.#rename(item, entry);
        }),
        action('documents.tags', () => this.#editTags(id)),
        action('documents.duplicate', () => this.#actions.duplicate(id)),
        action('documents.history', () => this.#actions.history(id)),
      ],
      [action('documents.delete', () => this.#actions.remove(id))],
    ];
  }

  async #editTags(id: string): Promise<void> {
    await this.#actions.editTags(id);
    await this.update();
    // The button that the dialog would return the focus to has been replaced.
    const items = this.#list.element.querySelectorAll('li');
    const item = Array.from(items).find(({ dataset }) => dataset['id'] === id);
    (item?.querySelector<HTMLElement>('.menu-button button') ?? this.#search).focus();
  }

  #rename(item: HTMLLIElement, { id, title }: DocumentEntry): void {
    const before = [...item.childNodes];
    const field = element('input', { type: 'text', value: title, required: true });
    field.setAttribute('aria-label', message('documents.title'));
    // Return the focus to the button of the menu.
    const close = (): void => {
      this.#renaming = undefined;
      item.replaceChildren(...before);
      item.querySelector<HTMLElement>('.menu-button button')?.focus();
      void this.update();
    };
    const form = element(
      'form',
      { className: 'document-rename' },
      field,
      element('button', { type: 'submit', className: 'primary' }, message('dialog.ok')),
      button(message('dialog.cancel'), close, 'secondary'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#actions.rename(id, field.value).then(close);
    });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        // Keep Escape from closing the panel.
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    // Only one title is edited at a time.
    this.#renaming = item;
    item.replaceChildren(form);
    this.#show();
    field.select();
  }
}

function sorted(entries: readonly DocumentEntry[], order: Order): DocumentEntry[] {
  return order === 'updatedAt'
    ? newestFirst(entries, Date.now())
    : [...entries].sort((a, b) =>
        order === 'title' ? a.title.localeCompare(b.title) : b.createdAt - a.createdAt,
      );
}

function pinnedFirst(entries: readonly DocumentEntry[]): DocumentEntry[] {
  const isPinned = ({ pinned }: DocumentEntry): boolean => pinned === true;
  return [...entries.filter(isPinned), ...entries.filter((entry) => !isPinned(entry))];
}
