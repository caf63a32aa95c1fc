import { isAVIF, readAVIF } from './avif.js';
import { Bytes } from './bytes.js';
import { GIF_SIGNATURE, readGIF } from './gif.js';
import { JPEG_SIGNATURE, readJPEG } from './jpeg.js';
import { PictureError, type PictureFile } from './picture-file.js';
import { PNG_SIGNATURE, readPNG } from './png.js';
import { isWebP, readWebP } from './webp.js';

/** The bytes at the beginning of a text in which SVG has its first element, behind comments and the like. */
const SVG_START_BYTES = 4096;

const SVG = /^\uFEFF?\s*<(?:[?!][\s\S]*<)?(?:\w+:)?svg[\s>]/i;

/**
 * Reads the header of a picture. Its format is recognized by its bytes, not by its name or type, which
 * anything may have.
 *
 * @throws PictureError where it is in none of the formats, or damaged
 */
export function readPicture(file: Uint8Array<ArrayBuffer>): PictureFile {
  const bytes = new Bytes(file);
  if (bytes.length === 0) {
    throw new PictureError('damaged');
  }
  const picture = readAs(file, bytes);
  if (picture.width === 0 || picture.height === 0) {
    throw new PictureError('damaged');
  }
  return picture;
}

function readAs(file: Uint8Array<ArrayBuffer>, bytes: Bytes): PictureFile {
  if (bytes.has(0, PNG_SIGNATURE)) {
    return readPNG(file);
  }
  if (bytes.has(0, JPEG_SIGNATURE)) {
    return readJPEG(file);
  }
  if (isWebP(bytes)) {
    return readWebP(file);
  }
  if (isAVIF(bytes)) {
    return readAVIF(file);
  }
  if (GIF_SIGNATURE.test(bytes.ascii(0, Math.min(6, bytes.length)))) {
    return readGIF(file);
  }
  const text = new TextDecoder().decode(file.subarray(0, SVG_START_BYTES));
  throw new PictureError(SVG.test(text) ? 'svg' : 'unknown');
}
