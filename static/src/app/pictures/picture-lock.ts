/** The lock that pages share while they may bring back the address of a picture, and that removal needs alone. */
const NAME = 'twinmark-pictures';

let held: Promise<void> | undefined;

/**
 * Keeps all pages from removing pictures until this one is closed: its undo steps may have the address of a picture
 * that no stored text has any more, and one that is being inserted is in no text yet.
 *
 * @returns resolves when no page removes pictures
 */
export function holdPictures(): Promise<void> {
  held ??= new Promise((resolve, reject) => {
    const closing = new Promise(() => undefined);
    navigator.locks
      .request(NAME, { mode: 'shared' }, () => {
        resolve();
        return closing;
      })
      .catch(reject);
  });
  return held;
}

/**
 * Runs some work in which no page inserts a picture.
 *
 * @param work called with false where a page holds the pictures, so that none may be removed
 */
export async function whileUnheld(work: (isUnheld: boolean) => Promise<void>): Promise<void> {
  await navigator.locks.request(NAME, { ifAvailable: true }, (lock) => work(lock !== null));
}
