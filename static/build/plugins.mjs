// What our sources import that esbuild does not know.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { binaryen } from './wasm-tools.mjs';

/** The file name of an asset that has been built. */
export function fileOf(assets, name) {
  const file = assets.get(name);
  if (file === undefined) {
    throw new Error(
      `${name} is not among the assets built so far: ${[...assets.keys()].join(', ')}`,
    );
  }
  return file;
}

/** `import url from 'asset:NAME'` gives the URL of that asset, beside the script. */
export function assetURLs(assets) {
  return {
    name: 'asset-urls',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^asset:/ }, ({ path: specifier }) => ({
        path: specifier.slice('asset:'.length),
        namespace: 'asset',
      }));
      onLoad({ filter: /./, namespace: 'asset' }, ({ path: name }) => ({
        contents: `export default new URL(${JSON.stringify(`./${fileOf(assets, name)}`)}, import.meta.url);`,
      }));
    },
  };
}

/** `import bytes from './NAME.wat'` gives the assembled module. */
export function watModules() {
  return {
    name: 'wat-modules',
    setup({ onLoad }) {
      onLoad({ filter: /\.wat$/ }, async ({ path: source }) => {
        const directory = await mkdtemp(path.join(os.tmpdir(), 'wat-'));
        try {
          const assembled = path.join(directory, 'module.wasm');
          await binaryen('wasm-as', source, '-o', assembled);
          return { contents: await readFile(assembled), loader: 'binary' };
        } finally {
          await rm(directory, { recursive: true });
        }
      });
    },
  };
}

/**
 * CodeMirror's packages only define things when they are loaded. Knowing that, the bundler leaves out
 * what `@codemirror/lang-markdown` imports for HTML and we do not use, although a file that is loaded
 * later does.
 */
export function withoutSideEffects() {
  return {
    name: 'without-side-effects',
    setup(build) {
      build.onResolve(
        { filter: /^@(?:codemirror|lezer)\// },
        async ({ path, pluginData, ...from }) => {
          if (pluginData === 'resolved') {
            return undefined;
          }
          const { importer, resolveDir, kind } = from;
          const options = { importer, resolveDir, kind, pluginData: 'resolved' };
          return { ...(await build.resolve(path, options)), sideEffects: false };
        },
      );
    },
  };
}
