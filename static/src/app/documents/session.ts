// Over 400 lines, because all that stores, replaces or resolves a text is read together: the order of these
// calls decides that no text is lost. What stands alone is in open-document.ts, rescues.ts, other-windows.ts,
// saver.ts and store-connection.ts.
import type { CancelCallback, Clock } from '../../schedule/render-schedule.js';
import { randomName } from '../../util/random-name.js';
import type { DocumentDetails, DocumentStore } from './document-store.js';
import { newestFirst } from './newest-first.js';
import { OpenDocument, type Saved } from './open-document.js';
import { OtherWindows } from './other-windows.js';
import { Rescues, storeRescued } from './rescues.js';
import { Saver, type SaveState } from '../../schedule/saver.js';
import { liveAddress } from './live-address.js';
import type { SessionPage } from './session-page.js';
import {
  browserTools,
  type SessionEditor,
  type SessionEvents,
  type SessionTools,
} from './session-surroundings.js';
import { StoreConnection } from './store-connection.js';
import type { DocumentEntry, StoredDocument } from './stored-document.js';
import { titleOf } from './title.js';

/** The user's choice for a document that was changed in two windows. */
export type Resolution = 'mine' | 'theirs' | 'both';

/** Time without an edit, in milliseconds, after which there is time to wait for the disk. */
const SETTLE_DELAY_MS = 1000;

/** The version of a document that the server has just been given. */
const FIRST_VERSION = '0';

/** Time that a closing page is given to store its last text itself, in milliseconds. */
const RESCUE_GRACE_MS = 1000;

/** The open document. Stores every change by the user within half a second. */
export class Session {
  readonly #editor: SessionEditor;
  readonly #events: SessionEvents;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #page: SessionPage;
  readonly #document = new OpenDocument();
  readonly #saver: Saver;
  readonly #connection: StoreConnection;
  readonly #windows: OtherWindows;
  readonly #rescues: Rescues;
  readonly #writer = randomName();
  /** The failure that the user knows of, by its name. */
  #saidFailure: string | undefined;
  #askedToPersist = false;
  #cancelSettling: CancelCallback | undefined;

  constructor(editor: SessionEditor, events: SessionEvents, tools: SessionTools = browserTools()) {
    this.#editor = editor;
    this.#events = events;
    this.#clock = tools.clock;
    this.#page = tools.page;
    this.#saver = new Saver(
      () => this.#save(),
      (state, error) => {
        this.#onSaveState(state, error);
      },
      tools.clock,
    );
    this.#connection = new StoreConnection(this.#writer, tools.openStore, tools.clock);
    this.#windows = new OtherWindows(tools.channel, (id) => {
      this.#onRemoteChange(id).catch((error: unknown) => {
        this.#sayUnavailable(error);
      });
    });
    this.#rescues = new Rescues(this.#writer, () => this.#page.storage());
  }

  /** The entry of the open document; undefined while it is in no store. */
  get entry(): DocumentEntry | undefined {
    return this.#document.entry;
  }

  /** Opens the store again if the browser has closed it. */
  connect(): Promise<DocumentStore> {
    return this.#connection.open();
  }

  /** Undefined if nothing can be stored. */
  get store(): DocumentStore | undefined {
    return this.#connection.store;
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
    this.#page.listen({
      closing: () => {
        this.#leave();
      },
      hidden: () => {
        void this.#saver.flush();
      },
      mustAsk: () =>
        this.#saver.unsaved && (this.store === undefined || this.#saver.failed || !this.#rescue()),
      navigated: () => {
        void this.#openAddressed();
      },
      rescued: () => {
        // When that page cannot store its text itself any more, this one does.
        this.#clock.after(RESCUE_GRACE_MS, () => {
          void this.#takeRescued();
        });
      },
    });
    try {
      const store = await this.#connection.open();
      await this.#takeRescued();
      const isOpen =
        text !== 'greeting' && this.#editor.value !== '' && this.#page.addressed() === undefined;
      if (isOpen && text === 'draft') {
        this.#saver.edited();
      } else if (!isOpen && !this.#saver.unsaved) {
        await this.#openAddressed();
      }
      await store.purgeTrash(Date.now());
      await store.removeOrphans();
      this.#events.setAside([...this.#rescues.setAside(), ...(await store.setAside())]);
    } catch (error) {
      this.#sayUnavailable(error);
    }
    this.#events.changed();
  }

  /**
   * Makes the open document the copy of one of the server, whose first version is the open text; or ends that,
   * so that the text is in this browser only.
   */
  async keepOnServer(serverId: string | undefined): Promise<void> {
    const { entry } = this;
    if (entry === undefined) {
      return;
    }
    await (await this.#connection.open()).keepOnServer(entry.id, serverId);
    // Another document may be open by now.
    if (this.entry?.id === entry.id && serverId !== undefined) {
      this.#editor.setAttribute('live-version', FIRST_VERSION);
    }
    await this.touched(entry.id);
  }

  /** Keeps a text that the open document had among its earlier versions. */
  async keepVersion(text: string): Promise<void> {
    if (this.entry !== undefined) {
      await this.#keep(this.entry.id, text);
    }
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
   * @param details those of the new document
   * @returns true if it is open; false if the open text may not be replaced
   */
  async openNew(text = '', title?: string, details: DocumentDetails = {}): Promise<boolean> {
    if (!(await this.#mayLeave())) {
      return false;
    }
    const entry = text === '' ? undefined : await this.store?.create(text, title, details);
    if (entry !== undefined) {
      this.#windows.notify(entry.id);
    }
    if (!(await this.#mayLeave())) {
      this.#events.changed();
      return false;
    }
    this.#document.replace(entry, details);
    this.#openText(text, entry);
    this.#page.address(entry?.id, 'push');
    this.#events.opened(entry);
    if (text === '') {
      this.#events.began();
    }
    this.#editor.focus();
    return true;
  }

  /** Replaces the text with an earlier one, as one undo step, and stores both. */
  restore(text: string): void {
    void this.keepVersion(this.#editor.value);
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
    this.#windows.notify(id);
    const { entry, store } = this;
    // Without a store there is no telling whether the document was removed, so its text stays.
    if (id === entry?.id && store !== undefined) {
      const stored = await store.read(id);
      // Another document may be open by now.
      if (id === this.entry?.id) {
        await this.#onTouched(stored?.entry);
      }
    }
    this.#events.changed();
  }

  /** Corrects the title and the tags of the open document's text where the engine has not found them. */
  async retitle(): Promise<void> {
    const { entry, store } = this;
    if (
      entry !== undefined &&
      !this.#saver.unsaved &&
      this.#document.conflict === undefined &&
      (entry.textTags === undefined ||
        (!entry.renamed && titleOf(this.#editor.value) !== entry.title))
    ) {
      await store?.rename(entry.id, entry.renamed ? entry.title : '');
      await this.touched(entry.id);
    }
  }

  /** Resolves the conflict of a document that was changed in two windows. */
  async resolve(resolution: Resolution): Promise<void> {
    const { conflict, entry } = this.#document;
    const { store } = this;
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
    if (!(await this.#saver.flush()) || this.#document.conflict !== conflict) {
      return;
    }
    // If the other window removed it, the text here has become a document of its own.
    const resolved = theirs?.entry ?? conflict.mine;
    this.#document.replace(resolved);
    if (theirs === undefined) {
      this.#page.address(resolved.id, 'replace');
    } else if (resolution === 'mine') {
      this.#saver.edited();
      if (await this.#saver.flush()) {
        // The document itself has this text.
        await store.erase([conflict.mine.id]);
      }
    } else {
      this.#editor.value = theirs.text;
      if (resolution === 'theirs') {
        await store.remove(conflict.mine.id, Date.now());
      }
    }
    this.#windows.notify(conflict.mine.id);
    this.#events.named(this.entry ?? resolved);
    this.#events.changed();
  }

  /** @param entry that of the open document now; undefined if it was removed */
  async #onTouched(entry: DocumentEntry | undefined): Promise<void> {
    if (entry === undefined) {
      // The user removed it here on purpose, along with any unsaved edits.
      this.#saver.forget();
      this.#document.replace(undefined);
      await this.openNew();
      this.#page.address(undefined, 'replace');
    } else {
      this.#document.update(entry);
      this.#follow(entry);
      this.#events.named(entry);
    }
  }

  /** Stores the texts that pages could not store when they were closed. */
  async #takeRescued(): Promise<void> {
    for (const kept of this.#rescues.others()) {
      try {
        const taken = await storeRescued(await this.#connection.open(), kept);
        if (taken !== undefined) {
          this.#windows.notify(taken.id);
          await this.#onRemoteChange(taken.id);
        }
        this.#rescues.forgetOther(kept);
      } catch (error) {
        // The text is still kept for the next visit; go on with the others.
        console.warn('A text that was kept could not be stored.', error);
      }
    }
  }

  async #openAddressed(): Promise<void> {
    const addressed = this.#page.addressed();
    const id = addressed ?? (await this.#latest());
    if (id === undefined || id === this.entry?.id) {
      return;
    }
    const outcome = await this.#replaceBy(id, 'replace');
    if (outcome === 'kept') {
      this.#page.address(this.entry?.id, 'push');
    } else if (outcome === 'missing' && addressed !== undefined && this.store !== undefined) {
      // Any other text would be taken for that document.
      this.#document.replace(undefined);
      this.#openText('', undefined);
      this.#events.opened(undefined);
      this.#events.missing(addressed);
    }
  }

  /** Replaces the open document with another one, unless its text has to stay. */
  async #replaceBy(id: string, how: 'push' | 'replace'): Promise<'open' | 'missing' | 'kept'> {
    for (;;) {
      if (!(await this.#mayLeave())) {
        return 'kept';
      }
      const stored = await this.store?.read(id);
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
    this.#rescues.forget(this.#rescues.kept);
    return true;
  }

  async #latest(): Promise<string | undefined> {
    const entries = (await this.store?.list()) ?? [];
    for (const { id } of newestFirst(entries, Date.now())) {
      // A document with an unreadable text must not keep the others from being opened.
      if ((await this.store?.read(id)) !== undefined) {
        return id;
      }
    }
    return undefined;
  }

  #show({ entry, text }: StoredDocument, how: 'push' | 'replace'): void {
    // The browser may have restored the text after a reload. Undo steps of another document must not stay.
    const isShown = this.#editor.value === text;
    if (!isShown || (this.entry !== undefined && this.entry.id !== entry.id)) {
      this.#openText(text, entry);
    } else {
      this.#follow(entry);
    }
    this.#document.replace(entry);
    this.#page.address(entry.id, how);
    this.#events.opened(entry);
    this.#events.state('saved');
  }

  /** Shows the text of another document; the editor follows its document on the server, if there is one. */
  #openText(text: string, entry: DocumentEntry | undefined): void {
    // First, so that the text does not become a change of the document before.
    this.#editor.live = '';
    this.#editor.open(text);
    this.#follow(entry);
  }

  /** Makes the editor follow the document of the server that an entry is the copy of; none if there is none. */
  #follow(entry: DocumentEntry | undefined): void {
    const address = liveAddress(entry?.serverId);
    if (this.#editor.live !== address) {
      this.#editor.live = address;
    }
  }

  async #save(): Promise<void> {
    const store = await this.#connection.open();
    const text = this.#editor.value;
    const { kept } = this.#rescues;
    const saved = await this.#document.save(store, text).catch(async (error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'InvalidStateError')) {
        throw error;
      }
      // The browser has closed the database without notice, as when the user clears its data.
      this.#connection.close();
      return this.#document.save(await this.#connection.open(), text);
    });
    this.#onSaved(saved, text);
    this.#cancelSettling?.();
    this.#cancelSettling = this.#clock.after(SETTLE_DELAY_MS, () => {
      this.store?.settle(saved.entry).catch((error: unknown) => {
        this.#sayUnavailable(error);
      });
    });
    this.#rescues.forget(kept);
    if (!this.#askedToPersist) {
      // Firefox prompts the user, so not before there is something to keep.
      this.#askedToPersist = true;
      this.#page.persist();
    }
  }

  #onSaved({ kind, entry }: Saved, text: string): void {
    if (kind === 'created') {
      this.#page.address(entry.id, 'replace');
    }
    if (kind === 'created' || kind === 'renamed') {
      this.#events.named(entry);
    }
    if (kind === 'conflict') {
      this.#events.conflict();
    }
    if (kind === 'created' || kind === 'renamed' || kind === 'conflict') {
      this.#events.changed();
    }
    this.#windows.notify(entry.id);
    this.#events.stored(entry);
    if (kind !== 'conflict' && kind !== 'set-aside') {
      this.#connection.snapshots?.saved(entry.id, text);
    }
  }

  /** Keeps a text of a document among its earlier versions. */
  async #keep(id: string, text: string): Promise<void> {
    try {
      await this.#connection.snapshots?.keep(id, text);
    } catch (error) {
      // The user can still undo the change.
      console.warn('No snapshot could be taken.', error);
    }
  }

  #onSaveState(state: SaveState, error: unknown): void {
    if (error !== undefined) {
      this.#sayUnavailable(error);
    } else if (state === 'saved') {
      this.#saidFailure = undefined;
    }
    this.#events.state(state, error);
  }

  #sayUnavailable(error: unknown): void {
    // Once for each kind: a user who continues typing should not see it again at each key press.
    const name = error instanceof Error ? error.name : '';
    if (name !== this.#saidFailure) {
      this.#saidFailure = name;
      this.#events.unavailable(error);
    }
  }

  /** Handles a change of a document by another window. */
  async #onRemoteChange(id: string): Promise<void> {
    this.#events.changed();
    const { entry } = this;
    if (entry?.id !== id) {
      return;
    }
    const stored = await this.store?.read(id);
    // Another document may be open by now; and edits made here meet the other text when they are stored.
    if (
      stored === undefined ||
      this.entry !== entry ||
      this.#saver.unsaved ||
      this.#document.conflict !== undefined
    ) {
      return;
    }
    // The server sends the changes of other windows to a document that it keeps.
    const isNewer = entry.serverId === undefined && stored.entry.revision > entry.revision;
    const isMoved = stored.entry.serverId !== entry.serverId;
    if (isNewer || isMoved || stored.entry.title !== entry.title) {
      if (isNewer) {
        this.#editor.value = stored.text;
      }
      this.#document.update(stored.entry);
      this.#follow(stored.entry);
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
    // The editor itself keeps the changes to a document of the server.
    return (
      this.entry?.serverId !== undefined ||
      this.#rescues.keep(this.#editor.value, this.#document.target)
    );
  }
}
