import { hasShape, isCount, isString } from '../../util/shape.js';
import type { SetAside } from './stored-values.js';

/** Prefix of the storage keys, followed by the name of the writer. */
const PREFIX = 'twinmark.rescue.';

/** A document's text that was not yet stored when its page was closed. */
export interface Rescued {
  /** The writer: the open page, as `Store.writer` names it. */
  readonly writer: string;
  /** Undefined if the document was in no store yet. */
  readonly id: string | undefined;
  /** The revision that the text is based on. */
  readonly revision: number;
  readonly text: string;
}

/**
 * Keeps a text until the next visit. A database writes asynchronously, for which a page that is being closed
 * has no time; this is synchronous.
 *
 * @returns false if storage is full or blocked
 */
export function rescue(rescued: Rescued): boolean {
  return withStorage(false, (storage) => {
    storage.setItem(PREFIX + rescued.writer, JSON.stringify(rescued));
    return true;
  });
}

/** Returns the kept texts, in no particular order, and unreadable entries. All stay until `forgetRescued`. */
export function rescued(): { readonly texts: readonly Rescued[]; readonly setAside: SetAside[] } {
  const texts: Rescued[] = [];
  const setAside: SetAside[] = [];
  const entries = withStorage([], (storage) =>
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

/** @returns undefined if the entry has no text. If the rest is missing, the text becomes a new document. */
function parseRescued(writer: string, entry: string): Rescued | undefined {
  let value: unknown;
  try {
    value = JSON.parse(entry);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
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

/** To be called when a writer's text is in the store. */
export function forgetRescued(writer: string): void {
  withStorage(undefined, (storage) => {
    storage.removeItem(PREFIX + writer);
  });
}

/** Returns whether a key of the browser's storage is that of a kept text. */
export function isRescue(key: string): boolean {
  return key.startsWith(PREFIX);
}

function withStorage<T>(otherwise: T, use: (storage: Storage) => T): T {
  try {
    return use(localStorage);
  } catch (error) {
    // Storage is full or blocked. There is no other place: the caller tells the user.
    if (error instanceof DOMException) {
      return otherwise;
    }
    throw error;
  }
}
