import { Bytes } from './bytes.js';
import { exifOrientation } from './exif.js';
import { PictureError, type PictureFile, type Size } from './picture-file.js';

export const JPEG_SIGNATURE = '\xff\xd8\xff';

/** The second bytes of markers (ITU-T T.81, table B.1). */
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
const APP_0 = 0xe0;
const APP_1 = 0xe1;
const APP_2 = 0xe2;
const APP_14 = 0xee;
const APP_15 = 0xef;

/** A JFIF segment of this length has no thumbnail, which would show the picture before it was cropped. */
const JFIF_LENGTH_WITHOUT_THUMBNAIL = 16;

const EXIF = 'Exif\0\0';

/** Reads a JPEG, marker by marker, through all its scans to its end. */
export function readJPEG(file: Uint8Array<ArrayBuffer>): PictureFile {
  const bytes = new Bytes(file);
  const content: Uint8Array<ArrayBuffer>[] = [];
  let size: Size | undefined;
  let orientation: number | undefined;
  let hasScan = false;
  let marker = START_OF_IMAGE;
  for (let at = 0; marker !== END_OF_IMAGE;) {
    if (bytes.uint8(at) !== 0xff) {
      throw new PictureError('damaged');
    }
    marker = bytes.uint8(at + 1);
    if (marker === 0xff) {
      // A byte that only fills.
      at++;
      continue;
    }
    const start = at;
    const length = isAlone(marker) ? 0 : bytes.uint16(at + 2);
    at += 2 + length;
    const segment = bytes.slice(start, at);
    if (isFrame(marker)) {
      // A second frame would have a size that has not been checked.
      if (size !== undefined) {
        throw new PictureError('damaged');
      }
      size = { height: bytes.uint16(start + 5), width: bytes.uint16(start + 7) };
    } else if (marker === APP_1 && bytes.has(start + 4, EXIF)) {
      orientation ??= exifOrientation(segment.subarray(4 + EXIF.length));
    } else if (marker === START_OF_SCAN) {
      hasScan = true;
      at = endOfScan(bytes, at);
    }
    if (isKept(marker, bytes, start, length)) {
      content.push(bytes.slice(start, at));
    }
  }
  if (size === undefined || !hasScan) {
    throw new PictureError('damaged');
  }
  return { format: 'jpeg', ...size, isAnimated: false, orientation: orientation ?? 1, content };
}

/** Markers that stand alone have no length. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= END_OF_IMAGE);
}

/** Frames of all kinds, but not the tables whose codes are among theirs. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Returns whether a segment decides what is seen: without some of applications, colours would change. */
function isKept(marker: number, bytes: Bytes, start: number, length: number): boolean {
  switch (marker) {
    case APP_0:
      return bytes.has(start + 4, 'JFIF\0') && length === JFIF_LENGTH_WITHOUT_THUMBNAIL;
    case APP_2:
      return bytes.has(start + 4, 'ICC_PROFILE\0');
    case APP_14:
      return bytes.has(start + 4, 'Adobe');
    default:
      return marker !== COMMENT && (marker < APP_0 || marker > APP_15);
  }
}

/** The offset behind a scan's compressed data, in which a byte FF is followed by 0 or a restart marker. */
function endOfScan(bytes: Bytes, from: number): number {
  let at = bytes.find(0xff, from);
  for (;;) {
    const next = bytes.uint8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) {
      return at;
    }
    at = bytes.find(0xff, at + 2);
  }
}
