import { chunksOf } from './chunks.js';
import { bytesOf } from './text.js';

/**
 * A long document: the specification's text over and over, every pass worded a little differently, so that no
 * contestant profits from a cache of equal blocks.
 *
 * @param {string} spec the specification's text
 * @param {number} bytes about how long the document is to be, in UTF-8
 * @returns {string}
 */
export function specVariations(spec, bytes) {
  const chunks = chunksOf(spec);
  /** @type {string[]} */
  const taken = [];
  let length = 0;
  for (let pass = 0; length < bytes; pass++) {
    for (const chunk of chunks) {
      if (length >= bytes) {
        break;
      }
      const varied = pass === 0 ? chunk : vary(chunk, pass);
      taken.push(varied);
      length += bytesOf(varied) + 2;
    }
  }
  return taken.join('\n\n') + '\n';
}

/**
 * @param {string} chunk
 * @param {number} pass
 */
function vary(chunk, pass) {
  return chunk.replace(/\b(foo|bar|the|is)\b/g, `$1${pass}`);
}
