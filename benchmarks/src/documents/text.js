/** Decimal units, as bandwidths and storage are given in. */
export const KB = 1000;
export const MB = 1000 * KB;

/**
 * The size of a text as it is stored or sent.
 *
 * @param {string} text
 * @returns {number} bytes in UTF-8
 */
export function bytesOf(text) {
  return Buffer.byteLength(text, 'utf8');
}

/**
 * @param {number} bytes
 * @returns {string} such as "205 KB" or "1 MB"
 */
export function sizeName(bytes) {
  return bytes >= MB ? `${Math.round(bytes / MB)} MB` : `${Math.round(bytes / KB)} KB`;
}
