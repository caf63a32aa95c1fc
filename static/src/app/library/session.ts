import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { message } from '../../language/catalogue.js';
import { hasShape, isString } from '../../util/shape.js';
import { SnapshotTaker } from './snapshot-taker.js';
import { addressDocument, addressedDocument } from './address.js';
import { randomName } from '../../util/random-name.js';
import { forgetRescued, isRescue, rescue, rescued, type Rescued } from './rescue.js';
import { Saver, type SaveState } from './saver.js';
import type { Store } from './store.js';
import { ConflictError, type DocumentEntry, type StoredDocument } from './stored-document.js';
import type { SetAside } from './stored-values.js';

/** Callbacks from a session to the application. */
export interface SessionEvents {
  /** Called when another document is open; with undefined if it is in no store yet. */
  opened(entry: DocumentEntry | undefined): void;
  /** Called when the open document has been stored for the first time, or has a new title. */
  named(entry: DocumentEntry): void;
  state(state: SaveState): void;
  /** Called with the reason when nothing can be stored. */
  unavailable(error: unknown): void;
  /** Called when another window has changed the document that is being edited here; see `Session.resolve`. */
  conflict(): void;
  /**
   * Asks the user before another text replaces the open one, which is in no store.
   *
   * @returns true if the user agrees to discard it
   */
  mayDiscard(): Promise<boolean>;
  /** Called when the list of documents has changed. */
  changed(): void;
  /** Called with stored values that cannot be read. They stay stored. */
  setAside(values: readonly SetAside[]): void;
}

/** The user's choice for a document that was changed in two windows. */
export type Resolution = 'mine' | 'theirs' | 'both';

/** Time without an edit, in milliseconds, after which there is time to wait for the disk. */
const PAUSE = 1000;

/** A message to the other windows: a document was added, changed or removed. */
interface Note {
  readonly id: string;
}

/** The edits made here after another window has changed the same document. */
interface Conflict {
  /** A separate document for the time being, so that nothing is lost while the user decides. */
  mine: DocumentEntry;
}

/** Time that a closing page is given to store its last text itself, in milliseconds. */
const LAST_WORDS = 1000;

/** The open document. Stores every change by the user within half a second. */
export class Session {
  readonly #editor: TwinmarkEditorElement;
  readonly #events: SessionEvents;
  readonly #channel = new BroadcastChannel('twinmark');
  readonly #saver: Saver;
  #store: Store | undefined;
  #snapshots: SnapshotTaker | undefined;
  /** Undefined for a text that is in no store yet, such as the greeting. */
  #entry: DocumentEntry | undefined;
  #conflict: Conflict | undefined;
  readonly #writer = randomName();
  #opening: Promise<Store> | undefined;
  /** True while a text is kept outside of the store, to be removed there once it is stored. */
  #rescued = false;
  #saidUnavailable = false;
  #askedToPersist = false;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(editor: TwinmarkEditorElement, events: SessionEvents) {
    this.#editor = editor;
    this.#events = events;
    this.#saver = new Saver(
      () => this.#save(),
      (state, error) => {
        this.#told(state, error);
      },
    );
  }

  /** The entry of the open document; undefined while it is in no store. */
  get entry(): DocumentEntry | undefined {
    return this.#entry;
  }

  /** Undefined if nothing can be stored. */
  get store(): Store | undefined {
    return this.#store;
  }

  /**
   * Opens the document that was last open here, and begins to store edits.
   *
   * @param text the origin of the text in the page: a `draft` was typed here before the script ran, and is
   *   stored; one from another site, `foreign`, is shown, and stored only by {@link keep}
   */
  async start(text: 'greeting' | 'draft' | 'foreign'): Promise<void> {
    // Text typed before the store is open is stored as soon as it is.
    this.#editor.addEventListener('input', () => {
      this.#saver.edited();
    });
    addEventListener('pagehide', () => {
      this.#leave();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') {
        void this.#saver.flush();
      }
    });
    addEventListener('beforeunload', (event) => {
      if (
        this.#saver.unsaved &&
        (this.#store === undefined || this.#saver.failed || !this.#rescue())
      ) {
        event.preventDefault();
      }
    });
    addEventListener('popstate', () => {
      void this.#openAddressed();
    });
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // A page of another version may be sending on the channel.
      if (hasShape(data, { id: isString })) {
        void this.#heard(data as Note);
      }
    });
    // When a page in another window is closed and cannot store its text itself, this page does.
    addEventListener('storage', ({ key, newValue }) => {
      if (key !== null && isRescue(key) && newValue !== null) {
        setTimeout(() => {
          void this.#takeRescued();
        }, LAST_WORDS);
      }
    });
    try {
      const store = await this.#openStore();
      await this.#takeRescued();
      const isOpen =
        text !== 'greeting' && this.#editor.value !== '' && addressedDocument() === undefined;
      if (isOpen && text === 'draft') {
        this.#saver.edited();
      } else if (!isOpen && !this.#saver.unsaved) {
        await this.#openAddressed();
      }
      await store.removeOrphans(Date.now());
      this.#events.setAside([...rescued().setAside, ...(await store.setAside())]);
    } catch (error) {
      this.#sayUnavailable(error);
    }
    this.#events.changed();
  }

  /** Stores the open text as a document of its own, as an edit does. */
  keep(): void {
    this.#saver.edited();
  }

  /** Opens the document that was last changed, if there is one. */
  async openLatest(): Promise<void> {
    const id = await this.#latest();
    if (id === undefined) {
      await this.openNew();
    } else {
      await this.open(id);
    }
  }

  /**
   * Opens a document of the store.
   *
   * @returns true if it is open; false if it does not exist, or the open text may not be replaced
   */
  async open(id: string): Promise<boolean> {
    return (await this.#replaceBy(id, 'push')) === 'open';
  }

  /**
   * Begins a new document. It is stored with its first change, or at once if it has a text.
   *
   * @returns true if it is open; false if the open text may not be replaced
   */
  async openNew(text = '', title?: string): Promise<boolean> {
    if (!(await this.#mayLeave())) {
      return false;
    }
    const entry = text === '' ? undefined : await this.#store?.create(text, title);
    if (!(await this.#mayLeave())) {
      this.#tellOthers(entry?.id);
      this.#events.changed();
      return false;
    }
    this.#entry = entry;
    this.#conflict = undefined;
    this.#editor.open(text);
    addressDocument(entry?.id, 'push');
    this.#tellOpened();
    this.#tellOthers(entry?.id);
    this.#editor.focus();
    return true;
  }

  /** Replaces the text with an earlier one, as one undo step, and stores both. */
  restore(text: string): void {
    if (this.#entry !== undefined) {
      void this.#keep(this.#entry.id, this.#editor.value);
    }
    this.#editor.value = text;
    this.#saver.edited();
  }

  /**
   * Stores edits that are not stored yet.
   *
   * @returns true if everything is stored
   */
  flush(): Promise<boolean> {
    return this.#saver.flush();
  }

  /** To be called when a document of the store was changed other than by editing its text. */
  async touched(id: string): Promise<void> {
    this.#tellOthers(id);
    if (id === this.#entry?.id) {
      const entry = (await this.#store?.read(id))?.entry;
      if (entry === undefined) {
        // The user removed it here on purpose, along with any unsaved edits.
        this.#saver.forget();
        this.#entry = undefined;
        await this.openNew();
        addressDocument(undefined, 'replace');
      } else {
        this.#entry = entry;
        this.#events.named(entry);
      }
    }
    this.#events.changed();
  }

  /** Resolves the conflict of a document that was changed in two windows. */
  async resolve(resolution: Resolution): Promise<void> {
    const conflict = this.#conflict;
    const entry = this.#entry;
    const store = this.#store;
    if (conflict === undefined || entry === undefined || store === undefined) {
      return;
    }
    if (!(await this.#saver.flush())) {
      this.#events.conflict();
      return;
    }
    // Read again: the other window may have changed it since the conflict arose.
    const theirs = await store.read(entry.id);
    if (resolution === 'mine' && theirs !== undefined) {
      await this.#keep(theirs.entry.id, theirs.text);
    }
    if (!(await this.#saver.flush()) || this.#conflict !== conflict) {
      return;
    }
    this.#conflict = undefined;
    if (theirs === undefined) {
      // The other window removed it. The text here has become a document of its own.
      this.#entry = conflict.mine;
      addressDocument(conflict.mine.id, 'replace');
    } else if (resolution === 'mine') {
      this.#entry = theirs.entry;
      this.#saver.edited();
      if (await this.#saver.flush()) {
        await store.remove(conflict.mine.id);
      }
    } else {
      this.#entry = theirs.entry;
      this.#editor.value = theirs.text;
      if (resolution === 'theirs') {
        // The user can still undo the change, here.
        await store.remove(conflict.mine.id);
      }
    }
    this.#tellOthers(conflict.mine.id);
    this.#events.named(this.#entry);
    this.#events.changed();
  }

  /** Opens the store, again if the browser has closed it. */
  #openStore(): Promise<Store> {
    this.#opening ??= this.#openNewStore();
    return this.#opening;
  }

  async #openNewStore(): Promise<Store> {
    try {
      // Loaded lazily, because the user can begin to write without it.
      const { Store } = await import('./store.js');
      const store = await Store.open(this.#writer, () => {
        this.#store = undefined;
        this.#opening = undefined;
      });
      this.#store = store;
      this.#snapshots = new SnapshotTaker(store);
      return store;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }

  /** Stores the texts that pages could not store when they were closed. */
  async #takeRescued(): Promise<void> {
    const { texts } = rescued();
    for (const kept of texts) {
      if (kept.writer === this.#writer) {
        continue;
      }
      try {
        await this.#take(await this.#openStore(), kept);
        forgetRescued(kept.writer);
      } catch (error) {
        // The text is still kept for the next visit; go on with the others.
        console.warn('A text that was kept could not be stored.', error);
      }
    }
  }

  async #take(store: Store, { writer, id, revision, text }: Rescued): Promise<void> {
    const stored = id === undefined ? undefined : await store.read(id);
    if (stored?.text === text) {
      return;
    }
    let taken: DocumentEntry;
    try {
      // The writer's name is the id, so two windows that do this at the same time create a single document.
      taken =
        stored === undefined
          ? await store.create(text, undefined, {}, writer)
          : await store.update(stored.entry.id, text, revision, writer);
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
      // Another page has changed the document since: neither text may overwrite the other.
      taken = await store.create(text, copyTitle(error.theirs.entry), {}, writer);
    }
    this.#tellOthers(taken.id);
    await this.#heard(taken);
  }

  async #openAddressed(): Promise<void> {
    const id = addressedDocument() ?? (await this.#latest());
    if (
      id !== undefined &&
      id !== this.#entry?.id &&
      (await this.#replaceBy(id, 'replace')) === 'kept'
    ) {
      addressDocument(this.#entry?.id, 'push');
    }
  }

  /** Replaces the open document with another one, unless its text has to stay. */
  async #replaceBy(id: string, how: 'push' | 'replace'): Promise<'open' | 'missing' | 'kept'> {
    for (;;) {
      if (!(await this.#mayLeave())) {
        return 'kept';
      }
      const stored = await this.#store?.read(id);
      if (stored === undefined) {
        return 'missing';
      }
      // Edits made to the open text while the other one was read are stored first.
      if (!this.#saver.unsaved) {
        this.#show(stored, how);
        return 'open';
      }
    }
  }

  /** Returns whether the open text is stored, or the user agrees to discard it. */
  async #mayLeave(): Promise<boolean> {
    if (await this.#saver.flush()) {
      return true;
    }
    if (!(await this.#events.mayDiscard())) {
      return false;
    }
    this.#saver.forget();
    this.#forgetRescued();
    return true;
  }

  async #latest(): Promise<string | undefined> {
    const entries = (await this.#store?.list()) ?? [];
    for (const { id } of entries.sort((a, b) => b.updatedAt - a.updatedAt)) {
      // A document with an unreadable text must not keep the others from being opened.
      if ((await this.#store?.read(id)) !== undefined) {
        return id;
      }
    }
    return undefined;
  }

  #show({ entry, text }: StoredDocument, how: 'push' | 'replace'): void {
    this.#entry = entry;
    this.#conflict = undefined;
    if (this.#editor.value !== text) {
      this.#editor.open(text);
    }
    addressDocument(entry.id, how);
    this.#tellOpened();
    this.#events.state('saved');
  }

  async #save(): Promise<void> {
    const store = await this.#openStore();
    const text = this.#editor.value;
    const covers = this.#rescued;
    const before = this.#entry;
    const conflict = this.#conflict;
    const entry = await this.#saveDocument(store, conflict?.mine ?? before, text);
    if (entry !== undefined && conflict !== undefined) {
      conflict.mine = entry;
      this.#tellOthers(entry.id);
    } else if (entry !== undefined) {
      this.#saved(before, entry, text);
    }
    clearTimeout(this.#pause);
    if (entry !== undefined) {
      this.#pause = setTimeout(() => {
        store.settle(entry).catch((error: unknown) => {
          this.#sayUnavailable(error);
        });
      }, PAUSE);
    }
    if (covers) {
      this.#forgetRescued();
    }
    this.#persist();
  }

  /** @returns undefined if the text has become a document of its own because of a conflict */
  async #saveDocument(
    store: Store,
    before: DocumentEntry | undefined,
    text: string,
  ): Promise<DocumentEntry | undefined> {
    if (before === undefined) {
      return store.create(text);
    }
    try {
      return await store.update(before.id, text, before.revision);
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
      if (error.theirs.text === text) {
        return error.theirs.entry;
      }
      const mine = await store.create(text, copyTitle(error.theirs.entry));
      this.#conflict = { mine };
      this.#tellOthers(mine.id);
      this.#events.conflict();
      this.#events.changed();
      return undefined;
    }
  }

  #saved(before: DocumentEntry | undefined, entry: DocumentEntry, text: string): void {
    this.#entry = entry;
    if (before === undefined) {
      addressDocument(entry.id, 'replace');
    }
    if (before?.title !== entry.title || before.id !== entry.id) {
      this.#events.named(entry);
      this.#events.changed();
    }
    this.#tellOthers(entry.id);
    this.#snapshots?.saved(entry.id, text);
  }

  /** Keeps a text that is about to be replaced among the earlier versions. */
  async #keep(id: string, text: string): Promise<void> {
    try {
      await this.#snapshots?.keep(id, text);
    } catch (error) {
      // The user can still undo the change.
      console.warn('No snapshot could be taken.', error);
    }
  }

  /** Asks the browser not to evict the documents when the disk is full. */
  #persist(): void {
    if (!this.#askedToPersist) {
      this.#askedToPersist = true;
      // Firefox prompts the user, so not before there is something to keep. Pages over plain HTTP lack it.
      void (navigator.storage as StorageManager | undefined)?.persist();
    }
  }

  #told(state: SaveState, error: unknown): void {
    if (error !== undefined) {
      this.#sayUnavailable(error);
    } else if (state === 'saved') {
      this.#saidUnavailable = false;
    }
    this.#events.state(state);
  }

  #sayUnavailable(error: unknown): void {
    // Only once: a user who continues typing should not see it again at each key press.
    if (!this.#saidUnavailable) {
      this.#saidUnavailable = true;
      this.#events.unavailable(error);
    }
  }

  /** Handles a change of a document by another window. */
  async #heard({ id }: Note): Promise<void> {
    this.#events.changed();
    const entry = this.#entry;
    if (entry?.id !== id) {
      return;
    }
    const stored = await this.#store?.read(id);
    // Another document may be open by now; and edits made here meet the other text when they are stored.
    if (
      stored === undefined ||
      this.#entry !== entry ||
      this.#saver.unsaved ||
      this.#conflict !== undefined
    ) {
      return;
    }
    if (stored.entry.revision > entry.revision) {
      this.#entry = stored.entry;
      this.#editor.value = stored.text;
      this.#events.named(stored.entry);
    } else if (stored.entry.title !== entry.title) {
      this.#entry = stored.entry;
      this.#events.named(stored.entry);
    }
  }

  #leave(): void {
    if (this.#saver.unsaved) {
      this.#rescue();
      void this.#saver.flush();
    }
  }

  #rescue(): boolean {
    const target = this.#conflict?.mine ?? this.#entry;
    const kept = rescue({
      writer: this.#writer,
      id: target?.id,
      revision: target?.revision ?? 0,
      text: this.#editor.value,
    });
    this.#rescued ||= kept;
    return kept;
  }

  #forgetRescued(): void {
    if (this.#rescued) {
      this.#rescued = false;
      forgetRescued(this.#writer);
    }
  }

  #tellOpened(): void {
    this.#events.opened(this.#entry);
  }

  #tellOthers(id: string | undefined): void {
    if (id !== undefined) {
      const note: Note = { id };
      this.#channel.postMessage(note);
    }
  }
}

/** Returns the title of a conflicting copy; undefined, so that its text decides, unless the user named it. */
function copyTitle({ renamed, title }: DocumentEntry): string | undefined {
  return renamed ? message('library.copyOf', { title }) : undefined;
}
