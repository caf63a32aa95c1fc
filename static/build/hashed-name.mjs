import { createHash } from 'node:crypto';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 8;

/** The name of a file with this content, in the form esbuild gives its own: `name-ABCD2345.ext`. */
export function hashedName(name, content) {
  const digest = createHash('sha256').update(content).digest();
  const hash = Array.from(digest.subarray(0, LENGTH), (byte) => DIGITS[byte % DIGITS.length]);
  return name.replace(/(\.[a-z0-9]+)$/, `-${hash.join('')}$1`);
}
