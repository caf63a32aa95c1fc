import { Bytes } from './bytes.js';
import { PictureError } from './picture-file.js';

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/**
 * Returns the orientation in EXIF, from 1 to 8; 1 where there is none, or it is damaged: browsers show such
 * a picture as it is stored.
 *
 * @param exif from its TIFF header on
 */
export function exifOrientation(exif: Uint8Array<ArrayBuffer>): number {
  try {
    return orientationIn(exif);
  } catch (error) {
    if (error instanceof PictureError) {
      return 1;
    }
    throw error;
  }
}

function orientationIn(exif: Uint8Array<ArrayBuffer>): number {
  const order = new Bytes(exif).ascii(0, 2);
  const bytes = new Bytes(exif, order === 'II');
  if ((order !== 'II' && order !== 'MM') || bytes.uint16(2) !== 42) {
    return 1;
  }
  const directory = bytes.uint32(4);
  const count = bytes.uint16(directory);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * ENTRY_BYTES;
    if (bytes.uint16(entry) === ORIENTATION_TAG && bytes.uint16(entry + 2) === SHORT) {
      const orientation = bytes.uint16(entry + 8);
      return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
  }
  return 1;
}
