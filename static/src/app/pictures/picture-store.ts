import type { Size } from '../../pictures/picture-file.js';

/** A stored picture without its content. */
export interface PictureEntry extends Size {
  /** The SHA-256 of its content, and its format; see picture-name.ts. */
  readonly name: string;
  /** The length of its content. */
  readonly bytes: number;
  /** Time at which no text was found to use it, in milliseconds since 1970; undefined while one does. */
  readonly unusedSince?: number;
}

/** A picture to be stored. */
export interface NewPicture extends Size {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/**
 * Stores pictures by their content, each once. Several pages and the service worker may use one store at the same
 * time. Every method rejects with a `DOMException` when nothing can be stored or read.
 */
export interface PictureStore {
  /**
   * Stores a picture, unless it is there already. It counts as used until {@link age} finds that it is not.
   * Resolves when it survives a crash of the machine.
   */
  add(picture: NewPicture): Promise<void>;

  /** @returns undefined if there is no such picture, or it cannot be read */
  content(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;

  /** Returns all pictures that can be read, in no particular order. */
  list(): Promise<PictureEntry[]>;

  /**
   * Notes which pictures are unused, and removes those that have been for `UNUSED_GRACE_MS`.
   *
   * @param used the names of the pictures in texts
   * @param now in milliseconds since 1970
   * @param removes false to take note only
   * @returns the number of pictures removed
   */
  age(used: ReadonlySet<string>, now: number, removes: boolean): Promise<number>;
}

/**
 * The time that an unused picture is kept, in milliseconds. Its address may be where no search of the stored texts
 * finds it: in an undo step, in a text that is not stored yet or was rescued from a page that was killed, or in the
 * clipboard.
 */
export const UNUSED_GRACE_MS = 86_400_000;

/**
 * Returns what becomes of a picture.
 *
 * @param now in milliseconds since 1970; a clock that was ahead at an earlier time starts the time again
 * @returns undefined if it is to be removed
 */
export function agedPicture(
  entry: PictureEntry,
  isUsed: boolean,
  now: number,
): PictureEntry | undefined {
  const { unusedSince, ...used } = entry;
  if (isUsed) {
    return unusedSince === undefined ? entry : used;
  }
  if (unusedSince === undefined || unusedSince > now) {
    return { ...used, unusedSince: now };
  }
  return now - unusedSince < UNUSED_GRACE_MS ? entry : undefined;
}
