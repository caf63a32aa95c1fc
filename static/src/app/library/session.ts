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

/** What a session tells the application. */
export interface SessionEvents {
  /** Another document is open; undefined: one that is in no store yet. */
  opened(entry: DocumentEntry | undefined): void;
  /** The open document is in the store now, or has another title. */
  named(entry: DocumentEntry): void;
  state(state: SaveState): void;
  /** Nothing can be stored, and why. */
  unavailable(error: unknown): void;
  /** Another window has written the document that is being written here; see `Session.resolve`. */
  conflict(): void;
  /**
   * The open text is in no store, and another one is to take its place.
   *
   * @returns whether the writer can do without it
   */
  mayDiscard(): Promise<boolean>;
  /** The list of documents is another one. */
  changed(): void;
  /** Some of what is stored cannot be read. It stays stored. */
  setAside(values: readonly SetAside[]): void;
}

/** What becomes of a document that was written in two windows. */
export type Resolution = 'mine' | 'theirs' | 'both';

/** After so long without an edit, in milliseconds, there is time to wait for the disk. */
const PAUSE = 1000;

/** A message to the other windows: a document is there, is another one, or is gone. */
interface Note {
  readonly id: string;
}

/** What is written here while another window has written the same document. */
interface Conflict {
  /** It is a document of its own meanwhile: nothing may be lost while the writer thinks. */
  mine: DocumentEntry;
}

/** How long a page that goes is given to store its last text itself, in milliseconds. */
const LAST_WORDS = 1000;

/** The document that is open, and its way into the store: every change of the writer's within half a second. */
export class Session {
  readonly #editor: TwinmarkEditorElement;
  readonly #events: SessionEvents;
  readonly #channel = new BroadcastChannel('twinmark');
  readonly #saver: Saver;
  #store: Store | undefined;
  #snapshots: SnapshotTaker | undefined;
  /** Undefined: a text that is in no store yet, such as the one that greets. */
  #entry: DocumentEntry | undefined;
  #conflict: Conflict | undefined;
  readonly #writer = randomName();
  #opening: Promise<Store> | undefined;
  /** Whether a text is kept outside of the store, which is to be forgotten when it is stored. */
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

  /** The open document; undefined while it is in no store. */
  get entry(): DocumentEntry | undefined {
    return this.#entry;
  }

  /** Undefined where nothing can be stored. */
  get store(): Store | undefined {
    return this.#store;
  }

  /**
   * Opens what was last open here, and begins to store what is written.
   *
   * @param text where the text in the page comes from: a `draft` was written here before a script could take
   *   it, and is stored; one of another site, `foreign`, is shown, and stored only by {@link keep}
   */
  async start(text: 'greeting' | 'draft' | 'foreign'): Promise<void> {
    // Whatever is typed before the store is there is stored as soon as it is.
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
      // A page of another version may be on the channel.
      if (hasShape(data, { id: isString })) {
        void this.#heard(data as Note);
      }
    });
    // Before a page that was left in another window is forgotten there, this one sees to its text.
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

  /** Opens the document that was last written, where there is one. */
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
   * @returns whether it is open; false when it is not there, or the open text may not go
   */
  async open(id: string): Promise<boolean> {
    return (await this.#replaceBy(id, 'push')) === 'open';
  }

  /**
   * Begins a new document. It is stored with its first change, or at once where it has a text.
   *
   * @returns whether it is open; false when the text that was open may not go
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

  /** Puts an earlier text into the place of the text, in one step to undo, and stores both. */
  restore(text: string): void {
    if (this.#entry !== undefined) {
      void this.#keep(this.#entry.id, this.#editor.value);
    }
    this.#editor.value = text;
    this.#saver.edited();
  }

  /**
   * Stores what is not stored yet.
   *
   * @returns whether all is stored
   */
  flush(): Promise<boolean> {
    return this.#saver.flush();
  }

  /** To be called when a document of the store was changed by other means than writing. */
  async touched(id: string): Promise<void> {
    this.#tellOthers(id);
    if (id === this.#entry?.id) {
      const entry = (await this.#store?.read(id))?.entry;
      if (entry === undefined) {
        // It was removed here, on purpose, and with what has been typed into it.
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

  /** Decides about a document that was written in two windows. */
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
    // Not what was there when they met: the other window may have gone on.
    const theirs = await store.read(entry.id);
    if (resolution === 'mine' && theirs !== undefined) {
      await this.#keep(theirs.entry.id, theirs.text);
    }
    if (!(await this.#saver.flush()) || this.#conflict !== conflict) {
      return;
    }
    this.#conflict = undefined;
    if (theirs === undefined) {
      // It was removed over there. What is here has become a document of its own.
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
        // The writer may still undo it, here.
        await store.remove(conflict.mine.id);
      }
    }
    this.#tellOthers(conflict.mine.id);
    this.#events.named(this.#entry);
    this.#events.changed();
  }

  /** Opens the store, again where the browser has closed it. */
  #openStore(): Promise<Store> {
    this.#opening ??= this.#openNewStore();
    return this.#opening;
  }

  async #openNewStore(): Promise<Store> {
    try {
      // Loaded here, because nothing of it is needed to begin to write.
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

  /** Puts what pages could not store when they went into the store. */
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
        // It is still kept, for the next visit, and the others have their turn.
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
      // By the name of its writer, two windows that do this at the same time make one document of it.
      taken =
        stored === undefined
          ? await store.create(text, undefined, {}, writer)
          : await store.update(stored.entry.id, text, revision, writer);
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
      // Somebody has gone on writing the document since: neither may overwrite the other.
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

  /** Puts a document into the place of the open one, if that may go. */
  async #replaceBy(id: string, how: 'push' | 'replace'): Promise<'open' | 'missing' | 'kept'> {
    for (;;) {
      if (!(await this.#mayLeave())) {
        return 'kept';
      }
      const stored = await this.#store?.read(id);
      if (stored === undefined) {
        return 'missing';
      }
      // What was typed into the text that is to go while the other one was read is stored first.
      if (!this.#saver.unsaved) {
        this.#show(stored, how);
        return 'open';
      }
    }
  }

  /** Whether the open text is stored, or the writer can do without it. */
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
      // A document with an unreadable text must not keep the others shut.
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

  /** @returns undefined where the text has become a document of its own, because of a conflict */
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

  /** Keeps a text that gives way to another one among the earlier versions. */
  async #keep(id: string, text: string): Promise<void> {
    try {
      await this.#snapshots?.keep(id, text);
    } catch (error) {
      // It can still be undone.
      console.warn('No snapshot could be taken.', error);
    }
  }

  /** Asks the browser not to throw the documents away when the disk is full. */
  #persist(): void {
    if (!this.#askedToPersist) {
      this.#askedToPersist = true;
      // Firefox asks the reader: not before there is something to keep. Pages over plain HTTP lack it.
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
    // Once: whoever has read it and goes on need not read it at each key.
    if (!this.#saidUnavailable) {
      this.#saidUnavailable = true;
      this.#events.unavailable(error);
    }
  }

  /** Another window has changed a document. */
  async #heard({ id }: Note): Promise<void> {
    this.#events.changed();
    const entry = this.#entry;
    if (entry?.id !== id) {
      return;
    }
    const stored = await this.#store?.read(id);
    // Another document may be open by now; and what is being written here meets the other text when stored.
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

/** What the other one of two texts of a document is called: as its text says, unless the writer named it. */
function copyTitle({ renamed, title }: DocumentEntry): string | undefined {
  return renamed ? message('library.copyOf', { title }) : undefined;
}
