import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * The checksum of a file's content, in the form of the attribute `integrity`.
 * https://www.w3.org/TR/sri-2/#integrity-metadata-description
 */
export async function integrityOf(file) {
  const digest = createHash('sha384')
    .update(await readFile(file))
    .digest('base64');
  return `sha384-${digest}`;
}
