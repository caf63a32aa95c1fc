import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { binaryen } from './wasm-tools.mjs';

/**
 * Measured, raw / brotli in KB: as TeaVM leaves the module 268 / 88.4, -Os 235 / 78.5, -O2 237 / 79.0,
 * -O3 281 / 80.1, -O3 --converge 278 / 79.5 in twice the time. -O4 fails on `br_on`; --closed-world and -tnh
 * would break the module, whose exports are reached through JavaScript. -O3 with less inlining is smaller than
 * -O3 (later: 233 / 84.6 instead of 258 / 85.9), and renders the specification in 4.8 ms instead of 5.1.
 */
const PASSES = [
  '-O3',
  '--always-inline-max-function-size',
  '4',
  '--flexible-inline-max-function-size',
  '12',
  '--one-caller-inline-max-function-size',
  '200',
];

/**
 * Optimizes a Wasm module with wasm-opt, once: results are kept by the hash of what they came from.
 *
 * @param keptExports the module keeps these exports alone and what they need: TeaVM's own ones take half of
 *   a small module
 * @returns the path of the optimized module
 */
export async function optimize(modulePath, cacheDirectory, keptExports) {
  const { version } = JSON.parse(
    await readFile(new URL('../node_modules/binaryen/package.json', import.meta.url), 'utf8'),
  );
  const key = createHash('sha256')
    .update(await readFile(modulePath))
    .update([version, ...PASSES, ...keptExports].join(' '))
    .digest('hex');
  const optimized = path.join(cacheDirectory, `${key}.wasm`);
  if (!existsSync(optimized)) {
    await mkdir(cacheDirectory, { recursive: true });
    const unfinished = `${optimized}.${process.pid}`;
    const reduced = `${unfinished}.reduced`;
    await reduce(modulePath, keptExports, reduced);
    await binaryen('wasm-opt', ...PASSES, reduced, '-o', unfinished);
    await rm(reduced);
    await rename(unfinished, optimized);
  }
  return optimized;
}

async function reduce(modulePath, keptExports, reduced) {
  const graph = [
    { name: 'loader', root: true, reaches: keptExports },
    ...keptExports.map((name) => ({ name, export: name })),
  ];
  const graphFile = `${reduced}.json`;
  await writeFile(graphFile, JSON.stringify(graph));
  await binaryen('wasm-metadce', `--graph-file=${graphFile}`, modulePath, '-o', reduced);
  await rm(graphFile);
}
