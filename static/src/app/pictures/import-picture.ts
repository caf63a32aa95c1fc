import { MAX_PIXELS } from '../../pictures/limits.js';
import { PictureError } from '../../pictures/picture-file.js';
import { newPicture, openPictures } from './open-pictures.js';

/**
 * The largest picture in a zip, in bytes: exported documents of the server may have images of that size, which other
 * programs have sent; see `Limits.java`. The editor's own are at most a fourth of it.
 */
export const MAX_PICTURE_BYTES = 4 * 1024 * 1024;

/**
 * Stores a picture from a file that an earlier export may have made, or a stranger.
 *
 * @param name as the file has it
 * @returns false if the content is no picture of that name, or larger than any that is exported
 */
export async function importPicture(
  name: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  // Over plain HTTP there are no hashes, and no service worker to show it.
  if (!isSecureContext || content.length > MAX_PICTURE_BYTES) {
    return false;
  }
  try {
    const picture = await newPicture(content);
    if (picture.name !== name || picture.width * picture.height > MAX_PIXELS) {
      return false;
    }
    await (await openPictures()).add(picture);
    return true;
  } catch (error) {
    if (error instanceof PictureError) {
      return false;
    }
    throw error;
  }
}
