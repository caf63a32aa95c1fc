// Over 400 lines, because it puts the documents together with the header, the notices and the panel: each event of a
// session and each action is passed on here.
import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { message } from '../../language/catalogue.js';
import type { Action } from '../ui/actions.js';
import { download } from '../files/download.js';
import { fileNameOf } from '../files/file-name.js';
import type { DocumentAccess } from '../files/document-access.js';
import type { OpenFile } from '../files/open-file.js';
import type { HistoryDialog } from '../history/history-dialog.js';
import type { DocumentHeader } from '../shell/document-header.js';
import type { Notices } from '../ui/notices.js';
import type { DocumentPictures } from './document-pictures.lazy.js';
import type { DocumentActions, DocumentList } from './document-list.js';
import type { SaveState } from '../../schedule/saver.js';
import type { OnServer } from './on-server.js';
import { type Resolution, Session } from './session.js';
import type { DocumentEntry } from './stored-document.js';
import type { SetAside } from './stored-values.js';
import { renderTitlesBy, titleOf } from './title.js';
import { storageProblem } from './storage-problem.js';
import { StoredDocuments } from './stored-documents.js';

/** The panel that has the list of documents. */
interface DocumentPanel {
  /** Shows the panel. */
  open(): void;
  /** Hides the panel if it covers the text. */
  makeWay(): void;
}

/** The documents in this browser, and the open one among them. */
export class Documents {
  readonly #editor: TwinmarkEditorElement;
  readonly #header: DocumentHeader;
  readonly #notices: Notices;
  readonly #panel: DocumentPanel;
  readonly #session: Session;
  /** Functions that withdraw a notice. */
  #unavailable: (() => void) | undefined;
  #conflict: (() => void) | undefined;
  #foreign: (() => void) | undefined;
  readonly #titlesReady: Promise<void>;
  #rendersTitles = false;
  #openFile: OpenFile | undefined;
  #documentActions: DocumentActions | undefined;
  #list: Promise<DocumentList> | undefined;
  #tagsForNew: () => readonly string[] | undefined = () => undefined;
  #server: Promise<OnServer> | undefined;
  #history: HistoryDialog | undefined;
  #pictures: DocumentPictures | undefined;

  /**
   * @param panel has the list of documents
   * @param showText called when a new document is open, which has nothing to read
   */
  constructor(
    editor: TwinmarkEditorElement,
    header: DocumentHeader,
    notices: Notices,
    panel: DocumentPanel,
    showText: () => void,
  ) {
    this.#panel = panel;
    this.#editor = editor;
    this.#header = header;
    this.#notices = notices;
    this.#session = new Session(editor, {
      opened: (entry) => {
        this.#opened(entry);
      },
      named: (entry) => {
        this.#foreign?.();
        this.#showTitle(entry);
        header.renamed(entry.title);
        this.#pictures?.follow();
        void this.#keepFile();
      },
      missing: (id) => {
        void this.#attempt(() => this.#offerOthers(id));
      },
      began: showText,
      state: (state, error) => {
        this.#showState(state, error);
      },
      unavailable: (error) => {
        this.#sayUnavailable(error);
      },
      conflict: () => {
        this.#askAboutConflict();
      },
      mayDiscard: () => this.#mayDiscard(),
      changed: () => {
        void this.#list?.then((list) => {
          list.changed();
        });
      },
      stored: (entry) => {
        void this.#list?.then((list) => {
          list.stored(entry);
        });
      },
      setAside: (values) => {
        void this.#tellSetAside(values);
      },
    });
    this.#titlesReady = this.#renderTitles();
  }

  get actions(): readonly Action[] {
    return [
      {
        id: 'new',
        label: () => message('documents.newDocument'),
        group: 'document',
        run: () => this.openNew(),
      },
      {
        id: 'documents',
        label: () => message('documents.documents'),
        group: 'document',
        shortcut: 'Mod-Shift-o',
        listens: true,
        run: () => this.#showDocuments(),
      },
      {
        id: 'history',
        label: () => message('history.title'),
        group: 'document',
        run: () => this.#showHistory(),
        isEnabled: () => this.#session.entry !== undefined,
      },
      ...(servesDocuments()
        ? [
            {
              id: 'share',
              label: () => message('documents.share'),
              group: 'document' as const,
              run: () => this.#attempt(async () => (await this.#onServer()).share()),
            },
            {
              id: 'server-list',
              label: () => message('documents.serverList'),
              group: 'document' as const,
              run: () => this.#attempt(async () => (await this.#onServer()).list()),
            },
          ]
        : []),
      {
        id: 'tags',
        label: () => message('documents.tags'),
        group: 'document',
        run: () => this.#editTags(),
        isEnabled: () => this.#session.entry !== undefined,
      },
      {
        id: 'duplicate',
        label: () => message('documents.duplicate'),
        group: 'document',
        run: () => this.#attempt(() => this.#duplicate()),
        isEnabled: () => this.#session.entry !== undefined,
      },
      {
        id: 'delete',
        label: () => message('documents.delete'),
        group: 'document',
        run: () => this.#delete(),
        isEnabled: () => this.#session.entry !== undefined,
      },
    ];
  }

  /** Returns the documents for files. From now on the open file is that of the open document. */
  accessFor(openFile: OpenFile): DocumentAccess {
    this.#openFile = openFile;
    openFile.onChange = ({ name }) => {
      this.#header.belongsTo(name);
      void this.#keepFile();
    };
    openFile.title = () => this.#title();
    return new StoredDocuments(this.#session, () => this.#editor.value, this.#titlesReady);
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

  /** Begins a new document. */
  async openNew(): Promise<void> {
    await this.#session.openNew('', undefined, { tags: this.#tagsForNew() });
  }

  /** Names the open document; an empty title returns to that of its text. */
  async rename(title: string): Promise<void> {
    let id = this.#session.entry?.id;
    if (id === undefined && title === '') {
      return;
    }
    await this.#attempt(async () => {
      if (id === undefined) {
        this.#session.keep();
        await this.#session.flush();
        id = this.#session.entry?.id;
      }
      if (id !== undefined) {
        await (await this.#actionsOnStored()).rename(id, title);
      }
    });
  }

  /**
   * Stores edits that are not stored yet.
   *
   * @returns true if everything is stored
   */
  flush(): Promise<boolean> {
    return this.#session.flush();
  }

  /** Keeps pictures in this browser from now on. */
  async keepPictures(): Promise<void> {
    const { DocumentPictures } = await import('./document-pictures.lazy.js');
    this.#pictures = new DocumentPictures(this.#session, this.#editor);
  }

  /** Asks before storing the open text, because a page of another site has sent it. */
  #askAboutForeignText(): void {
    if (this.#session.entry !== undefined || this.#editor.value === '') {
      return;
    }
    this.#foreign = this.#notices.warn(
      message('documents.foreign'),
      {
        label: message('documents.foreign.keep'),
        run: () => {
          this.#session.keep();
        },
      },
      {
        label: message('documents.foreign.close'),
        run: () => {
          void this.#attempt(() => this.#session.openLatest());
        },
      },
    );
  }

  /** Makes the engine the source of titles, and corrects the one that was found without it. */
  async #renderTitles(): Promise<void> {
    try {
      const { loadRenderTexts } = await import('./rendered-texts.js');
      renderTitlesBy(await loadRenderTexts());
      this.#rendersTitles = true;
      if (this.#session.entry === undefined) {
        this.#header.renamed(this.#title());
      }
      await this.#session.retitle();
    } catch (error) {
      // The preview says why the engine does not run.
      console.warn('Titles are the first words of the source.', error);
    }
  }

  /** Returns the title of the open document; empty if it has none. */
  #title(): string {
    const { entry } = this.#session;
    return entry?.renamed === true ? entry.title : titleOf(this.#editor.value, '');
  }

  #opened(entry: DocumentEntry | undefined): void {
    this.#foreign?.();
    if (this.#rendersTitles) {
      void this.#attempt(() => this.#session.retitle());
    }
    void this.#findFile(entry);
    this.#pictures?.follow();
    this.#conflict?.();
    this.#showTitle(entry);
    if (entry?.serverId !== undefined || this.#server !== undefined) {
      void this.#attempt(async () => {
        (await this.#onServer()).show();
      });
    }
    // The text shown at first is stored when it is edited, but has a heading already.
    this.#header.opened(entry?.title ?? this.#title());
    if (entry === undefined) {
      this.#header.saved('', '');
    }
  }

  /** Finds the file that the document belonged to when it was last open, so that it is saved there again. */
  async #findFile(entry: DocumentEntry | undefined): Promise<void> {
    const file = this.#openFile;
    file?.setOrigin(undefined);
    this.#header.belongsTo(undefined);
    try {
      const origin = entry && (await this.#session.store?.file(entry.id));
      // The document may have been saved, or another one opened, in the meantime.
      if (origin !== undefined && this.#session.entry?.id === entry?.id && !file?.origin) {
        file?.setOrigin(origin);
        this.#header.belongsTo(origin.name);
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
    document.title = entry === undefined ? 'Twinmark' : `${entry.title} – Twinmark`;
    this.#unavailable?.();
  }

  /** @param error the reason why the text could not be stored */
  #showState(state: SaveState, error: unknown): void {
    if (state !== 'failed' && this.#session.entry?.serverId !== undefined) {
      void this.#server?.then((server) => {
        server.show();
      });
    } else {
      const key = state === 'failed' ? storageProblem(error) : state;
      this.#header.saved(state, message(`documents.state.${key}`));
    }
    if (state === 'saved') {
      this.#unavailable?.();
    }
  }

  #sayUnavailable(error: unknown): void {
    console.warn('Storing failed.', error);
    this.#unavailable?.();
    this.#unavailable = this.#notices.warn(message(`documents.${storageProblem(error)}`), {
      label: message('documents.saveAsFile'),
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
    const answer = await choose(message('documents.unsaved'), message('documents.unsavedText'), {
      file: message('documents.saveAsFile'),
      discard: message('documents.discard'),
    });
    if (answer === 'file') {
      this.#saveAsFile();
    }
    return answer !== undefined;
  }

  #saveAsFile(): void {
    const text = this.#editor.value;
    download(
      `${fileNameOf(this.#title(), message('files.untitled'))}.md`,
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
    const snapshots = await store.snapshots(entry.id);
    if (entry.serverId === undefined) {
      this.#history.show(snapshots, this.#editor.value);
    } else {
      await (await this.#onServer()).showHistory(this.#history, snapshots);
    }
  }

  #askAboutConflict(): void {
    const choice = (resolution: Resolution) => ({
      label: message(`documents.conflict.${resolution}`),
      run: () => {
        void this.#attempt(() => this.#session.resolve(resolution));
      },
    });
    this.#conflict?.();
    this.#conflict = this.#notices.warn(
      message('documents.conflict'),
      choice('both'),
      choice('mine'),
      choice('theirs'),
    );
  }

  /** Shows the list of documents, now and whenever they change. */
  async listIn(host: HTMLElement): Promise<void> {
    this.#list ??= this.#createList(host);
    await (await this.#list).update();
  }

  async #showDocuments(): Promise<void> {
    this.#panel.open();
    (await this.#list)?.focus();
  }

  async #offerOthers(missing: string): Promise<void> {
    if (servesDocuments() && (await (await this.#onServer()).open(missing))) {
      return;
    }
    const { chooseInstead } = await import('./missing-document.js');
    const store = await this.#session.connect();
    const instead = await chooseInstead(store, missing);
    if (instead.kind === 'restore') {
      await store.restore(instead.id);
      await this.#session.touched(instead.id);
    }
    if (instead.kind === 'restore' || instead.kind === 'open') {
      await this.#session.open(instead.id);
    } else {
      await this.#session.openNew();
    }
    if (instead.kind === 'list') {
      await this.#showDocuments();
    }
  }

  async #onServer(): Promise<OnServer> {
    this.#server ??= import('./on-server.js').then(({ OnServer }) =>
      OnServer.start(this.#session, this.#editor, this.#header, this.#notices),
    );
    return this.#server;
  }

  async #createList(host: HTMLElement): Promise<DocumentList> {
    const [{ DocumentList }, actions] = await Promise.all([
      import('./document-list.js'),
      this.#actionsOnStored(),
    ]);
    const list = new DocumentList(host, actions, () => {
      this.#panel.makeWay();
    });
    this.#tagsForNew = () => list.tagsForNew();
    void this.#titlesReady.then(async () => {
      await actions.readTags();
      list.changed();
    });
    return list;
  }

  async #actionsOnStored(): Promise<DocumentActions> {
    const { documentActions } = await import('./document-actions.js');
    return (this.#documentActions ??= documentActions(
      this.#session,
      this.#notices,
      (work) => this.#attempt(work),
      () => this.#showHistory(),
    ));
  }

  /** Opens a copy of the open document. */
  async #duplicate(): Promise<void> {
    const { entry } = this.#session;
    if (entry !== undefined) {
      const title = message('documents.copyOf', { title: entry.title });
      await this.#session.openNew(this.#editor.value, title, { tags: entry.tags });
    }
  }

  async #editTags(): Promise<void> {
    const { entry } = this.#session;
    if (entry !== undefined) {
      await (await this.#actionsOnStored()).editTags(entry.id);
    }
  }

  async #delete(): Promise<void> {
    const { entry } = this.#session;
    if (entry !== undefined) {
      await (await this.#actionsOnStored()).remove(entry.id);
    }
  }
}

/** Returns whether the server that the page came from keeps documents. */
function servesDocuments(): boolean {
  return document.body.dataset['documents'] !== undefined;
}
