import { openPictures } from './open-pictures.js';
import {
  addressedPictures,
  PICTURE_FOLDER,
  pictureNameOf,
  picturesIn,
  pictureTypeOf,
} from './picture-name.js';
import { replaceServerPictures, serverPicture, serverPicturesIn } from './server-picture.js';

/**
 * Returns a text with other addresses of the pictures in this browser and on the server, for a place in which these
 * are not. Pictures that this browser does not get keep their address.
 *
 * @param addressOf stores a picture elsewhere, and returns its address: a `data:` URL, for example
 */
export async function withOtherAddresses(
  text: string,
  addressOf: (picture: Blob) => Promise<string>,
): Promise<string> {
  const addresses = new Map<string, string>();
  for (const name of picturesIn(text)) {
    const content = await (await openPictures()).content(name);
    if (content !== undefined) {
      const picture = new Blob([content], { type: pictureTypeOf(name) });
      addresses.set(name, await addressOf(picture));
    }
  }
  for (const address of serverPicturesIn(text)) {
    const picture = await serverPicture(address);
    if (picture !== undefined) {
      addresses.set(address, await addressOf(picture));
    }
  }
  return replaceServerPictures(text, addresses).replace(
    addressedPictures(document.baseURI),
    (address, name: string) => addresses.get(name) ?? address,
  );
}

/** Matches a picture that is written into a text. */
const EMBEDDED = /data:image\/(avif|gif|jpeg|png|webp);base64,([A-Za-z0-9+/]+={0,2})/g;

/**
 * Returns a text with the addresses of the pictures that were written into it, where this browser has these: it has
 * saved the text as a file. Other pictures stay in the text, as its author has them.
 */
export async function withStoredPictures(text: string): Promise<string> {
  if (!isSecureContext || !text.includes('data:image/')) {
    return text;
  }
  const stored = new Set((await (await openPictures()).list()).map(({ name }) => name));
  const addresses = new Map<string, string>();
  for (const [url, format, base64 = ''] of stored.size === 0 ? [] : text.matchAll(EMBEDDED)) {
    const content = bytesOf(base64);
    const name = content && (await pictureNameOf(content, format as 'png'));
    if (name !== undefined && stored.has(name)) {
      addresses.set(url, PICTURE_FOLDER + name);
    }
  }
  return text.replace(EMBEDDED, (url) => addresses.get(url) ?? url);
}

/** @returns undefined if it is not Base64 */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
