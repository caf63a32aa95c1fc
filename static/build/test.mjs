// Bundles each test in test/ for Node and runs them all with its test runner. They need no browser.
import { spawnSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assetURLs, styleTexts, watModules } from './plugins.mjs';

/** Files that exist only in a server's directory; no test reads them. */
const ASSETS = ['markdown.wasm', 'worker.js'];

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = (await readdir(path.join(root, 'test'))).filter((name) => /\.test\.ts$/.test(name));
const outDirectory = path.join(root, 'target/test');

await rm(outDirectory, { recursive: true, force: true });
await build({
  entryPoints: tests.map((name) => path.join(root, 'test', name)),
  outdir: outDirectory,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  plugins: [
    assetURLs(new Map(ASSETS.map((name) => [name, name])), () => ''),
    watModules(),
    styleTexts(),
  ],
});
const { status } = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    '--test',
    '--test-reporter=spec',
    ...tests.map((name) => path.join(outDirectory, name.replace(/\.ts$/, '.mjs'))),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
