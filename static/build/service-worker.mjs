import { createHash } from 'node:crypto';
import { bundleClassic } from './bundle.mjs';
import { loadedFiles } from './loaded-files.mjs';

/** The files that the page at / names. Its script loads the rest. */
const PAGE = ['app.js', 'show-preferences.js', 'page.css', 'icon.svg'];

/**
 * Builds the service worker, which knows the files of this build.
 *
 * @param assets logical name → file name of what is already there
 * @returns its file name
 */
export async function serviceWorker(entryPoint, assetDirectory, assets) {
  const files = [
    ...PAGE.map((name) => assets.get(name)),
    ...(await loadedFiles(assets.get('app.js'), assetDirectory)).filter(
      // A service worker is not asked for frames without an origin.
      (file) => !file.endsWith('.html'),
    ),
  ].sort();
  const build = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
  return bundleClassic(entryPoint, assetDirectory, {
    PRECACHE: JSON.stringify(files.map((file) => `/assets/${file}`)),
    BUILD: JSON.stringify(build),
    PAGE_SCRIPT: JSON.stringify(`/assets/${assets.get('app.js')}`),
  });
}
