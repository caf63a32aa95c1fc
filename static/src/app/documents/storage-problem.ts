/** A failure of the store that has messages of its own. */
export type StorageProblem = 'full' | 'newer' | 'closed' | 'unavailable';

/** Returns what has happened to the store, by the error that it threw. */
export function storageProblem(error: unknown): StorageProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'QuotaExceededError':
      return 'full';
    case 'VersionError':
      // A newer version of this application has been here, perhaps in another window.
      return 'newer';
    case 'AbortError':
    case 'InvalidStateError':
    case 'NotFoundError':
    case 'TransactionInactiveError':
      // The database was closed or deleted under this page.
      return 'closed';
    default:
      return 'unavailable';
  }
}
