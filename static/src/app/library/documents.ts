import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { message } from '../../language/catalogue.js';
import type { Action } from '../actions.js';
import type { LibraryAccess } from '../files/library-access.js';
import type { OpenFile } from '../files/open-file.js';
import type { HistoryDialog } from '../history/history-dialog.js';
import type { Notices } from '../notices.js';
import { saveAsFile } from '../save-as-file.js';
import type { LibraryDialog } from './library-dialog.js';
import type { SaveState } from './saver.js';
import { type Resolution, Session } from './session.js';
import type { DocumentEntry, Store } from './store.js';
import { StoredLibrary } from './stored-library.js';

/** Where the page shows the document's title, and whether it is saved. */
export interface DocumentParts {
  readonly title: HTMLElement;
  readonly state: HTMLElement;
}

/** The documents in this browser, and the one of them that is open. */
export class Documents {
  readonly #editor: TwinmarkEditorElement;
  readonly #parts: DocumentParts;
  readonly #notices: Notices;
  readonly #session: Session;
  #openFile: OpenFile | undefined;
  #library: LibraryDialog | undefined;
  #history: HistoryDialog | undefined;

  constructor(editor: TwinmarkEditorElement, parts: DocumentParts, notices: Notices) {
    this.#editor = editor;
    this.#parts = parts;
    this.#notices = notices;
    this.#session = new Session(editor, {
      opened: (entry) => {
        this.#opened(entry);
      },
      named: (entry) => {
        this.#showTitle(entry);
      },
      state: (state) => {
        this.#showState(state);
      },
      unavailable: (error) => {
        this.#sayUnavailable(error);
      },
      conflict: () => {
        this.#askAboutConflict();
      },
      changed: () => {
        void this.#library?.update();
      },
    });
  }

  get actions(): readonly Action[] {
    return [
      {
        id: 'new',
        label: () => message('library.newDocument'),
        group: 'document',
        run: () => this.#session.openNew(),
      },
      {
        id: 'documents',
        label: () => message('library.documents'),
        group: 'document',
        shortcut: 'Mod-Shift-o',
        listens: true,
        run: () => this.#showLibrary(),
      },
      {
        id: 'history',
        label: () => message('history.title'),
        group: 'document',
        run: () => this.#showHistory(),
        isEnabled: () => this.#session.entry !== undefined,
      },
    ];
  }

  /** The documents as files see them. From now on the open file is that of the open document. */
  libraryFor(openFile: OpenFile): LibraryAccess {
    this.#openFile = openFile;
    return new StoredLibrary(this.#session, () => this.#editor.value);
  }

  /** Opens what was last open, and stores what is written from now on. */
  start(): Promise<void> {
    return this.#session.start(document.body.dataset['greets'] !== undefined);
  }

  /** Stores what is not stored yet. */
  flush(): Promise<void> {
    return this.#session.flush();
  }

  #opened(entry: DocumentEntry | undefined): void {
    this.#openFile?.belongsTo(undefined, undefined);
    this.#showTitle(entry);
    if (entry === undefined) {
      this.#parts.state.textContent = '';
    }
  }

  #showTitle(entry: DocumentEntry | undefined): void {
    this.#parts.title.textContent = entry?.title ?? '';
    document.title = entry === undefined ? 'Twinmark' : `${entry.title} – Twinmark`;
    this.#notices.clear();
  }

  #showState(state: SaveState): void {
    // Not each time: a screen reader would say it again.
    const text = message(`library.state.${state}`);
    if (this.#parts.state.textContent !== text) {
      this.#parts.state.textContent = text;
    }
    this.#parts.state.dataset['state'] = state;
    if (state === 'saved') {
      this.#notices.clear();
    }
  }

  #sayUnavailable(error: unknown): void {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    console.warn('Storing failed.', error);
    this.#notices.say(message(full ? 'library.full' : 'library.unavailable'), {
      label: message('library.saveAsFile'),
      run: () => {
        saveAsFile(this.#session.entry?.title ?? 'document', this.#editor.value);
      },
    });
  }

  async #showHistory(): Promise<void> {
    const { entry, store } = this.#session;
    if (entry === undefined || store === undefined) {
      return;
    }
    const { HistoryDialog } = await import('../history/history-dialog.js');
    this.#history ??= new HistoryDialog((text) => {
      this.#session.replaceText(text);
    });
    this.#history.show(await store.snapshots(entry.id), this.#editor.value);
  }

  #askAboutConflict(): void {
    const choice = (resolution: Resolution) => ({
      label: message(`library.conflict.${resolution}`),
      run: () => {
        void this.#session.resolve(resolution);
      },
    });
    this.#notices.say(
      message('library.conflict'),
      choice('both'),
      choice('mine'),
      choice('theirs'),
    );
  }

  async #showLibrary(): Promise<void> {
    const { store } = this.#session;
    if (store === undefined) {
      this.#sayUnavailable(undefined);
      return;
    }
    await this.#session.flush();
    this.#library ??= await this.#createLibrary(store);
    await this.#library.show();
  }

  async #createLibrary(store: Store): Promise<LibraryDialog> {
    const session = this.#session;
    const { LibraryDialog } = await import('./library-dialog.js');
    return new LibraryDialog({
      list: () => store.list(),
      search: (words) => store.search(words),
      current: () => session.entry?.id,
      open: (id) => session.open(id),
      openNew: () => session.openNew(),
      rename: async (id, title) => {
        await store.rename(id, title);
        await session.touched(id);
      },
      duplicate: async (id) => {
        const stored = await store.read(id);
        if (stored !== undefined) {
          const title = message('library.copyOf', { title: stored.entry.title });
          const copy = await store.create(stored.text, title);
          await session.touched(copy.id);
        }
      },
      remove: async (id) => {
        await session.flush();
        const removed = await store.read(id);
        if (removed === undefined) {
          return;
        }
        const wasOpen = session.entry?.id === id;
        await store.remove(id);
        await session.touched(id);
        this.#notices.pass(message('library.deleted', { title: removed.entry.title }), {
          label: message('library.undo'),
          run: () => {
            void store
              .put(removed)
              .then(() => session.touched(id))
              .then(() => (wasOpen ? session.open(id) : undefined));
          },
        });
      },
      history: async (id) => {
        await session.open(id);
        await this.#showHistory();
      },
    });
  }
}
