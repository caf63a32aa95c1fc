import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { SnapshotTaker } from '../history/snapshot-taker.js';
import { addressDocument, addressedDocument } from './address.js';
import { forgetRescued, rescue, rescued } from './rescue.js';
import { Saver, type SaveState } from './saver.js';
import { ConflictError, type DocumentEntry, Store, type StoredDocument } from './store.js';

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
  conflict(theirs: StoredDocument): void;
  /** The list of documents is another one. */
  changed(): void;
}

/** What becomes of a document that was written in two windows. */
export type Resolution = 'mine' | 'theirs' | 'both';

/** After so long without an edit, in milliseconds, there is time to wait for the disk. */
const PAUSE = 1000;

/** A message to the other windows: a document is there, is another one, or is gone. */
interface Note {
  readonly id: string;
}

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
  #conflict: StoredDocument | undefined;
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
   * @param greets whether the text that is there only greets; any other one was written by somebody, before
   *   a script could take it, and is stored
   */
  async start(greets: boolean): Promise<void> {
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
      if (this.#saver.unsaved && this.#store === undefined) {
        event.preventDefault();
      }
    });
    addEventListener('popstate', () => {
      void this.#openAddressed();
    });
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Note>) => {
      void this.#heard(data);
    });
    try {
      this.#store = await Store.open(() => {
        this.#store = undefined;
        this.#events.unavailable(new DOMException('', 'InvalidStateError'));
      });
      this.#snapshots = new SnapshotTaker(this.#store);
      await this.#takeRescued(this.#store);
      if (!greets && addressedDocument() === undefined) {
        this.#saver.edited();
      } else if (!this.#saver.unsaved) {
        await this.#openAddressed();
      }
    } catch (error) {
      this.#store = undefined;
      this.#events.unavailable(error);
    }
    this.#events.changed();
  }

  /** Opens a document of the store. */
  async open(id: string): Promise<void> {
    await this.#saver.flush();
    const stored = await this.#store?.read(id);
    if (stored !== undefined) {
      this.#show(stored, 'push');
    }
  }

  /** Begins a new document. It is stored with its first change, or at once where it has a text. */
  async openNew(text = '', title?: string): Promise<void> {
    await this.#saver.flush();
    const entry = text === '' ? undefined : await this.#store?.create(text, title);
    this.#entry = entry;
    this.#conflict = undefined;
    this.#editor.open(text);
    addressDocument(entry?.id, 'push');
    this.#tellOpened();
    this.#tellOthers(entry?.id);
    this.#editor.focus();
  }

  /** Replaces the text, in one step to undo, and stores it. */
  replaceText(text: string): void {
    this.#editor.value = text;
    this.#saver.edited();
  }

  /** Stores what is not stored yet. */
  flush(): Promise<void> {
    return this.#saver.flush();
  }

  /** To be called when a document of the store was changed by other means than writing. */
  async touched(id: string): Promise<void> {
    this.#tellOthers(id);
    if (id === this.#entry?.id) {
      this.#entry = (await this.#store?.read(id))?.entry;
      if (this.#entry === undefined) {
        await this.openNew();
        addressDocument(undefined, 'replace');
      } else {
        this.#events.named(this.#entry);
      }
    }
    this.#events.changed();
  }

  /** Decides about a document that was written in two windows. */
  async resolve(resolution: Resolution): Promise<void> {
    const theirs = this.#conflict;
    if (theirs === undefined || this.#store === undefined) {
      return;
    }
    this.#conflict = undefined;
    const mine = this.#editor.value;
    this.#entry = theirs.entry;
    if (resolution === 'mine') {
      this.#saver.edited();
      return;
    }
    this.#saver.forget();
    if (resolution === 'both') {
      const copy = await this.#store.create(mine);
      this.#tellOthers(copy.id);
    }
    this.#editor.value = theirs.text;
    this.#events.state('saved');
    this.#events.named(theirs.entry);
    this.#events.changed();
  }

  async #takeRescued(store: Store): Promise<void> {
    for (const kept of rescued()) {
      const stored = kept.id === undefined ? undefined : await store.read(kept.id);
      if (stored === undefined) {
        await store.create(kept.text);
      } else if (stored.text !== kept.text) {
        await store.update(stored.entry.id, kept.text, stored.entry.revision);
      }
      forgetRescued(kept);
    }
  }

  async #openAddressed(): Promise<void> {
    const id = addressedDocument() ?? (await this.#latest());
    const stored = id === undefined ? undefined : await this.#store?.read(id);
    if (stored !== undefined && stored.entry.id !== this.#entry?.id) {
      await this.#saver.flush();
      this.#show(stored, 'replace');
    }
  }

  async #latest(): Promise<string | undefined> {
    const entries = (await this.#store?.list()) ?? [];
    return entries.sort((a, b) => b.updatedAt - a.updatedAt)[0]?.id;
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
    const store = this.#store;
    if (store === undefined) {
      throw new DOMException('', 'InvalidStateError');
    }
    if (this.#conflict !== undefined) {
      throw new ConflictError(this.#conflict);
    }
    const text = this.#editor.value;
    const before = this.#entry;
    const entry =
      before === undefined
        ? await store.create(text)
        : await store.update(before.id, text, before.revision);
    this.#entry = entry;
    // Kept when the page was about to go, and did not.
    forgetRescued({ id: before?.id, text });
    if (before === undefined) {
      addressDocument(entry.id, 'replace');
    }
    if (before?.title !== entry.title || before.id !== entry.id) {
      this.#events.named(entry);
      this.#events.changed();
    }
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      store.settle(entry).catch((error: unknown) => {
        this.#events.unavailable(error);
      });
    }, PAUSE);
    this.#tellOthers(entry.id);
    this.#snapshots?.saved(entry.id, text);
    this.#persist();
  }

  /** Asks the browser not to throw the documents away when the disk is full. */
  #persist(): void {
    if (!this.#askedToPersist) {
      this.#askedToPersist = true;
      // Firefox asks the reader: not before there is something to keep.
      void navigator.storage.persist();
    }
  }

  #told(state: SaveState, error: unknown): void {
    if (error instanceof ConflictError) {
      if (this.#conflict === undefined) {
        this.#conflict = error.theirs;
        this.#events.conflict(error.theirs);
      }
    } else if (error !== undefined) {
      this.#events.unavailable(error);
    }
    this.#events.state(state);
  }

  /** Another window has changed a document. */
  async #heard({ id }: Note): Promise<void> {
    this.#events.changed();
    const entry = this.#entry;
    if (entry?.id !== id) {
      return;
    }
    const stored = await this.#store?.read(id);
    // What is being written here meets the other text when it is stored.
    if (stored === undefined || stored.entry.revision === entry.revision || this.#saver.unsaved) {
      return;
    }
    this.#entry = stored.entry;
    this.#editor.value = stored.text;
    this.#events.named(stored.entry);
  }

  #leave(): void {
    if (this.#saver.unsaved) {
      // Where another window has written the document, this becomes one of its own.
      const id = this.#conflict === undefined ? this.#entry?.id : undefined;
      rescue({ id, text: this.#editor.value });
      void this.#saver.flush();
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
