/**
 * Uses the browser's storage, where it may be used.
 *
 * @param storage returns it; may throw a DOMException
 * @param otherwise returned if storage is full or blocked
 */
export function withStorage<T>(
  storage: () => Storage,
  otherwise: T,
  use: (storage: Storage) => T,
): T {
  try {
    return use(storage());
  } catch (error) {
    // There is no other place: the caller tells the user.
    if (error instanceof DOMException) {
      return otherwise;
    }
    throw error;
  }
}
