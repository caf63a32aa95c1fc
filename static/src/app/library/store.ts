import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FileOrigin } from '../files/library-access.js';
import { isString } from '../../util/shape.js';
import { randomName } from '../../util/random-name.js';
import {
  ConflictError,
  type DocumentEntry,
  type Snapshot,
  type StoredDocument,
} from './stored-document.js';
import {
  isDocumentEntry,
  isFileOrigin,
  isSnapshot,
  repairedEntry,
  type SetAside,
} from './stored-values.js';
import { titleOf } from './title.js';

interface Schema extends DBSchema {
  // Apart from the texts, so that a list of documents does not read those.
  // Values are checked when they are read; see stored-values.ts.
  documents: { key: string; value: unknown };
  texts: { key: string; value: unknown };
  snapshots: { key: [string, number]; value: unknown };
  /** By the document's id. */
  files: { key: string; value: unknown };
}

const NAME = 'twinmark';
/** 1: documents, texts and snapshots. 2: files. */
const VERSION = 2;

/** Has to be on the disk when it is done, whatever happens to the machine. */
const DURABLE = { durability: 'strict' } as const;

/**
 * Has to survive the browser, while somebody types: to wait for the disk, at each time, could take longer
 * than may be lost.
 */
const QUICK = { durability: 'relaxed' } as const;

/** How long the snapshots of a removed document are kept, in milliseconds: it may come back. */
const REMOVED_KEPT = 24 * 3_600_000;

/** The documents in this browser. */
export class Store {
  /** Whose writing this is. */
  readonly writer: string;
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>, writer: string) {
    this.#database = database;
    this.writer = writer;
  }

  /**
   * @param writer a name for whoever writes: nobody else's texts are overwritten
   * @param lost is called when the browser has closed the database, and nothing can be written any more
   * @throws DOMException where the browser refuses to store anything
   */
  static async open(writer = randomName(), lost: () => void = () => undefined): Promise<Store> {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade(upgraded, from) {
        if (from < 1) {
          upgraded.createObjectStore('documents', { keyPath: 'id' });
          upgraded.createObjectStore('texts');
          upgraded.createObjectStore('snapshots', { keyPath: ['documentId', 'at'] });
        }
        if (from < 2) {
          upgraded.createObjectStore('files');
        }
      },
      // A newer version of this application waits in another window; it must not wait for ever.
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        lost();
      },
      terminated: lost,
    });
    return new Store(database, writer);
  }

  /** All documents, in no particular order. */
  async list(): Promise<DocumentEntry[]> {
    return (await this.#read()).entries;
  }

  /** The documents that cannot be read. */
  async setAside(): Promise<SetAside[]> {
    return (await this.#read()).setAside;
  }

  async #read(): Promise<{ entries: DocumentEntry[]; setAside: SetAside[] }> {
    const transaction = this.#database.transaction(['documents', 'texts']);
    const texts = transaction.objectStore('texts');
    const entries: DocumentEntry[] = [];
    const setAside: SetAside[] = [];
    const withText = new Set<unknown>(await texts.getAllKeys());
    for (const value of await transaction.objectStore('documents').getAll()) {
      const { id } = value as { readonly id: unknown };
      let entry: DocumentEntry | undefined;
      if (isString(id) && withText.has(id)) {
        // Texts are long: one is read only if its entry has to be repaired.
        entry = isDocumentEntry(value) ? value : documentOf(id, value, await texts.get(id))?.entry;
      }
      if (entry === undefined) {
        setAside.push({ place: `documents ${String(id)}`, value });
      } else {
        entries.push(entry);
      }
    }
    return { entries, setAside };
  }

  /** @returns undefined where it is not there, or cannot be read */
  async read(id: string): Promise<StoredDocument | undefined> {
    const transaction = this.#database.transaction(['documents', 'texts']);
    const [value, text] = await Promise.all([
      transaction.objectStore('documents').get(id),
      transaction.objectStore('texts').get(id),
    ]);
    return documentOf(id, value, text);
  }

  /**
   * Adds a document. Fulfilled when it is on the disk.
   *
   * @param title undefined: that of the text
   * @param times when it was made and changed, in milliseconds since 1970; undefined: now
   * @param id undefined: a new one. Where there is a document of that name, that one stays as it is.
   */
  async create(
    text: string,
    title?: string,
    times: {
      readonly createdAt?: number | undefined;
      readonly updatedAt?: number | undefined;
    } = {},
    id = randomName(),
  ): Promise<DocumentEntry> {
    const now = Date.now();
    const entry = {
      id,
      title: title ?? titleOf(text),
      renamed: title !== undefined,
      createdAt: times.createdAt ?? now,
      updatedAt: times.updatedAt ?? now,
      revision: 1,
      writer: this.writer,
      length: text.length,
    };
    await this.putBack({ entry, text });
    return entry;
  }

  /**
   * Puts a document there as it is: one that was removed, unless it is there again because somebody has
   * written on. Fulfilled when it is on the disk.
   */
  async putBack({ entry, text }: StoredDocument): Promise<void> {
    const transaction = this.#database.transaction(['documents', 'texts'], 'readwrite', DURABLE);
    const documents = transaction.objectStore('documents');
    if ((await documents.getKey(entry.id)) === undefined) {
      await Promise.all([
        documents.put(entry),
        transaction.objectStore('texts').put(text, entry.id),
      ]);
    }
    await transaction.done;
  }

  /**
   * Writes a document's text. Fulfilled when it outlives the browser; `settle` has it outlive the machine.
   *
   * @param revision that of the text which this one was made from
   * @param writer whose text it is
   * @throws ConflictError when somebody else has stored another revision by now; nothing is written then
   */
  async update(
    id: string,
    text: string,
    revision: number,
    writer = this.writer,
  ): Promise<DocumentEntry> {
    const transaction = this.#database.transaction(['documents', 'texts'], 'readwrite', QUICK);
    const documents = transaction.objectStore('documents');
    const texts = transaction.objectStore('texts');
    const theirs = documentOf(id, await documents.get(id), await texts.get(id));
    const stored = theirs?.entry;
    const now = Date.now();
    // A revision that one has not heard of may still be one's own: of a page that was left in the middle.
    if (
      theirs !== undefined &&
      theirs.entry.revision !== revision &&
      theirs.entry.writer !== writer
    ) {
      await transaction.done;
      throw new ConflictError(theirs);
    }
    // One that was removed in another window comes back: somebody writes it.
    const entry = {
      id,
      title: stored?.renamed === true ? stored.title : titleOf(text),
      renamed: stored?.renamed ?? false,
      createdAt: stored?.createdAt ?? now,
      updatedAt: now,
      revision: (stored?.revision ?? revision) + 1,
      writer,
      length: text.length,
    };
    await Promise.all([documents.put(entry), texts.put(text, id), transaction.done]);
    return entry;
  }

  /** Fulfilled when all that was written before is on the disk. */
  async settle(entry: DocumentEntry): Promise<void> {
    const transaction = this.#database.transaction('documents', 'readwrite', DURABLE);
    const stored = await transaction.store.get(entry.id);
    // A database writes in one order: what comes before this is there when this is.
    if (stored !== undefined) {
      await transaction.store.put(stored);
    }
    await transaction.done;
  }

  /**
   * Gives a document a title of its own.
   *
   * @param title empty: that of its text again
   */
  async rename(id: string, title: string): Promise<void> {
    const transaction = this.#database.transaction(['documents', 'texts'], 'readwrite', DURABLE);
    const documents = transaction.objectStore('documents');
    const text = await transaction.objectStore('texts').get(id);
    const stored = documentOf(id, await documents.get(id), text);
    if (stored !== undefined) {
      const renamed = title.trim() !== '';
      await documents.put({
        ...stored.entry,
        title: renamed ? title.trim() : titleOf(stored.text),
        renamed,
      });
    }
    await transaction.done;
  }

  /** Removes a document, not its snapshots: it may come back. */
  async remove(id: string): Promise<void> {
    const transaction = this.#database.transaction(['documents', 'texts'], 'readwrite', DURABLE);
    await Promise.all([
      transaction.objectStore('documents').delete(id),
      transaction.objectStore('texts').delete(id),
      transaction.done,
    ]);
  }

  /** Remembers which file a document was read from or saved to. */
  async keepFile(id: string, file: FileOrigin): Promise<void> {
    await this.#database.put('files', file, id);
  }

  /** The file that a document was last read from or saved to, if any. */
  async file(id: string): Promise<FileOrigin | undefined> {
    const value = await this.#database.get('files', id);
    return isFileOrigin(value) ? value : undefined;
  }

  /** The ids of the documents whose text has a string in it, in any case of its letters. */
  async search(words: string): Promise<Set<string>> {
    const wanted = words.toLowerCase();
    const found = new Set<string>();
    let cursor = await this.#database.transaction('texts').store.openCursor();
    while (cursor !== null) {
      if (isString(cursor.value) && cursor.value.toLowerCase().includes(wanted)) {
        found.add(cursor.primaryKey);
      }
      cursor = await cursor.continue();
    }
    return found;
  }

  /** The snapshots of a document, the oldest first. */
  async snapshots(documentId: string): Promise<Snapshot[]> {
    const values = await this.#database.getAll('snapshots', snapshotsOf(documentId));
    return values.filter(isSnapshot);
  }

  /** When the last snapshot of a document was taken; undefined where there is none. */
  async lastSnapshotAt(documentId: string): Promise<number | undefined> {
    const cursor = await this.#database
      .transaction('snapshots')
      .store.openKeyCursor(snapshotsOf(documentId), 'prev');
    return cursor?.primaryKey[1];
  }

  /** Adds a snapshot, unless the last one has the same text, and removes those that `thin` names. */
  async addSnapshot(
    snapshot: Snapshot,
    thin: (times: readonly number[]) => readonly number[],
  ): Promise<void> {
    const transaction = this.#database.transaction('snapshots', 'readwrite');
    const last = await transaction.store.openCursor(snapshotsOf(snapshot.documentId), 'prev');
    if (isSnapshot(last?.value) && last.value.text === snapshot.text) {
      await transaction.done;
      return;
    }
    await transaction.store.put(snapshot);
    const keys = await transaction.store.getAllKeys(snapshotsOf(snapshot.documentId));
    for (const at of thin(keys.map(([, time]) => time))) {
      await transaction.store.delete([snapshot.documentId, at]);
    }
    await transaction.done;
  }

  /**
   * Removes the snapshots of documents that are gone, but for those written of late, and what file they
   * were in.
   *
   * @param now in milliseconds since 1970
   */
  async removeOrphans(now: number): Promise<void> {
    const transaction = this.#database.transaction(
      ['documents', 'snapshots', 'files'],
      'readwrite',
    );
    const snapshots = transaction.objectStore('snapshots');
    const files = transaction.objectStore('files');
    const there = new Set(await transaction.objectStore('documents').getAllKeys());
    const lastAt = new Map(await snapshots.getAllKeys());
    for (const [id, at] of lastAt) {
      if (!there.has(id) && now - at > REMOVED_KEPT) {
        await snapshots.delete(snapshotsOf(id));
      }
    }
    for (const id of await files.getAllKeys()) {
      if (!there.has(id)) {
        await files.delete(id);
      }
    }
    await transaction.done;
  }
}

/** @returns undefined where one of the two is not there, or there is no text */
function documentOf(id: string, value: unknown, text: unknown): StoredDocument | undefined {
  if (value === undefined || !isString(text)) {
    return undefined;
  }
  return { entry: isDocumentEntry(value) ? value : repairedEntry(id, value, text), text };
}

function snapshotsOf(documentId: string): IDBKeyRange {
  return IDBKeyRange.bound([documentId, 0], [documentId, Infinity]);
}
