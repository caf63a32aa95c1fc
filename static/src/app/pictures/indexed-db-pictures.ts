import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { givingWay } from '../../util/database-options.js';
import { hasShape, isCount } from '../../util/shape.js';
import { isPictureName } from './picture-name.js';
import {
  agedPicture,
  type NewPicture,
  type PictureEntry,
  type PictureStore,
} from './picture-store.js';

interface Schema extends DBSchema {
  // Separate from the contents, so that listing pictures does not read those; both are keyed by the name.
  // Values are checked when they are read: another script of this origin may have written them.
  entries: { key: string; value: unknown };
  contents: { key: string; value: unknown };
}

/**
 * A database of its own, beside that of the documents: the service worker opens it as well, and must not keep a page
 * from giving the documents another schema.
 */
const NAME = 'twinmark-pictures';
const VERSION = 1;

/** For transactions that must be on disk when they complete: the text that refers to the picture comes later. */
const DURABLE = { durability: 'strict' } as const;

/** Stores pictures in this browser. */
export class IndexedDbPictures implements PictureStore {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /**
   * @param lost called when the browser has closed the database
   * @throws DOMException if the browser refuses to store anything
   */
  static async open(lost: () => void): Promise<IndexedDbPictures> {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade(upgraded) {
        upgraded.createObjectStore('entries');
        upgraded.createObjectStore('contents');
      },
      ...givingWay(lost),
    });
    return new IndexedDbPictures(database);
  }

  async add({ name, content, width, height }: NewPicture): Promise<void> {
    const transaction = this.#database.transaction(['entries', 'contents'], 'readwrite', DURABLE);
    const entry = { width, height, bytes: content.length };
    await Promise.all([
      // Written again if it is there, should that be damaged.
      transaction.objectStore('contents').put(content, name),
      transaction.objectStore('entries').put(entry, name),
      transaction.done,
    ]);
  }

  async content(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const value = await this.#database.get('contents', name);
    return value instanceof Uint8Array ? new Uint8Array(value) : undefined;
  }

  async list(): Promise<PictureEntry[]> {
    const { store } = this.#database.transaction('entries');
    const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return names.flatMap((name, i) => entryOf(name, values[i]) ?? []);
  }

  async age(used: ReadonlySet<string>, now: number, removes: boolean): Promise<number> {
    const transaction = this.#database.transaction(['entries', 'contents'], 'readwrite');
    const entries = transaction.objectStore('entries');
    const contents = transaction.objectStore('contents');
    const [names, values] = await Promise.all([entries.getAllKeys(), entries.getAll()]);
    let removed = 0;
    for (const [i, name] of names.entries()) {
      const entry = entryOf(name, values[i]);
      const after = entry && agedPicture(entry, used.has(name), now);
      if (entry !== undefined && after === undefined && removes) {
        await Promise.all([entries.delete(name), contents.delete(name)]);
        removed++;
      } else if (after !== undefined && after !== entry) {
        await entries.put(after, name);
      }
    }
    await transaction.done;
    return removed;
  }
}

/** @returns undefined for what is no entry; it stays where it is */
function entryOf(name: string, value: unknown): PictureEntry | undefined {
  if (
    !isPictureName(name) ||
    !hasShape(value, { width: isCount, height: isCount, bytes: isCount })
  ) {
    return undefined;
  }
  const { width, height, bytes, unusedSince } = value as PictureEntry;
  return { name, width, height, bytes, ...(isCount(unusedSince) ? { unusedSince } : {}) };
}
