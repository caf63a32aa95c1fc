import { Bytes } from './bytes.js';
import { exifOrientation } from './exif.js';
import { PictureError, type PictureFile } from './picture-file.js';

export const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

/** Length, type and checksum. */
const CHUNK_FRAME_BYTES = 12;

/** The chunks that decide what is seen. Texts, times, EXIF and private chunks are not among them. */
const KEPT_CHUNKS: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'acTL',
  'bKGD',
  'cHRM',
  'cICP',
  'cLLI',
  'fcTL',
  'fdAT',
  'gAMA',
  'iCCP',
  'mDCV',
  'pHYs',
  'sBIT',
  'sRGB',
  'tRNS',
]);

/** Reads a PNG (https://www.w3.org/TR/png-3/), chunk by chunk. */
export function readPNG(file: Uint8Array<ArrayBuffer>): PictureFile {
  const bytes = new Bytes(file);
  if (!bytes.has(12, 'IHDR') || bytes.uint32(8) !== 13) {
    throw new PictureError('damaged');
  }
  const content = [bytes.slice(0, PNG_SIGNATURE.length)];
  let isAnimated = false;
  let orientation = 1;
  let hasPixels = false;
  let type = '';
  for (let at = PNG_SIGNATURE.length; type !== 'IEND';) {
    const length = bytes.uint32(at);
    type = bytes.ascii(at + 4, 4);
    const end = at + CHUNK_FRAME_BYTES + length;
    const chunk = bytes.slice(at, end);
    if (KEPT_CHUNKS.has(type)) {
      content.push(chunk);
    }
    if (type === 'acTL') {
      // One frame is a still image.
      isAnimated = bytes.uint32(at + 8) > 1;
    } else if (type === 'eXIf') {
      orientation = exifOrientation(bytes.slice(at + 8, at + 8 + length));
    } else if (type === 'IDAT') {
      hasPixels = true;
    }
    at = end;
  }
  if (!hasPixels) {
    throw new PictureError('damaged');
  }
  return {
    format: 'png',
    width: bytes.uint32(16),
    height: bytes.uint32(20),
    isAnimated,
    orientation,
    content,
  };
}
