import { parseJson } from '../../util/parse-json.js';
import { hasShape, isCount, isString } from '../../util/shape.js';
import { withStorage } from '../../util/with-storage.js';
import type { DocumentStore } from './document-store.js';
import { copyTitle } from './open-document.js';
import { ConflictError, type DocumentEntry } from './stored-document.js';
import type { SetAside } from './stored-values.js';

/** Prefix of the storage keys, followed by the name of the writer. */
const PREFIX = 'twinmark.rescue.';

/** A document's text that was not yet stored when its page was closed. */
export interface Rescued {
  /** The writer: the open page, as `DocumentStore.writer` names it. */
  readonly writer: string;
  /** Undefined if the document was in no store yet. */
  readonly id: string | undefined;
  /** The revision that the text is based on. */
  readonly revision: number;
  readonly text: string;
}

/**
 * Keeps the text of a page that is being closed until the next visit, or until another page stores it. A
 * database writes asynchronously, for which a page that is being closed has no time; this is synchronous.
 */
export class Rescues {
  readonly #writer: string;
  readonly #storage: () => Storage;
  #kept: Rescued | undefined;

  /**
   * @param writer the name of this page
   * @param storage returns the browser's storage; may throw a DOMException
   */
  constructor(writer: string, storage: () => Storage) {
    this.#writer = writer;
    this.#storage = storage;
  }

  /** The kept text of this page, the same object while the text is the same; undefined if there is none. */
  get kept(): Rescued | undefined {
    return this.#kept;
  }

  /**
   * Keeps the text of this page.
   *
   * @param document that of the text; undefined if it is in no store yet
   * @returns false if storage is full or blocked
   */
  keep(text: string, document: DocumentEntry | undefined): boolean {
    const rescued: Rescued = {
      writer: this.#writer,
      id: document?.id,
      revision: document?.revision ?? 0,
      text,
    };
    const isKept = withStorage(this.#storage, false, (storage) => {
      storage.setItem(PREFIX + this.#writer, JSON.stringify(rescued));
      return true;
    });
    if (isKept && text !== this.#kept?.text) {
      this.#kept = rescued;
    }
    return isKept;
  }

  /** To be called when a text of this page is in the store, or not wanted. A newer one stays. */
  forget(kept: Rescued | undefined): void {
    if (kept !== undefined && kept === this.#kept) {
      this.#kept = undefined;
      withStorage(this.#storage, undefined, (storage) => {
        storage.removeItem(PREFIX + this.#writer);
      });
    }
  }

  /** Returns the texts of other pages, in no particular order. They stay until `forgetOther`. */
  others(): readonly Rescued[] {
    return this.#read().texts.filter(({ writer }) => writer !== this.#writer);
  }

  /** Returns the entries that cannot be read. */
  setAside(): SetAside[] {
    return this.#read().setAside;
  }

  /** To be called when a text of another page is in the store. A newer one of that page stays. */
  forgetOther({ writer, id, revision, text }: Rescued): void {
    withStorage(this.#storage, undefined, (storage) => {
      const now = parseRescued(writer, storage.getItem(PREFIX + writer) ?? '');
      if (now?.id === id && now?.revision === revision && now.text === text) {
        storage.removeItem(PREFIX + writer);
      }
    });
  }

  #read(): { readonly texts: readonly Rescued[]; readonly setAside: SetAside[] } {
    const texts: Rescued[] = [];
    const setAside: SetAside[] = [];
    const entries = withStorage(this.#storage, [], (storage) =>
      Object.keys(storage)
        .filter(isRescue)
        .map((key) => [key, storage.getItem(key) ?? ''] as const),
    );
    for (const [key, value] of entries) {
      const text = parseRescued(key.slice(PREFIX.length), value);
      if (text === undefined) {
        setAside.push({ place: key, value });
      } else {
        texts.push(text);
      }
    }
    return { texts, setAside };
  }
}

/** @returns undefined if the entry has no text. If the rest is missing, the text becomes a new document. */
function parseRescued(writer: string, entry: string): Rescued | undefined {
  const value = parseJson(entry);
  if (!hasShape(value, { text: isString })) {
    return undefined;
  }
  const { id, revision, text } = value as Readonly<Record<string, unknown>> & { text: string };
  return {
    writer,
    id: isString(id) ? id : undefined,
    revision: isCount(revision) ? revision : 0,
    text,
  };
}

/** Returns whether a key of the browser's storage is that of a kept text. */
export function isRescue(key: string): boolean {
  return key.startsWith(PREFIX);
}

/**
 * Stores the text of a page that was closed, as a document of its own where the document has changed since.
 *
 * @returns the document that has the text now; undefined if it had it already
 */
export async function storeRescued(
  store: DocumentStore,
  { writer, id, revision, text }: Rescued,
): Promise<DocumentEntry | undefined> {
  const stored = id === undefined ? undefined : await store.read(id);
  if (stored?.text === text) {
    return undefined;
  }
  try {
    // The writer's name is the id, so two windows that do this at the same time create a single document.
    return stored === undefined
      ? await store.create(text, undefined, {}, writer)
      : await store.update(stored.entry.id, text, revision, writer);
  } catch (error) {
    if (!(error instanceof ConflictError)) {
      throw error;
    }
    // Another page has changed the document since: neither text may overwrite the other.
    const { entry } = error.theirs;
    return store.create(text, copyTitle(entry), { tags: entry.tags }, writer);
  }
}
