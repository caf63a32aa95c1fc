import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { checkSinks } from './html-sinks.mjs';
import { integrityOf } from './integrity.mjs';
import {
  assetURLs,
  fileOf,
  styleTexts,
  trustedReferences,
  watModules,
  withoutHTMLInMarkdown,
} from './plugins.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Older than the engine needs: where it cannot run, the editor has the server render. */
export const TARGET = 'es2022';

/**
 * Bundles scripts or style sheets into `outDirectory` under names with a hash of their content. What
 * several of them share, and what they import only when it is needed, becomes a file of its own.
 *
 * @param assets logical name → file name of what is already there. `import url from 'asset:NAME'` gives
 *   that file's URL.
 * @param shared source → logical name of the script that exports all that it does. Once that script is
 *   among the assets, an import of the source becomes an import of the script. So a page has each of
 *   them once, and `instanceof` works across scripts.
 * @param plugins what is special to these
 * @returns file name of each, and the files that it imports at once, itself not among them
 * @throws Error that names the source, if one has a top-level await, or parses HTML past the sanitizer
 */
export async function bundle(entryPoints, outDirectory, assets, shared, plugins = []) {
  const { metafile } = await build({
    entryPoints,
    outdir: outDirectory,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: TARGET,
    // WebKit may evaluate the modules above one too early (https://bugs.webkit.org/show_bug.cgi?id=242740).
    supported: { 'top-level-await': false },
    legalComments: 'eof',
    metafile: true,
    plugins: [
      assetURLs(assets, (file) => integrityOf(path.join(outDirectory, file))),
      sharedScripts(assets, shared),
      watModules(),
      styleTexts(),
      withoutHTMLInMarkdown(),
      trustedReferences((name) => path.join(root, 'src', name)),
      ...plugins,
    ],
  });
  await checkSinks(metafile, root);
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]),
  );
  const fileOfEntry = new Map(
    [...outputs].map(([file, { entryPoint }]) => [entryPoint && path.resolve(entryPoint), file]),
  );
  return entryPoints.map((entryPoint) => {
    const file = fileOfEntry.get(path.resolve(entryPoint));
    return { file, imports: [...importsOf(file, outputs)] };
  });
}

/**
 * Bundles one script that is no module: a page runs it at once, and any browser as a service worker.
 *
 * @param define names in the source → the JavaScript that stands for them
 * @returns its file name
 */
export async function bundleClassic(entryPoint, outDirectory, define = {}) {
  const { metafile } = await build({
    entryPoints: [entryPoint],
    outdir: outDirectory,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'iife',
    target: TARGET,
    metafile: true,
    define,
  });
  await checkSinks(metafile, root);
  return path.basename(Object.keys(metafile.outputs)[0]);
}

function importsOf(file, outputs, found = new Set()) {
  for (const { path: imported, kind } of outputs.get(file)?.imports ?? []) {
    const name = path.basename(imported);
    if (kind === 'import-statement' && !found.has(name)) {
      found.add(name);
      importsOf(name, outputs, found);
    }
  }
  return found;
}

function sharedScripts(assets, shared) {
  return {
    name: 'shared-scripts',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path: specifier, resolveDir }) => {
        const source = path.resolve(resolveDir, specifier).replace(/\.js$/, '.ts');
        const script = shared.get(source);
        return assets.has(script)
          ? { path: `./${fileOf(assets, script)}`, external: true }
          : undefined;
      });
    },
  };
}
