/** A name that no document can know. (`crypto.randomUUID` is for HTTPS only.) */
export function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join(
    '-',
  );
}
