import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file that the build has named after its content. */
const HASHED_NAME = /[\w.-]+-[A-Z0-9]{8}\.(?:html|js|wasm)\b/g;

/**
 * All that a script may ever load from its directory, at once or later, and what that may load: every
 * file that it names.
 *
 * @returns their names, sorted, the script's own not among them
 */
export async function loadedFiles(script, directory) {
  const found = new Set();
  const unread = [path.join(directory, script)];
  for (let file = unread.pop(); file !== undefined; file = unread.pop()) {
    for (const [name] of (await readFile(file, 'utf8')).matchAll(HASHED_NAME)) {
      if (!found.has(name)) {
        found.add(name);
        if (name.endsWith('.js')) {
          unread.push(path.join(directory, name));
        }
      }
    }
  }
  return [...found].sort();
}
