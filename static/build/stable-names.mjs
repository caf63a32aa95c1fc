import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { declarations } from './declarations.mjs';
import { integrityOf } from './integrity.mjs';
import { loadedFiles } from './loaded-files.mjs';

/** The folder of the names that stay the same from build to build, below that of the assets. */
export const STABLE_FOLDER = 'v1';

/** Public script → the source it is built from, which has its declarations as well. */
const PUBLIC_SCRIPTS = new Map([
  ['editor.js', 'editor.ts'],
  ['element.js', 'element.ts'],
  ['markdown.js', 'markdown.ts'],
  ['image.js', 'image.ts'],
  ['preview.js', 'preview.ts'],
  ['render.js', 'render.ts'],
  ['embed.js', 'embed.ts'],
  ['enhance.js', 'enhance.ts'],
]);

/** Public style sheets. An import of another file would make a page wait for both. */
const PUBLIC_STYLES = ['markdown.css'];

/**
 * Writes modules of stable names that export what those with a hash in their names do, their
 * declarations, style sheets of stable names, and the integrity of all that they load.
 *
 * @param assets logical name → file name
 * @param imports logical name → the files that it imports at once
 * @returns file → integrity metadata, of all that the public scripts and style sheets are made of; by its path below the
 *   assets' directory
 */
export async function writeStableNames(
  assets,
  imports,
  assetDirectory,
  sourceDirectory,
  projectFile,
) {
  const directory = path.join(assetDirectory, STABLE_FOLDER);
  await mkdir(directory, { recursive: true });
  const files = new Set();
  for (const name of PUBLIC_SCRIPTS.keys()) {
    const file = assets.get(name);
    await writeFile(path.join(directory, name), script(file, imports.get(name)));
    files.add(`${STABLE_FOLDER}/${name}`).add(file);
    for (const loaded of await loadedFiles(file, assetDirectory)) {
      files.add(loaded);
    }
  }
  for (const name of PUBLIC_STYLES) {
    await copyFile(path.join(assetDirectory, assets.get(name)), path.join(directory, name));
    files.add(`${STABLE_FOLDER}/${name}`);
  }
  const sources = [...PUBLIC_SCRIPTS.values()];
  for (const [file, text] of declarations(sources, sourceDirectory, projectFile)) {
    await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
    await writeFile(path.join(directory, file), text);
  }
  const integrity = new Map();
  for (const file of [...files].sort()) {
    integrity.set(file, await integrityOf(path.join(assetDirectory, file)));
  }
  await writeJSON(path.join(directory, 'integrity.json'), Object.fromEntries(integrity));
  await writeJSON(path.join(directory, 'import-map.json'), importMap(integrity));
  return integrity;
}

/** Names all that is imported at once, so that a browser asks for it at once, too. */
function script(file, imported) {
  const lines = imported.map((other) => `import '../${other}';\n`);
  return `export * from '../${file}';\n${lines.join('')}`;
}

/**
 * The import map that makes a browser check all scripts, including those loaded later. Its URLs are those
 * on the server itself: a page of another origin puts the server's origin before them.
 * https://html.spec.whatwg.org/multipage/webappapis.html#import-map-integrity
 */
function importMap(integrity) {
  const scripts = [...integrity].filter(([file]) => file.endsWith('.js'));
  return {
    integrity: Object.fromEntries(scripts.map(([file, value]) => [`/assets/${file}`, value])),
  };
}

function writeJSON(file, value) {
  return writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
