import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TwinmarkKeptDetail } from '../api/live.js';
import { givingWay } from '../util/database-options.js';
import { isString } from '../util/shape.js';
import {
  isRecord,
  type LiveRecord,
  type RecordStore,
  type StoredRecord,
  TakenError,
} from './records.js';

/** Records and texts are keyed by the address of the document's connection, and the client. */
type Key = [string, string];

interface Schema extends DBSchema {
  // Values are checked when they are read.
  records: { key: Key; value: unknown };
  /** Apart from the records, which are written at each edit. */
  texts: { key: Key; value: unknown };
  /** Texts that were replaced, of each document in their order. */
  kept: { key: [string, number]; value: unknown };
}

const NAME = 'twinmark-live';
const VERSION = 1;

/** The number of replaced texts that are kept of a document. */
const MOST_KEPT = 20;

/** Keeps the records of live documents in the browser's database. */
export class IndexedDbRecords implements RecordStore {
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  async list(url: string): Promise<LiveRecord[]> {
    const values = await (await this.#open()).getAll('records', keysOf(url));
    return values.filter(isRecord).sort((a, b) => b.savedAt - a.savedAt);
  }

  async take(url: string, client: string, owner: string): Promise<StoredRecord | undefined> {
    const database = await this.#open();
    const transaction = database.transaction(['records', 'texts'], 'readwrite');
    const records = transaction.objectStore('records');
    const [record, text] = await Promise.all([
      records.get([url, client]),
      transaction.objectStore('texts').get([url, client]),
    ]);
    const isReadable = isRecord(record) && isString(text);
    if (isReadable) {
      await records.put({ ...record, owner }, [url, client]);
    }
    await transaction.done;
    return isReadable ? { record, text } : undefined;
  }

  async put(record: LiveRecord, text: string | undefined): Promise<void> {
    const { url, owner, state } = record;
    const key: Key = [url, state.client];
    const database = await this.#open();
    const transaction = database.transaction(['records', 'texts'], 'readwrite', {
      // Survives a crash of the browser; waiting for the disk would delay what is sent.
      durability: 'relaxed',
    });
    const records = transaction.objectStore('records');
    const stored = await records.get(key);
    if (isRecord(stored) && stored.owner !== owner) {
      await transaction.done;
      throw new TakenError('Another page has the record.');
    }
    await Promise.all([
      records.put(record, key),
      ...(text === undefined ? [] : [transaction.objectStore('texts').put(text, key)]),
      transaction.done,
    ]);
  }

  async read(url: string, client: string): Promise<StoredRecord | undefined> {
    const transaction = (await this.#open()).transaction(['records', 'texts']);
    const [record, text] = await Promise.all([
      transaction.objectStore('records').get([url, client]),
      transaction.objectStore('texts').get([url, client]),
    ]);
    return isRecord(record) && isString(text) ? { record, text } : undefined;
  }

  async remove(url: string, client: string, owner: string): Promise<void> {
    const key: Key = [url, client];
    const database = await this.#open();
    const transaction = database.transaction(['records', 'texts'], 'readwrite');
    const records = transaction.objectStore('records');
    const stored = await records.get(key);
    if (isRecord(stored) && stored.owner === owner) {
      await Promise.all([records.delete(key), transaction.objectStore('texts').delete(key)]);
    }
    await transaction.done;
  }

  async keep(url: string, kept: TwinmarkKeptDetail): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction('kept', 'readwrite');
    const { store } = transaction;
    const range = IDBKeyRange.bound([url], [url, []]);
    const keys = await store.getAllKeys(range);
    const next = (keys.at(-1)?.[1] ?? 0) + 1;
    await Promise.all([
      store.put({ ...kept, at: Date.now() }, [url, next]),
      ...keys.slice(0, Math.max(keys.length + 1 - MOST_KEPT, 0)).map((key) => store.delete(key)),
      transaction.done,
    ]);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      this.#database = undefined;
    };
    if (this.#database === undefined) {
      this.#database = openDB<Schema>(NAME, VERSION, {
        upgrade(database) {
          database.createObjectStore('records');
          database.createObjectStore('texts');
          database.createObjectStore('kept');
        },
        ...givingWay(forget),
      });
      // The next call tries again.
      this.#database.catch(forget);
    }
    return this.#database;
  }
}

function keysOf(url: string): IDBKeyRange {
  return IDBKeyRange.bound([url], [url, []]);
}
