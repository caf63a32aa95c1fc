// Bundles each test in test/ for Node and runs them all with its test runner. They need no browser.
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assetURLs, styleTexts, watModules } from './plugins.mjs';

/** Files that exist only in a server's directory; no test reads them. */
const ASSETS = ['diagrams.html', 'image.wasm', 'markdown.wasm', 'worker.js'];

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
// Started as a source, it would be compiled at each of some dozens of calls.
execFileSync('javac', [
  '-cp',
  (await readFile(path.join(root, 'target/engine.classpath'), 'utf8')).trim(),
  '-d',
  outDirectory,
  path.join(root, 'test/engine/RenderDocuments.java'),
]);
// Node's own choice leaves a core idle, half of what a machine with two of them has.
const results = run({
  files: tests.map((name) => path.join(outDirectory, name.replace(/\.ts$/, '.mjs'))),
  concurrency: availableParallelism(),
});
results.on('test:fail', () => {
  process.exitCode = 1;
});
results.compose(new spec()).pipe(process.stdout);
