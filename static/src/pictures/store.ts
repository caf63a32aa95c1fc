import type { UploadImage } from '../api/editor.js';
import { pictureMessage } from '../language/picture-messages.js';
import { dataURLOf } from '../util/data-url.js';
import { sentenceOf } from '../util/error-sentence.js';
import { untilAborted } from '../util/until-aborted.js';

/** The way to store pictures. */
export interface Storing {
  /** The host page's function; undefined where pictures are written into the text. */
  readonly upload: UploadImage | undefined;
  readonly signal: AbortSignal;
  /** Returns whether the sanitizer keeps an image with this address. */
  readonly isAllowed: (url: string) => boolean;
  /** Called when the upload begins, and with its uploaded part, from 0 to 1. */
  readonly progress: (fraction?: number) => void;
}

/** The part of an address that a message shows, in UTF-16 code units. */
const MAX_SHOWN_UNITS = 60;

/**
 * Stores a picture where the host page wants it, and returns its address as Markdown's destination of an image.
 *
 * @param name of the file that the user knows
 * @throws Error that says why the picture is not stored
 */
export async function storePicture(picture: File, name: string, storing: Storing): Promise<string> {
  if (storing.upload === undefined) {
    try {
      return await dataURLOf(picture);
    } catch (cause) {
      throw new Error(pictureMessage('unreadable', { name }), { cause });
    }
  }
  storing.progress();
  const url = await uploaded(picture, name, storing.upload, storing);
  if (!storing.isAllowed(url)) {
    const shown = url.slice(0, MAX_SHOWN_UNITS);
    throw new Error(pictureMessage('uploadedUnsafe', { name, url: shown }));
  }
  return destinationOf(url);
}

/**
 * Uploads a picture, and returns its address.
 *
 * @param name of the file that the user knows
 */
async function uploaded(
  picture: File,
  name: string,
  upload: UploadImage,
  { signal, progress }: Storing,
): Promise<string> {
  signal.throwIfAborted();
  let address: unknown;
  try {
    // A host page may ignore the signal.
    address = await untilAborted(upload(picture, { signal, progress }), signal);
  } catch (error) {
    throw new Error(pictureMessage('uploadFailed', { name, reason: sentenceOf(error) }), {
      cause: error,
    });
  }
  // Callers in JavaScript may resolve to anything.
  const url = address instanceof URL ? address.href : address;
  if (typeof url !== 'string' || url.trim() === '') {
    throw new Error(pictureMessage('uploadedNowhere', { name }));
  }
  return url.trim();
}

/** Encodes what would end the destination of a link, or change it: blanks, parentheses, escapes, entities. */
function destinationOf(url: string): string {
  return url
    .replace(
      // eslint-disable-next-line no-control-regex -- They end a destination as well.
      /[\u0000-\u0020\u007F()<>\\|]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replace(/&(?=#?\w+;)/g, '\\&');
}
