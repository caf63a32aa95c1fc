import type { OpenDBCallbacks } from 'idb';

/**
 * Returns the options of a database that gives way to a newer version of the script in another window, which would
 * wait for it forever.
 *
 * @param lost called when the database is closed, for that reason or by the browser
 */
export function givingWay(
  lost: () => void,
): Required<Pick<OpenDBCallbacks<unknown>, 'blocking' | 'terminated'>> {
  return {
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  };
}
