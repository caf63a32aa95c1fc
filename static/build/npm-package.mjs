import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { elementsManifest } from './elements-manifest.mjs';
import { checkFrameworkTypes } from './framework-types.mjs';
import { licenses, notePackages } from './licenses.mjs';
import { assetURLs, watModules } from './plugins.mjs';
import { STABLE_FOLDER } from './stable-names.mjs';

/**
 * Writes what package.json exports: the public scripts as a server has them, with all that they load, and
 * the engine and the kernels for Node. Bundlers find the files that are no scripts by their `new URL(…, import.meta.url)`.
 *
 * @param assets logical name → file name
 * @param files what the public scripts are made of, by their paths below the assets' directory
 * @param packages the directories of the packages that the assets have code of
 */
export async function writeNPMPackage(root, assets, files, packages) {
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
  const contained = new Set(packages);
  for (const [names, external] of [
    [['elements', 'enhance', 'image', 'markdown'], []],
    // With the engine that others import, so that there is one of it.
    [['render'], ['./markdown.js']],
  ]) {
    await build({
      entryPoints: names.map((name) => path.join(root, 'src/node', `${name}.ts`)),
      outdir: path.join(packageDirectory, 'node'),
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      external,
      plugins: [assetURLs(assets, () => '', '../'), watModules(), notePackages(contained)],
    });
  }
  await writeFile(
    path.join(packageDirectory, STABLE_FOLDER, 'third-party.txt'),
    licenses(contained, root),
  );
  const manifest = await elementsManifest(path.join(root, 'src'));
  await checkFrameworkTypes(path.join(root, 'types/attributes.d.ts'), manifest);
  await writeFile(
    path.join(packageDirectory, 'custom-elements.json'),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
}
