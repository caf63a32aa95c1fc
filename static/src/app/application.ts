import type { TwinmarkEditorElement } from '../editor/twinmark-editor.js';
import { chooseLanguage, message } from '../language/catalogue.js';
import { button, element } from './elements.js';
import type { HistoryDialog } from './history/history-dialog.js';
import type { LibraryDialog } from './library/library-dialog.js';
import { type Resolution, Session } from './library/session.js';
import type { SaveState } from './library/saver.js';
import type { DocumentEntry, Store } from './library/store.js';
import { Notices } from './notices.js';
import { saveAsFile } from './save-as-file.js';

/** The application around an editor, which it knows by its public surface alone. */
export class Application {
  readonly #editor: TwinmarkEditorElement;
  readonly #notices: Notices;
  readonly #session: Session;
  readonly #title = element('span', { className: 'document-title' });
  readonly #state = element('span', { className: 'save-state' });
  #library: LibraryDialog | undefined;
  #history: HistoryDialog | undefined;

  constructor(editor: TwinmarkEditorElement) {
    chooseLanguage([document.documentElement.lang]);
    this.#editor = editor;
    this.#notices = new Notices(editor);
    this.#session = new Session(editor, {
      opened: (entry) => {
        this.#opened(entry);
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

  /** Takes over the page that the server has rendered. */
  async start(): Promise<void> {
    this.#state.setAttribute('role', 'status');
    document.querySelector('[data-app-bar]')?.replaceChildren(
      this.#title,
      this.#state,
      button(message('library.new'), () => {
        void this.#session.openNew();
      }),
      button(message('library.documents'), () => {
        void this.#showLibrary();
      }),
    );
    await this.#session.start();
  }

  #opened(entry: DocumentEntry | undefined): void {
    this.#title.textContent = entry?.title ?? '';
    document.title = entry === undefined ? 'Twinmark' : `${entry.title} – Twinmark`;
    this.#notices.clear();
    if (entry === undefined) {
      this.#state.textContent = '';
    }
  }

  #showState(state: SaveState): void {
    // Not each time: a screen reader would say it again.
    const text = message(`library.state.${state}`);
    if (this.#state.textContent !== text) {
      this.#state.textContent = text;
    }
    this.#state.dataset['state'] = state;
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
    const { LibraryDialog } = await import('./library/library-dialog.js');
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
        const { HistoryDialog } = await import('./history/history-dialog.js');
        this.#history ??= new HistoryDialog((text) => {
          session.replaceText(text);
        });
        this.#history.show(await store.snapshots(id), this.#editor.value);
      },
    });
  }
}
