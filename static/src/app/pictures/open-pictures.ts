import { readPicture } from '../../pictures/read-picture.js';
import { IndexedDbPictures } from './indexed-db-pictures.js';
import { pictureNameOf } from './picture-name.js';
import type { NewPicture, PictureStore } from './picture-store.js';

let opening: Promise<PictureStore> | undefined;

/**
 * Opens the store of pictures when it is first needed, and again after the browser has closed it.
 *
 * @throws DOMException if the browser refuses to store anything
 */
export function openPictures(): Promise<PictureStore> {
  const close = (): void => {
    opening = undefined;
  };
  opening ??= IndexedDbPictures.open(close).catch((error: unknown) => {
    close();
    throw error;
  });
  return opening;
}

/**
 * Returns a picture for the store. Only its header is read.
 *
 * @throws PictureError where it is in none of the formats, or damaged
 */
export async function newPicture(content: Uint8Array<ArrayBuffer>): Promise<NewPicture> {
  const { format, width, height } = readPicture(content);
  return { name: await pictureNameOf(content, format), content, width, height };
}
