/** Before the id of a document, or of nothing for one that was in no store yet. */
const PREFIX = 'twinmark.rescue.';

/** What was not yet stored of a document when its page went. */
export interface Rescued {
  /** Undefined where it was in no store yet. */
  readonly id: string | undefined;
  readonly text: string;
}

/**
 * Keeps a text until the next visit. A database writes later, and a page that goes has no later; this
 * is done when it returns.
 *
 * @returns whether there was room for it
 */
export function rescue({ id, text }: Rescued): boolean {
  return withStorage(false, (storage) => {
    storage.setItem(PREFIX + (id ?? ''), text);
    return true;
  });
}

/** What is kept, in no particular order. It stays until `forgetRescued`. */
export function rescued(): readonly Rescued[] {
  return withStorage([], (storage) =>
    Object.keys(storage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => ({
        id: key.slice(PREFIX.length) || undefined,
        text: storage.getItem(key) ?? '',
      })),
  );
}

/** To be called when a text is in the store. */
export function forgetRescued({ id }: Rescued): void {
  withStorage(undefined, (storage) => {
    storage.removeItem(PREFIX + (id ?? ''));
  });
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
