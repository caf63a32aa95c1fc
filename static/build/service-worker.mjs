import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { bundleClassic } from './bundle.mjs';

/** What a browser would have a use for: of the compressed files and the declarations it has none. */
const PRECACHED = /-[A-Z0-9]{8}\.(js|css|wasm|svg)$/;

/**
 * Builds the service worker, which knows the files of this build.
 *
 * @param assets logical name → file name of what is already there
 * @returns its file name
 */
export async function serviceWorker(entryPoint, assetDirectory, assets) {
  const embedded = assets.get('editor.js');
  const files = (await readdir(assetDirectory))
    .filter((file) => PRECACHED.test(file) && file !== embedded)
    .sort();
  const build = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
  return bundleClassic(entryPoint, assetDirectory, {
    PRECACHE: JSON.stringify(files.map((file) => `/assets/${file}`)),
    BUILD: JSON.stringify(build),
    PAGE_SCRIPT: JSON.stringify(`/assets/${assets.get('app.js')}`),
  });
}
