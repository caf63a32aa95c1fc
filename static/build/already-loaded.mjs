import { readFile } from 'node:fs/promises';
import path from 'node:path';

const LATER = 'dynamic-import';

/**
 * Tells esbuild what is there when a script is imported later: all that whoever imports it has loaded.
 *
 * esbuild puts files into one chunk that the same scripts import. Without this, those that a page loads at
 * first would be cut up by what each of the later scripts has of them; as one, they are smaller by
 * several kilobytes.
 *
 * @param inputs those of esbuild's metafile for the same entry points, bundled without this
 */
export function alreadyLoaded(inputs, entryPoints) {
  const additions = new Map();
  const names = entryPoints.map((file) => path.relative('', file).replaceAll(path.sep, '/'));
  for (const [script, loaded] of loadedWith(inputs, names)) {
    const own = importedBy(script, inputs);
    const others = [...loaded].filter((file) => file.endsWith('.ts') && !own.has(file));
    const imports = others.map((file) => `import ${JSON.stringify(path.resolve(file))};`);
    additions.set(path.resolve(script), imports.join('\n'));
  }
  return {
    name: 'already-loaded',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path: source }) =>
        additions.has(source)
          ? {
              contents: `${await readFile(source, 'utf8')}\n${additions.get(source)}`,
              loader: 'ts',
            }
          : undefined,
      );
    },
  };
}

/** Entry points and what is imported later → all that is certain to be loaded then. */
function loadedWith(inputs, entryPoints) {
  const loaded = new Map(entryPoints.map((script) => [script, importedBy(script, inputs)]));
  const unread = [...entryPoints];
  for (let importer = unread.pop(); importer !== undefined; importer = unread.pop()) {
    for (const script of importedLater(importedBy(importer, inputs), inputs)) {
      const known = loaded.get(script);
      const own = importedBy(script, inputs);
      const there = loaded.get(importer);
      const certain =
        known === undefined
          ? new Set([...there, ...own])
          : new Set([...known].filter((file) => there.has(file) || own.has(file)));
      // What is certain only ever becomes less, and so this ends.
      if (certain.size !== known?.size) {
        loaded.set(script, certain);
        unread.push(script);
      }
    }
  }
  return loaded;
}

/** A script and all that it imports at once. */
function importedBy(script, inputs, found = new Set()) {
  found.add(script);
  for (const { path: imported, kind } of inputs[script].imports) {
    if (kind !== LATER && imported in inputs && !found.has(imported)) {
      importedBy(imported, inputs, found);
    }
  }
  return found;
}

function importedLater(files, inputs) {
  return [...files]
    .flatMap((file) => inputs[file].imports)
    .filter(({ path: imported, kind }) => kind === LATER && imported in inputs)
    .map(({ path: imported }) => imported);
}
