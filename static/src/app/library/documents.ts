import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { message } from '../../language/catalogue.js';
import type { Action } from '../ui/actions.js';
import { download } from '../files/download.js';
import { fileNameOf } from '../files/file-name.js';
import type { LibraryAccess } from '../files/library-access.js';
import type { OpenFile } from '../files/open-file.js';
import type { HistoryDialog } from '../history/history-dialog.js';
import type { Notices } from '../ui/notices.js';
import type { LibraryDialog } from './library-dialog.js';
import type { SaveState } from './saver.js';
import { type Resolution, Session } from './session.js';
import type { DocumentEntry } from './stored-document.js';
import type { SetAside } from './stored-values.js';
import { titleOf } from './title.js';
import { StoredLibrary } from './stored-library.js';

/** The elements of the page that show the document's title and save state. */
export interface DocumentParts {
  readonly title: HTMLElement;
  readonly state: HTMLElement;
}

/** The documents in this browser, and the open one among them. */
export class Documents {
  readonly #editor: TwinmarkEditorElement;
  readonly #parts: DocumentParts;
  readonly #notices: Notices;
  readonly #session: Session;
  /** Functions that withdraw a notice. */
  #unavailable: (() => void) | undefined;
  #conflict: (() => void) | undefined;
  #foreign: (() => void) | undefined;
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
        this.#foreign?.();
        this.#showTitle(entry);
        void this.#keepFile();
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
      mayDiscard: () => this.#mayDiscard(),
      changed: () => {
        void this.#library?.update();
      },
      setAside: (values) => {
        void this.#tellSetAside(values);
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

  /** Returns the library for files. From now on the open file is that of the open document. */
  libraryFor(openFile: OpenFile): LibraryAccess {
    this.#openFile = openFile;
    openFile.onChange = () => void this.#keepFile();
    return new StoredLibrary(this.#session, () => this.#editor.value);
  }

  /** Opens the document that was last open, and stores every edit from now on. */
  async start(): Promise<void> {
    const { greets, foreign } = document.body.dataset;
    if (foreign === undefined) {
      await this.#session.start(greets === undefined ? 'draft' : 'greeting');
    } else {
      await this.#session.start('foreign');
      this.#askAboutForeignText();
    }
  }

  /**
   * Stores edits that are not stored yet.
   *
   * @returns true if everything is stored
   */
  flush(): Promise<boolean> {
    return this.#session.flush();
  }

  /** Asks before storing the open text, because a page of another site has sent it. */
  #askAboutForeignText(): void {
    if (this.#session.entry !== undefined || this.#editor.value === '') {
      return;
    }
    this.#foreign = this.#notices.warn(
      message('library.foreign'),
      {
        label: message('library.foreign.keep'),
        run: () => {
          this.#session.keep();
        },
      },
      {
        label: message('library.foreign.close'),
        run: () => {
          void this.#attempt(() => this.#session.openLatest());
        },
      },
    );
  }

  #opened(entry: DocumentEntry | undefined): void {
    this.#foreign?.();
    void this.#findFile(entry);
    this.#conflict?.();
    this.#showTitle(entry);
    if (entry === undefined) {
      this.#parts.state.textContent = '';
      delete this.#parts.state.dataset['state'];
    }
  }

  /** Finds the file that the document belonged to when it was last open, so that it is saved there again. */
  async #findFile(entry: DocumentEntry | undefined): Promise<void> {
    const file = this.#openFile;
    file?.setOrigin(undefined);
    try {
      const origin = entry && (await this.#session.store?.file(entry.id));
      // The document may have been saved, or another one opened, in the meantime.
      if (origin !== undefined && this.#session.entry?.id === entry?.id && !file?.origin) {
        file?.setOrigin(origin);
      }
    } catch (error) {
      // The document can still be saved, but the user has to choose the file again.
      console.warn('The file of the document is not known.', error);
    }
  }

  /** Stores the file of the open document for the next time it is opened. */
  async #keepFile(): Promise<void> {
    const { store, entry } = this.#session;
    const origin = this.#openFile?.origin;
    if (store === undefined || entry === undefined || origin === undefined) {
      return;
    }
    try {
      await store.keepFile(entry.id, origin);
    } catch (error) {
      console.warn('The file of the document is forgotten when another one is opened.', error);
    }
  }

  #showTitle(entry: DocumentEntry | undefined): void {
    this.#parts.title.textContent = entry?.title ?? '';
    document.title = entry === undefined ? 'Twinmark' : `${entry.title} – Twinmark`;
    this.#unavailable?.();
  }

  #showState(state: SaveState): void {
    const { dataset } = this.#parts.state;
    // Only on changes: the state arrives with every key press, and a screen reader would announce it again.
    if (dataset['state'] !== state) {
      dataset['state'] = state;
      this.#parts.state.textContent = message(`library.state.${state}`);
    }
    if (state === 'saved') {
      this.#unavailable?.();
    }
  }

  #sayUnavailable(error: unknown): void {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    console.warn('Storing failed.', error);
    this.#unavailable?.();
    this.#unavailable = this.#notices.warn(message(full ? 'library.full' : 'library.unavailable'), {
      label: message('library.saveAsFile'),
      run: () => {
        this.#saveAsFile();
      },
    });
  }

  async #tellSetAside(values: readonly SetAside[]): Promise<void> {
    if (values.length > 0) {
      const { tellSetAside } = await import('./set-aside.js');
      tellSetAside(values, this.#notices);
    }
  }

  async #mayDiscard(): Promise<boolean> {
    const { choose } = await import('../ui/choice-dialog.js');
    const answer = await choose(message('library.unsaved'), message('library.unsavedText'), {
      file: message('library.saveAsFile'),
      discard: message('library.discard'),
    });
    if (answer === 'file') {
      this.#saveAsFile();
    }
    return answer !== undefined;
  }

  #saveAsFile(): void {
    const text = this.#editor.value;
    const title = this.#session.entry?.title ?? titleOf(text);
    download(
      `${fileNameOf(title, message('files.untitled'))}.md`,
      new Blob([text], { type: 'text/markdown;charset=utf-8' }),
    );
  }

  /** Runs a change of the store, and notifies the user if it fails. */
  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#sayUnavailable(error);
    }
  }

  async #showHistory(): Promise<void> {
    const { entry, store } = this.#session;
    if (entry === undefined || store === undefined) {
      return;
    }
    const { HistoryDialog } = await import('../history/history-dialog.js');
    this.#history ??= new HistoryDialog((text) => {
      this.#session.restore(text);
    });
    this.#history.show(await store.snapshots(entry.id), this.#editor.value);
  }

  #askAboutConflict(): void {
    const choice = (resolution: Resolution) => ({
      label: message(`library.conflict.${resolution}`),
      run: () => {
        void this.#attempt(() => this.#session.resolve(resolution));
      },
    });
    this.#conflict?.();
    this.#conflict = this.#notices.warn(
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
    this.#library ??= await this.#createLibrary();
    await this.#library.show();
  }

  async #createLibrary(): Promise<LibraryDialog> {
    const [{ LibraryDialog }, { libraryActions }] = await Promise.all([
      import('./library-dialog.js'),
      import('./library-actions.js'),
    ]);
    return new LibraryDialog(
      libraryActions(
        this.#session,
        this.#notices,
        (work) => this.#attempt(work),
        () => this.#showHistory(),
      ),
    );
  }
}
