import path from 'node:path';
import { build } from 'esbuild';
import { assetURLs, fileOf, watModules } from './plugins.mjs';

/** Older than the engine needs: where it cannot run, the editor has the server render. */
const TARGET = 'es2022';

/**
 * Bundles one script or style sheet into `outDirectory` under a name with a hash of its content.
 *
 * @param assets logical name → file name of what is already there. `import url from 'asset:NAME'` gives
 *   that file's URL; an import of a source whose bundle is there (`./markdown.js`) stays an import, of
 *   the hashed name. So scripts share the engine's loader without a chunk of its own.
 * @returns the file name
 */
export async function bundle(entryPoint, outDirectory, assets) {
  const result = await build({
    entryPoints: [entryPoint],
    outdir: outDirectory,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: TARGET,
    legalComments: 'eof',
    metafile: true,
    plugins: [assetURLs(assets), sharedScripts(assets, entryPoint), watModules()],
  });
  const [output] = Object.keys(result.metafile.outputs);
  return path.basename(output);
}

function sharedScripts(assets, entryPoint) {
  return {
    name: 'shared-scripts',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path: specifier, resolveDir }) => {
        const source = path.resolve(resolveDir, specifier).replace(/\.js$/, '.ts');
        const isShared =
          path.dirname(source) === path.dirname(path.resolve(entryPoint)) &&
          assets.has(path.basename(specifier));
        return isShared
          ? { path: `./${fileOf(assets, path.basename(specifier))}`, external: true }
          : undefined;
      });
    },
  };
}
