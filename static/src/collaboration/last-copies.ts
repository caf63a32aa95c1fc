import { parseJson } from '../util/parse-json.js';
import { isString } from '../util/shape.js';
import { withStorage } from '../util/with-storage.js';
import { isRecord, type LiveRecord } from './records.js';

/** Prefix of the storage keys, followed by the name of the client. */
const PREFIX = 'twinmark.live.';

/** A record as a page had it when it was closed. */
export interface LastCopy {
  readonly record: LiveRecord;
  /** Undefined if the database has the text. */
  readonly text: string | undefined;
}

/**
 * Records of pages that are being closed, for which the database may be too slow: the browser's other storage is
 * synchronous.
 */
export class LastCopies {
  readonly #storage: () => Storage;

  /** @param storage returns the browser's storage; may throw a DOMException */
  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  /** @returns false if storage is full or blocked */
  put(copy: LastCopy): boolean {
    return withStorage(this.#storage, false, (storage) => {
      storage.setItem(PREFIX + copy.record.state.client, JSON.stringify(copy));
      return true;
    });
  }

  /** Returns the copies of a document. */
  list(url: string): LastCopy[] {
    return withStorage(this.#storage, [], (storage) =>
      Object.keys(storage)
        .filter((key) => key.startsWith(PREFIX))
        .flatMap((key) => parse(storage.getItem(key)) ?? [])
        .filter(({ record }) => record.url === url),
    );
  }

  /** Removes a client's copy, if it is not newer than a revision that the database has. */
  remove(client: string, revision: number): void {
    withStorage(this.#storage, undefined, (storage) => {
      const copy = parse(storage.getItem(PREFIX + client));
      if (copy !== undefined && copy.record.revision <= revision) {
        storage.removeItem(PREFIX + client);
      }
    });
  }
}

function parse(json: string | null): LastCopy | undefined {
  const { record, text } = (parseJson(json ?? '') ?? {}) as Readonly<Record<string, unknown>>;
  return isRecord(record) && (text === undefined || isString(text)) ? { record, text } : undefined;
}
