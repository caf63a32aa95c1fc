import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import { PictureError, type PictureProblem } from '../src/pictures/picture-file.js';
import { readPicture } from '../src/pictures/read-picture.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Text, one byte or several. */
type Part = string | number | Uint8Array | readonly number[];

/** Metadata that must not be in what is inserted. */
export const SECRET = '48.2082N 16.3738E';

export function join(...parts: readonly Part[]): Bytes {
  const bytes = parts.flatMap((part) =>
    typeof part === 'string'
      ? Array.from(part, (character) => character.charCodeAt(0))
      : typeof part === 'number'
        ? [part]
        : [...part],
  );
  return Uint8Array.from(bytes);
}

function big(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) => (value / 2 ** (8 * (bytes - 1 - i))) & 255);
}

function little(value: number, bytes: number): number[] {
  return big(value, bytes).reverse();
}

/** EXIF with an orientation and a text, from the TIFF header on. */
export function exif(orientation: number, isLittleEndian = true): Bytes {
  const number = isLittleEndian ? little : big;
  return join(
    isLittleEndian ? 'II' : 'MM',
    number(42, 2),
    number(8, 4),
    number(2, 2),
    [...number(0x010e, 2), ...number(2, 2), ...number(SECRET.length, 4), ...number(38, 4)],
    [...number(0x0112, 2), ...number(3, 2), ...number(1, 4), ...number(orientation, 2), 0, 0],
    number(0, 4),
    SECRET,
  );
}

function pngChunk(type: string, ...data: readonly Part[]): Bytes {
  const body = join(type, ...data);
  return join(big(body.length - 4, 4), body, big(crc32(body), 4));
}

export interface PNGOptions {
  readonly width?: number;
  readonly height?: number;
  readonly frames?: number;
  readonly orientation?: number;
}

export function png({ width = 3, height = 2, frames = 0, orientation }: PNGOptions = {}): Bytes {
  const rows = Buffer.alloc(Math.min(height * (1 + 4 * width), 10_000));
  return join(
    '\x89PNG\r\n\x1a\n',
    pngChunk('IHDR', big(width, 4), big(height, 4), [8, 6, 0, 0, 0]),
    frames === 0 ? '' : pngChunk('acTL', big(frames, 4), big(0, 4)),
    pngChunk('gAMA', big(45455, 4)),
    pngChunk('tEXt', `Comment\0${SECRET}`),
    orientation === undefined ? '' : pngChunk('eXIf', exif(orientation)),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND'),
    SECRET,
  );
}

function jpegSegment(marker: number, ...data: readonly Part[]): Bytes {
  const body = join(...data);
  return join(0xff, marker, big(body.length + 2, 2), body);
}

export interface JPEGOptions {
  readonly width?: number;
  readonly height?: number;
  readonly orientation?: number;
  readonly isLittleEndian?: boolean;
}

/** A JPEG with all its segments, of which no pixel can be decoded. */
export function jpeg({
  width = 3,
  height = 2,
  orientation = 1,
  isLittleEndian = true,
}: JPEGOptions = {}): Bytes {
  const frame = jpegSegment(0xc2, [8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0]);
  const scan = join(jpegSegment(0xda, [1, 1, 0, 0, 63, 0]), [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
  return join(
    [0xff, 0xd8],
    jpegSegment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]),
    jpegSegment(0xe1, 'Exif\0\0', exif(orientation, isLittleEndian)),
    jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`),
    jpegSegment(0xe2, 'ICC_PROFILE\0', [1, 1, 9, 9]),
    jpegSegment(0xe2, `MPF\0${SECRET}`),
    jpegSegment(0xed, `Photoshop 3.0\0${SECRET}`),
    jpegSegment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 2]),
    jpegSegment(0xfe, SECRET),
    // A byte before a marker that only fills.
    0xff,
    frame,
    scan,
    jpegSegment(0xc4, [0, 1, 2]),
    scan,
    [0xff, 0xd9],
    SECRET,
  );
}

export interface GIFOptions {
  readonly width?: number;
  readonly height?: number;
  readonly frames?: number;
  readonly hasTrailer?: boolean;
}

export function gif({
  width = 3,
  height = 2,
  frames = 1,
  hasTrailer = true,
}: GIFOptions = {}): Bytes {
  const frame = join(
    [0x21, 0xf9, 4, 0, 0, 0, 0, 0],
    0x2c,
    little(0, 4),
    little(width, 2),
    little(height, 2),
    0,
    [2, 2, 0x44, 1, 0],
  );
  return join(
    'GIF89a',
    little(3, 2),
    little(2, 2),
    [0x80, 0, 0],
    [0, 0, 0, 255, 255, 255],
    [0x21, 0xff, 11],
    'NETSCAPE2.0',
    [3, 1, 0, 0, 0],
    [0x21, 0xfe, SECRET.length],
    SECRET,
    0,
    [0x21, 0xff, 11],
    'XMP DataXMP',
    SECRET.length,
    SECRET,
    0,
    ...Array.from({ length: frames }, () => frame),
    hasTrailer ? [0x3b, ...join(SECRET)] : '',
  );
}

function webpChunk(type: string, ...data: readonly Part[]): Bytes {
  const body = join(...data);
  return join(type, little(body.length, 4), body, body.length % 2 === 1 ? 0 : '');
}

export interface WebPOptions {
  readonly width?: number;
  readonly height?: number;
  readonly frames?: number;
  readonly orientation?: number;
  readonly isLossless?: boolean;
}

/** A WebP of chunks in which no pixel can be decoded. */
export function webp({
  width = 3,
  height = 2,
  frames = 0,
  orientation = 1,
  isLossless = false,
}: WebPOptions = {}): Bytes {
  const size = [...little(width - 1, 3), ...little(height - 1, 3)];
  const pixels = isLossless
    ? webpChunk('VP8L', 0x2f, little((width - 1) | ((height - 1) << 14), 4), [1])
    : webpChunk('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a], little(width, 2), little(height, 2), [1]);
  const body = join(
    'WEBP',
    webpChunk('VP8X', [0x0c | (frames > 0 ? 2 : 0), 0, 0, 0], size),
    frames === 0
      ? pixels
      : join(
          webpChunk('ANIM', [0, 0, 0, 0, 0, 0]),
          ...Array.from({ length: frames }, () =>
            webpChunk('ANMF', [0, 0, 0, 0, 0, 0], size, [0, 0, 0, 0], pixels),
          ),
        ),
    webpChunk('EXIF', exif(orientation)),
    webpChunk('XMP ', SECRET),
  );
  return join('RIFF', little(body.length, 4), body, SECRET);
}

function box(type: string, ...data: readonly Part[]): Bytes {
  const body = join(...data);
  return join(big(body.length + 8, 4), type, body);
}

/** An AVIF of boxes in which no pixel can be decoded. */
export function avif({ width = 3, height = 2, brand = 'avif' } = {}): Bytes {
  const size = (w: number, h: number) => box('ispe', big(0, 4), big(w, 4), big(h, 4));
  return join(
    box('ftyp', brand, big(0, 4), 'mif1', brand),
    box('meta', big(0, 4), box('iprp', box('ipco', size(1, 1), size(width, height)))),
    box('mdat', SECRET),
  );
}

/** The reason for which a file is refused; undefined if it is read. */
export function problemOf(file: Bytes): PictureProblem | undefined {
  try {
    readPicture(file);
    return undefined;
  } catch (error) {
    if (error instanceof PictureError) {
      return error.problem;
    }
    throw error;
  }
}

/** The file as it would be stored. */
export function stored(file: Bytes): Bytes {
  const { content } = readPicture(file);
  assert.ok(content !== undefined);
  return join(...content);
}
