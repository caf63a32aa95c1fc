import { build } from 'esbuild';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkedWasm } from './linked-wasm.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'target/pages');

/** The editors that run in pages of ours; each has its module in pages/editors. */
const EDITOR_PAGES = ['floor', 'marked-textarea', 'easymde', 'toast-ui', 'vditor'];

/**
 * Bundles the pages into target/pages.
 *
 * @returns {Promise<void>}
 */
export async function buildPages() {
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    bundle: true,
    minify: true,
    target: 'chrome137',
    loader: {
      '.wasm': 'file',
      '.woff': 'file',
      '.woff2': 'file',
      '.ttf': 'file',
      '.svg': 'dataurl',
      '.png': 'dataurl',
    },
    logLevel: 'warning',
    absWorkingDir: root,
    plugins: [linkedWasm()],
  };
  await build({
    ...options,
    entryPoints: {
      'render/main': 'pages/render/main.js',
      'image/main': 'pages/image/main.js',
      'image/worker': 'pages/image/worker.js',
      ...Object.fromEntries(
        EDITOR_PAGES.map((name) => [`editors/${name}`, `pages/editors/${name}.js`]),
      ),
    },
    outdir: target,
    format: 'esm',
    // markdown-wasm asks for them in Node only.
    external: ['fs', 'path'],
    assetNames: 'files/[name]-[hash]',
    publicPath: '/',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  // Scripts that are put into a page rather than loaded by it.
  await build({
    ...options,
    entryPoints: { probe: 'pages/probe/main.js', twinmark: 'pages/editors/twinmark.js' },
    outdir: join(target, 'injected'),
    format: 'iife',
  });
  await writePage('render/index', '<script type="module" src="/render/main.js"></script>');
  await writePage('image/index', '<script type="module" src="/image/main.js"></script>');
  await writePage('blank', '');
  for (const name of EDITOR_PAGES) {
    await writePage(
      `editors/${name}`,
      `${(await exists(join(target, `editors/${name}.css`))) ? `<link rel="stylesheet" href="/editors/${name}.css">` : ''}<div id="editor"></div><script type="module" src="/editors/${name}.js"></script>`,
    );
  }
}

/**
 * @param {string} path where it is served, without .html
 * @param {string} content
 */
async function writePage(path, content) {
  const file = join(target, `${path}.html`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title><link rel="icon" href="data:,"></head><body>${content}</body></html>\n`,
  );
}

/** @param {string} file */
function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
