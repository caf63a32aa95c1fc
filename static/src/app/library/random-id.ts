/** So many bytes are never the same twice; a UUID has as many. */
const BYTES = 16;

/** A name that nothing else has. Unlike `crypto.randomUUID`, it works in pages that came over plain HTTP. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
