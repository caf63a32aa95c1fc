import { hasShape, isCount, isString } from '../../util/shape.js';
import type { SetAside } from './stored-values.js';

/** Before the name of the writer whose text it is. */
const PREFIX = 'twinmark.rescue.';

/** What was not yet stored of a document when its page went. */
export interface Rescued {
  /** Who has written it: the page, for as long as it was open. */
  readonly writer: string;
  /** Undefined where it was in no store yet. */
  readonly id: string | undefined;
  /** The revision that it was made from. */
  readonly revision: number;
  readonly text: string;
}

/**
 * Keeps a text until the next visit. A database writes later, and a page that goes has no later; this
 * is done when it returns.
 *
 * @returns whether there was room for it
 */
export function rescue(rescued: Rescued): boolean {
  return withStorage(false, (storage) => {
    storage.setItem(PREFIX + rescued.writer, JSON.stringify(rescued));
    return true;
  });
}

/** The texts that are kept, in no particular order, and entries that hold none. They stay until `forgetRescued`. */
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

/** @returns undefined where there is no text in the entry. Without the rest, the text is a new document's. */
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

/** Whether a key of the browser's storage is that of a text which is kept. */
export function isRescue(key: string): boolean {
  return key.startsWith(PREFIX);
}

function withStorage<T>(otherwise: T, use: (storage: Storage) => T): T {
  try {
    return use(localStorage);
  } catch (error) {
    // Full, or forbidden. Whoever asked has no other way, and says so.
    if (error instanceof DOMException) {
      return otherwise;
    }
    throw error;
  }
}
