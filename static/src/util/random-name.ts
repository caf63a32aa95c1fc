/** The number of bytes in a UUID: no two names are the same. */
const BYTES = 16;

/**
 * A name that nothing else has and no document can contain by chance. Unlike `crypto.randomUUID`, it works in
 * pages that came over plain HTTP.
 */
export function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
