import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { elementsManifest } from './elements-manifest.mjs';
import { checkFrameworkTypes } from './framework-types.mjs';
import { assetURLs, watModules } from './plugins.mjs';
import { STABLE_FOLDER } from './stable-names.mjs';

/**
 * Writes what package.json exports: the public scripts as a server has them, with all that they load, and
 * the engine and the kernels for Node. Bundlers find the files that are no scripts by their `new URL(…, import.meta.url)`.
 *
 * @param assets logical name → file name
 * @param files what the public scripts are made of, by their paths below the assets' directory
 */
export async function writeNPMPackage(root, assets, files) {
  const assetDirectory = path.join(root, 'dist/assets');
  const packageDirectory = path.join(root, 'dist/npm');
  await rm(packageDirectory, { recursive: true, force: true });
  await mkdir(packageDirectory, { recursive: true });
  for (const file of files) {
    await cp(path.join(assetDirectory, file), path.join(packageDirectory, file));
  }
  await cp(path.join(assetDirectory, STABLE_FOLDER), path.join(packageDirectory, STABLE_FOLDER), {
    recursive: true,
    filter: (file) => !file.endsWith('.json'),
  });
  await cp(path.join(root, 'types'), path.join(packageDirectory, 'types'), { recursive: true });
  await build({
    entryPoints: ['markdown.ts', 'image.ts'].map((name) => path.join(root, 'src/node', name)),
    outdir: path.join(packageDirectory, 'node'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    plugins: [assetURLs(assets, () => '', '../'), watModules()],
  });
  const manifest = await elementsManifest(path.join(root, 'src'));
  await checkFrameworkTypes(path.join(root, 'types/attributes.d.ts'), manifest);
  await writeFile(
    path.join(packageDirectory, 'custom-elements.json'),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
}
