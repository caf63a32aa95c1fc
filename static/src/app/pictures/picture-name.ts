import type { PictureFile } from '../../pictures/picture-file.js';

/** The folder of the pictures in this browser, relative to the page, and in files that are saved. */
export const PICTURE_FOLDER = 'pictures/';

const EXTENSIONS: Readonly<Record<PictureFile['format'], string>> = {
  avif: 'avif',
  gif: 'gif',
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
};

const NAME = `[0-9a-f]{64}\\.(?:${Object.values(EXTENSIONS).join('|')})`;

const NAME_ONLY = new RegExp(`^${NAME}$`);

/** Matches an address of a picture in any notation: in Markdown or HTML, relative or with the page's origin. */
const ADDRESS = new RegExp(`${PICTURE_FOLDER}(${NAME})`, 'g');

/** Returns whether a file name is one of a stored picture: the SHA-256 of its content, and its format. */
export function isPictureName(name: string): boolean {
  return NAME_ONLY.test(name);
}

/** Returns the names of the pictures whose addresses are in a text, each once. */
export function picturesIn(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(ADDRESS), ([, name = '']) => name));
}

/**
 * Returns what matches the whole address of a picture in a text, relative or absolute, with the name in its group.
 *
 * @param baseURL the address of the page
 */
export function addressedPictures(baseURL: string): RegExp {
  const { href, pathname } = new URL('.', baseURL);
  const bases = [href, pathname, './'].map((base) => base.replace(/[.+*?^$()[\]{}|\\]/g, '\\$&'));
  return new RegExp(`(?<![\\w/.%:-])(?:${bases.join('|')})?${PICTURE_FOLDER}(${NAME})`, 'g');
}

/** Returns the name of a picture by its content: the same content has the same name everywhere. */
export async function pictureNameOf(
  content: Uint8Array<ArrayBuffer>,
  format: PictureFile['format'],
): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const digits = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${digits}.${EXTENSIONS[format]}`;
}

/** Returns the MIME type of a picture of that name. */
export function pictureTypeOf(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return `image/${extension === 'jpg' ? 'jpeg' : extension}`;
}
