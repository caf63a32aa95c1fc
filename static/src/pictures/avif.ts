import { Bytes } from './bytes.js';
import { PictureError, type PictureFile, type Size, sizeAround } from './picture-file.js';

const IMAGE_BRAND = 'avif';
const SEQUENCE_BRAND = 'avis';

/** Length and type. */
const BOX_HEADER_BYTES = 8;

/** The boxes around those that hold sizes, with the bytes that precede the boxes in them. */
const CONTAINERS: ReadonlyMap<string, number> = new Map([
  ['meta', 4],
  ['iprp', 0],
  ['ipco', 0],
]);

export function isAVIF(bytes: Bytes): boolean {
  return brands(bytes).some((brand) => brand === IMAGE_BRAND || brand === SEQUENCE_BRAND);
}

/**
 * Reads the header of an AVIF (https://aomediacodec.github.io/av1-avif/). Its metadata are among its
 * pixels, found by offsets, so the content without them is left undefined.
 */
export function readAVIF(file: Uint8Array<ArrayBuffer>): PictureFile {
  const bytes = new Bytes(file);
  return {
    format: 'avif',
    ...sizeAround(sizesIn(bytes, 0, bytes.length)),
    isAnimated: brands(bytes).includes(SEQUENCE_BRAND),
    // The turns of AVIF are properties of the picture, which decoders apply.
    orientation: 1,
    content: undefined,
  };
}

function brands(bytes: Bytes): string[] {
  if (!bytes.has(4, 'ftyp')) {
    return [];
  }
  const end = Math.min(bytes.uint32(0), bytes.length);
  const found = [bytes.ascii(8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) {
    found.push(bytes.ascii(at, 4));
  }
  return found;
}

/** The sizes of all images in a file: of the whole, of its tiles, its transparency and thumbnails. */
function sizesIn(bytes: Bytes, from: number, to: number): Size[] {
  const sizes: Size[] = [];
  for (let at = from; at < to;) {
    const length = bytes.uint32(at);
    const type = bytes.ascii(at + 4, 4);
    // 0 stands for the rest of the file; 1, for a length of 64 bits, is not needed below 4 GB.
    const end = length === 0 ? to : at + length;
    if (end > to || end < at + BOX_HEADER_BYTES) {
      throw new PictureError('damaged');
    }
    const skipped = CONTAINERS.get(type);
    if (skipped !== undefined) {
      sizes.push(...sizesIn(bytes, at + BOX_HEADER_BYTES + skipped, end));
    } else if (type === 'ispe') {
      sizes.push({ width: bytes.uint32(at + 12), height: bytes.uint32(at + 16) });
    }
    at = end;
  }
  return sizes;
}
