import { Bytes } from './bytes.js';
import { PictureError, type PictureFile } from './picture-file.js';

export const GIF_SIGNATURE = /^GIF8[79]a/;

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT_LABEL = 0xfe;
const APPLICATION_LABEL = 0xff;

/** The applications' extensions that say how often an animation repeats. Another one is XMP. */
const KEPT_APPLICATIONS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/** Reads a GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt), block by block. */
export function readGIF(file: Uint8Array<ArrayBuffer>): PictureFile {
  const bytes = new Bytes(file, true);
  let width = bytes.uint16(6);
  let height = bytes.uint16(8);
  let frames = 0;
  let at = 13 + colorTableBytes(bytes.uint8(10));
  const content = [bytes.slice(0, at)];
  // Some programs leave the trailer out, and browsers do not miss it.
  while (at < bytes.length && bytes.uint8(at) !== TRAILER) {
    const start = at;
    const kind = bytes.uint8(at);
    if (kind === IMAGE) {
      frames++;
      // Browsers enlarge the screen where a frame does not fit into it.
      width = Math.max(width, bytes.uint16(at + 1) + bytes.uint16(at + 5));
      height = Math.max(height, bytes.uint16(at + 3) + bytes.uint16(at + 7));
      at = endOfBlocks(bytes, at + 11 + colorTableBytes(bytes.uint8(at + 9)));
      content.push(bytes.slice(start, at));
    } else if (kind === EXTENSION) {
      at = endOfBlocks(bytes, at + 2);
      if (isKept(bytes, start)) {
        content.push(bytes.slice(start, at));
      }
    } else {
      throw new PictureError('damaged');
    }
  }
  if (frames === 0) {
    throw new PictureError('damaged');
  }
  content.push(Uint8Array.of(TRAILER));
  return { format: 'gif', width, height, isAnimated: frames > 1, orientation: 1, content };
}

/** @param flags of a screen or a frame */
function colorTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** The offset behind data in blocks, each with its length, the last with 0. */
function endOfBlocks(bytes: Bytes, from: number): number {
  let at = from;
  for (let length = bytes.uint8(at); length > 0; length = bytes.uint8(at)) {
    at += 1 + length;
  }
  return at + 1;
}

function isKept(bytes: Bytes, start: number): boolean {
  switch (bytes.uint8(start + 1)) {
    case COMMENT_LABEL:
      return false;
    case APPLICATION_LABEL:
      return KEPT_APPLICATIONS.some((name) => bytes.has(start + 3, name));
    default:
      return true;
  }
}
