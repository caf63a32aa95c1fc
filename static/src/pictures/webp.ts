import { Bytes } from './bytes.js';
import { exifOrientation } from './exif.js';
import { PictureError, type PictureFile, type Size, sizeAround } from './picture-file.js';

/** `RIFF`, the length of the rest, `WEBP`. */
const HEADER_BYTES = 12;

/** Type and length. */
const CHUNK_HEADER_BYTES = 8;

/** The chunks that decide what is seen. */
const KEPT_CHUNKS: ReadonlySet<string> = new Set([
  'ALPH',
  'ANIM',
  'ANMF',
  'ICCP',
  'VP8 ',
  'VP8L',
  'VP8X',
]);

/** The flags of the chunk VP8X that announce EXIF and XMP. */
const METADATA_FLAGS = 0x08 | 0x04;

export function isWebP(bytes: Bytes): boolean {
  return bytes.has(0, 'RIFF') && bytes.has(8, 'WEBP');
}

/** Reads a WebP (RFC 9649), chunk by chunk. */
export function readWebP(file: Uint8Array<ArrayBuffer>): PictureFile {
  const bytes = new Bytes(file, true);
  const end = CHUNK_HEADER_BYTES + bytes.uint32(4);
  if (end > bytes.length) {
    throw new PictureError('damaged');
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const sizes: Size[] = [];
  let frames = 0;
  let orientation = 1;
  let hasPixels = false;
  for (let at = HEADER_BYTES; at < end;) {
    const type = bytes.ascii(at, 4);
    const length = bytes.uint32(at + 4);
    const data = at + CHUNK_HEADER_BYTES;
    // A chunk of odd length is followed by one byte, which the last one may lack.
    const next = Math.min(data + length + (length % 2), Math.max(end, data + length));
    const chunk = bytes.slice(at, next);
    if (KEPT_CHUNKS.has(type)) {
      chunks.push(type === 'VP8X' ? withoutMetadataFlags(chunk) : chunk);
    }
    const size = sizeIn(type, new Bytes(bytes.slice(data, data + length), true));
    if (size !== undefined) {
      sizes.push(size);
    }
    if (type === 'ANMF') {
      frames++;
    } else if (type === 'EXIF') {
      const exif = bytes.slice(data, data + length);
      // Some programs copy the beginning of JPEG's segment along with it.
      orientation = exifOrientation(bytes.has(data, 'Exif\0\0') ? exif.subarray(6) : exif);
    }
    hasPixels ||= type === 'VP8 ' || type === 'VP8L' || type === 'ANMF';
    at = next;
  }
  if (!hasPixels) {
    throw new PictureError('damaged');
  }
  return {
    format: 'webp',
    ...sizeAround(sizes),
    // Some programs write a still image as an animation of one frame.
    isAnimated: frames > 1,
    orientation,
    content: [header(chunks), ...chunks],
  };
}

/** Reads a size, which has to be in its chunk: what is behind that may be left out of the content. */
function sizeIn(type: string, data: Bytes): Size | undefined {
  switch (type) {
    case 'VP8X':
      return { width: 1 + data.uint24(4), height: 1 + data.uint24(7) };
    case 'VP8L': {
      const bits = data.uint32(1);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: data.uint16(6) & 0x3fff, height: data.uint16(8) & 0x3fff };
    case 'ANMF':
      return { width: 1 + data.uint24(6), height: 1 + data.uint24(9) };
    default:
      return undefined;
  }
}

function withoutMetadataFlags(chunk: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = chunk.slice();
  copy[CHUNK_HEADER_BYTES] = (copy[CHUNK_HEADER_BYTES] ?? 0) & ~METADATA_FLAGS;
  return copy;
}

function header(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 'WEBP'.length);
  const bytes = new TextEncoder().encode('RIFF____WEBP');
  new DataView(bytes.buffer).setUint32(4, length, true);
  return bytes;
}
