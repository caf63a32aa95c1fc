import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { FileOrigin } from '../files/document-access.js';
import { givingWay } from '../../util/database-options.js';
import { withoutDataAddresses } from '../../util/data-addresses.js';
import { isCount, isString } from '../../util/shape.js';
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
  isTrashed,
  repairedEntry,
  type SetAside,
} from './stored-values.js';
import type { DocumentDetails, DocumentStore } from './document-store.js';
import { headingOf } from './title.js';
import { aged, type TrashedDocument } from './trash.js';

interface Schema extends DBSchema {
  // Separate from the texts, so that listing documents does not read those.
  // Values are checked when they are read; see stored-values.ts.
  documents: { key: string; value: unknown };
  texts: { key: string; value: unknown };
  /** Keyed by the document's id, a number that counts up, and the time, which is read without the text. */
  versions: { key: [string, number, number]; value: unknown };
  /** The sequence number of the last write, by which writes are ordered; see `DocumentEntry`. */
  counters: { key: 'sequence'; value: unknown };
  /** Keyed by the document's id. */
  files: { key: string; value: unknown };
  /** Entries of removed documents, by their ids; the rest of these stays where it is. */
  trash: { key: string; value: unknown };
}

const NAME = 'twinmark';
/**
 * Version 1 added documents, texts and snapshots; version 2 added files; version 3 numbers writes and
 * snapshots, which had been ordered by their times, and adds the trash.
 */
const VERSION = 3;

/** For transactions that must be on disk when they complete, so that they survive a crash of the machine. */
const DURABLE = { durability: 'strict' } as const;

/** The number of texts read at a time, which are in memory together. */
const SEARCH_BATCH = 100;

/**
 * For transactions that must survive a crash of the browser while the user types: waiting for the disk each
 * time could take longer than the half second that may be lost.
 */
const QUICK = { durability: 'relaxed' } as const;

/** Stores documents in this browser. */
export class IndexedDbStore implements DocumentStore {
  readonly writer: string;
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>, writer: string) {
    this.#database = database;
    this.writer = writer;
  }

  /**
   * @param writer a name for this page, so that newer texts of other pages are not overwritten
   * @param lost called when the browser has closed the database, and nothing can be written any more
   * @throws DOMException if the browser refuses to store anything
   */
  static async open(
    writer = randomName(),
    lost: () => void = () => undefined,
  ): Promise<IndexedDbStore> {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade(upgraded, from, _to, transaction) {
        if (from < 1) {
          upgraded.createObjectStore('documents', { keyPath: 'id' });
          upgraded.createObjectStore('texts');
        }
        if (from < 2) {
          upgraded.createObjectStore('files');
        }
        if (from < 3) {
          upgraded.createObjectStore('versions');
          upgraded.createObjectStore('counters');
          upgraded.createObjectStore('trash');
        }
        if (from > 0 && from < 3) {
          numberSnapshots(transaction).catch(() => {
            // A failed request aborts the transaction, so that opening the database fails.
          });
        }
      },
      ...givingWay(lost),
    });
    return new IndexedDbStore(database, writer);
  }

  async list(): Promise<DocumentEntry[]> {
    return (await this.#read()).entries;
  }

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

  async read(id: string): Promise<StoredDocument | undefined> {
    const transaction = this.#database.transaction(['documents', 'texts']);
    const [value, text] = await Promise.all([
      transaction.objectStore('documents').get(id),
      transaction.objectStore('texts').get(id),
    ]);
    return documentOf(id, value, text);
  }

  async create(
    text: string,
    title?: string,
    details: DocumentDetails = {},
    id = randomName(),
  ): Promise<DocumentEntry> {
    const now = Date.now();
    const isWritten = details.updatedAt === undefined;
    const transaction = this.#database.transaction(
      ['documents', 'texts', 'counters'],
      'readwrite',
      DURABLE,
    );
    const heading = headingOf(text);
    const entry = {
      id,
      ...heading,
      title: title ?? heading.title,
      renamed: title !== undefined,
      createdAt: details.createdAt ?? now,
      updatedAt: details.updatedAt ?? now,
      ...(isWritten ? { sequence: await nextSequence(transaction.objectStore('counters')) } : {}),
      revision: 1,
      writer: this.writer,
      ...onServer(details),
      ...(details.tags && { tags: details.tags }),
      length: text.length,
    };
    if ((await transaction.objectStore('documents').getKey(id)) === undefined) {
      await Promise.all([
        transaction.objectStore('documents').put(entry),
        transaction.objectStore('texts').put(text, id),
      ]);
    }
    await transaction.done;
    return entry;
  }

  async update(
    id: string,
    text: string,
    revision: number | undefined,
    writer = this.writer,
  ): Promise<DocumentEntry> {
    const transaction = this.#database.transaction(
      ['documents', 'texts', 'counters', 'trash'],
      'readwrite',
      QUICK,
    );
    const documents = transaction.objectStore('documents');
    const texts = transaction.objectStore('texts');
    const trash = transaction.objectStore('trash');
    const theirs = documentOf(id, await documents.get(id), await texts.get(id));
    // A document that another window removed is restored, because it is being edited here.
    const removed = theirs === undefined ? await trash.get(id) : undefined;
    const stored = theirs?.entry ?? (isTrashed(removed) ? removed.entry : undefined);
    const now = Date.now();
    // An unknown revision may still be the writer's own: from a page that was closed during its last save.
    if (
      theirs !== undefined &&
      revision !== undefined &&
      theirs.entry.revision !== revision &&
      theirs.entry.writer !== writer
    ) {
      await transaction.done;
      throw new ConflictError(theirs);
    }
    const heading = headingOf(text);
    const entry = {
      id,
      renamed: false,
      createdAt: now,
      ...stored,
      ...heading,
      ...(stored?.renamed === true && { title: stored.title }),
      updatedAt: now,
      sequence: await nextSequence(transaction.objectStore('counters')),
      revision: (stored?.revision ?? revision ?? 0) + 1,
      writer,
      length: text.length,
    };
    await Promise.all([
      documents.put(entry),
      texts.put(text, id),
      ...(removed === undefined ? [] : [trash.delete(id)]),
      transaction.done,
    ]);
    return entry;
  }

  async settle(entry: DocumentEntry): Promise<void> {
    const transaction = this.#database.transaction('documents', 'readwrite', DURABLE);
    const stored = await transaction.store.get(entry.id);
    // A database writes in order: once this transaction is on disk, all earlier ones are.
    if (stored !== undefined) {
      await transaction.store.put(stored);
    }
    await transaction.done;
  }

  async rename(id: string, title: string): Promise<void> {
    const name = title.trim();
    await this.change([id], ({ entry, text }) => ({
      ...entry,
      ...headingOf(text),
      ...(name !== '' && { title: name }),
      renamed: name !== '',
    }));
  }

  async keepOnServer(id: string, serverId: string | undefined): Promise<void> {
    await this.change([id], ({ entry }) => {
      const changed: { serverId?: string } & DocumentEntry = {
        ...entry,
        ...onServer({ serverId }),
      };
      if (serverId === undefined) {
        delete changed.serverId;
      }
      return changed;
    });
  }

  async change(
    ids: readonly string[],
    change: (stored: StoredDocument) => DocumentEntry,
  ): Promise<void> {
    const transaction = this.#database.transaction(['documents', 'texts'], 'readwrite', DURABLE);
    const documents = transaction.objectStore('documents');
    for (const id of ids) {
      const text = await transaction.objectStore('texts').get(id);
      const stored = documentOf(id, await documents.get(id), text);
      if (stored !== undefined) {
        await documents.put(change(stored));
      }
    }
    await transaction.done;
  }

  async remove(id: string, now: number): Promise<void> {
    const transaction = this.#database.transaction(
      ['documents', 'texts', 'trash'],
      'readwrite',
      DURABLE,
    );
    const documents = transaction.objectStore('documents');
    const text = await transaction.objectStore('texts').get(id);
    const stored = documentOf(id, await documents.get(id), text);
    if (stored !== undefined) {
      const trashed: TrashedDocument = { entry: stored.entry, removedAt: now };
      await Promise.all([transaction.objectStore('trash').put(trashed, id), documents.delete(id)]);
    }
    await transaction.done;
  }

  async trash(): Promise<TrashedDocument[]> {
    return (await this.#database.getAll('trash')).filter(isTrashed);
  }

  async trashedText(id: string): Promise<string | undefined> {
    const text = await this.#database.get('texts', id);
    return isString(text) ? text : undefined;
  }

  async restore(id: string): Promise<boolean> {
    const transaction = this.#database.transaction(['documents', 'trash'], 'readwrite', DURABLE);
    const documents = transaction.objectStore('documents');
    const trash = transaction.objectStore('trash');
    const trashed = await trash.get(id);
    if (isTrashed(trashed)) {
      await Promise.all([documents.put(trashed.entry), trash.delete(id)]);
    }
    await transaction.done;
    return isTrashed(trashed);
  }

  async erase(ids: readonly string[]): Promise<void> {
    const transaction = this.#database.transaction(
      ['documents', 'texts', 'trash', 'versions', 'files'],
      'readwrite',
      DURABLE,
    );
    const files = new Set(await transaction.objectStore('files').getAllKeys());
    const versions = await transaction.objectStore('versions').getAllKeys();
    const withVersions = new Set(versions.map(([id]) => id));
    await Promise.all([
      ...ids.flatMap((id) => [
        transaction.objectStore('documents').delete(id),
        transaction.objectStore('texts').delete(id),
        transaction.objectStore('trash').delete(id),
        // Most documents have no file. Each call counts when a large trash is emptied.
        files.has(id) ? transaction.objectStore('files').delete(id) : undefined,
        withVersions.has(id)
          ? transaction.objectStore('versions').delete(snapshotsOf(id))
          : undefined,
      ]),
      transaction.done,
    ]);
  }

  async purgeTrash(now: number): Promise<void> {
    const expired: string[] = [];
    const transaction = this.#database.transaction('trash', 'readwrite');
    for (const trashed of (await transaction.store.getAll()).filter(isTrashed)) {
      const after = aged(trashed, now);
      if (after === undefined) {
        expired.push(trashed.entry.id);
      } else if (after !== trashed) {
        await transaction.store.put(after, trashed.entry.id);
      }
    }
    await transaction.done;
    if (expired.length > 0) {
      await this.erase(expired);
    }
  }

  async keepFile(id: string, file: FileOrigin): Promise<void> {
    await this.#database.put('files', file, id);
  }

  async file(id: string): Promise<FileOrigin | undefined> {
    const value = await this.#database.get('files', id);
    return isFileOrigin(value) ? value : undefined;
  }

  async files(): Promise<[string, FileOrigin][]> {
    const { store } = this.#database.transaction('files');
    const [ids, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return ids.flatMap((id, i): [string, FileOrigin][] => {
      const value = values[i];
      return isFileOrigin(value) ? [[id, value]] : [];
    });
  }

  async search(words: string): Promise<Set<string>> {
    const wanted = words.toLowerCase();
    const found = new Set<string>();
    await this.#eachValue('texts', (id, text) => {
      if (isString(text) && withoutDataAddresses(text, '').toLowerCase().includes(wanted)) {
        found.add(id);
      }
    });
    return found;
  }

  async eachText(visit: (text: string) => void): Promise<void> {
    await this.#eachValue('texts', (_id, text) => {
      if (isString(text)) {
        visit(text);
      }
    });
    await this.#eachValue('versions', (_key, snapshot) => {
      if (isSnapshot(snapshot)) {
        visit(snapshot.text);
      }
    });
  }

  async #eachValue<Name extends 'texts' | 'versions'>(
    name: Name,
    visit: (key: Schema[Name]['key'], value: unknown) => void,
  ): Promise<void> {
    // In batches: a cursor would take a task for each value.
    let range: IDBKeyRange | undefined;
    for (;;) {
      const { store } = this.#database.transaction(name);
      const [keys, values] = await Promise.all([
        store.getAllKeys(range, SEARCH_BATCH),
        store.getAll(range, SEARCH_BATCH),
      ]);
      keys.forEach((key, i) => {
        visit(key, values[i]);
      });
      const last = keys.at(-1);
      if (last === undefined || keys.length < SEARCH_BATCH) {
        return;
      }
      range = IDBKeyRange.lowerBound(last, true);
    }
  }

  async snapshots(documentId: string): Promise<Snapshot[]> {
    const values = await this.#database.getAll('versions', snapshotsOf(documentId));
    return values.filter(isSnapshot);
  }

  async lastSnapshotAt(documentId: string): Promise<number | undefined> {
    const { store } = this.#database.transaction('versions');
    const last = await store.openKeyCursor(snapshotsOf(documentId), 'prev');
    return last?.primaryKey[2];
  }

  async addSnapshot(
    snapshot: Snapshot,
    thin: (times: readonly number[]) => number | undefined,
  ): Promise<void> {
    const transaction = this.#database.transaction('versions', 'readwrite');
    const { store } = transaction;
    const { documentId } = snapshot;
    const last = await store.openCursor(snapshotsOf(documentId), 'prev');
    if (isSnapshot(last?.value) && last.value.text === snapshot.text) {
      await transaction.done;
      return;
    }
    await store.put(snapshot, [documentId, (last?.primaryKey[1] ?? 0) + 1, snapshot.at]);
    const keys = await store.getAllKeys(snapshotsOf(documentId));
    const index = thin(keys.map(([, , at]) => at));
    const key = index === undefined ? undefined : keys[index];
    if (key !== undefined) {
      await store.delete(key);
    }
    await transaction.done;
  }

  async removeOrphans(): Promise<void> {
    const transaction = this.#database.transaction(
      ['documents', 'trash', 'versions', 'files'],
      'readwrite',
    );
    const versions = transaction.objectStore('versions');
    const files = transaction.objectStore('files');
    const there = new Set([
      ...(await transaction.objectStore('documents').getAllKeys()),
      ...(await transaction.objectStore('trash').getAllKeys()),
    ]);
    for (const id of new Set((await versions.getAllKeys()).map(([documentId]) => documentId))) {
      if (!there.has(id)) {
        await versions.delete(snapshotsOf(id));
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

/** @returns undefined if one of the two is missing, or the text is not a string */
function documentOf(id: string, value: unknown, text: unknown): StoredDocument | undefined {
  if (value === undefined || !isString(text)) {
    return undefined;
  }
  return { entry: isDocumentEntry(value) ? value : repairedEntry(id, value, text), text };
}

/** Returns the member of an entry that names its document on the server; none if there is no such document. */
function onServer(
  details: { readonly serverId?: string | undefined } | undefined,
): Pick<DocumentEntry, 'serverId'> {
  return details?.serverId === undefined ? {} : { serverId: details.serverId };
}

/** Counts a write. To be called in its transaction. */
async function nextSequence(
  counters: IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, 'counters', 'readwrite'>,
): Promise<number> {
  const last = await counters.get('sequence');
  const sequence = (isCount(last) ? last : 0) + 1;
  await counters.put(sequence, 'sequence');
  return sequence;
}

/** Numbers the snapshots of earlier versions, whose key is a document's id and a time. */
async function numberSnapshots(
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  const upgrade = transaction as unknown as IDBPTransaction<
    { snapshots: { key: [string, number]; value: unknown } } & Schema,
    ('snapshots' | 'versions')[],
    'versionchange'
  >;
  const versions = upgrade.objectStore('versions');
  let sequence = 0;
  let cursor = await upgrade.objectStore('snapshots').openCursor();
  while (cursor !== null) {
    const [documentId, at] = cursor.primaryKey;
    await versions.put(cursor.value, [documentId, ++sequence, at]);
    cursor = await cursor.continue();
  }
  upgrade.db.deleteObjectStore('snapshots');
}

function snapshotsOf(documentId: string): IDBKeyRange {
  return IDBKeyRange.bound([documentId], [documentId, []]);
}
