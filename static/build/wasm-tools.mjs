import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const binaries = path.join(path.dirname(require.resolve('binaryen/package.json')), 'bin');

/**
 * The features of the oldest browsers we support. Binaryen's --all-features would let it write types that
 * none of them accepts.
 */
const FEATURES = [
  '-mvp',
  '--enable-gc',
  '--enable-reference-types',
  '--enable-exception-handling',
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-multivalue',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-extended-const',
];

/** Binaryen compiled to JavaScript recurses deeply: it overflows Node's usual stack. In KB. */
const STACK_SIZE = 60_000;

/** Runs one of Binaryen's tools: `wasm-opt`, `wasm-metadce` or `wasm-as`. */
export async function binaryen(tool, ...parameters) {
  await promisify(execFile)(process.execPath, [
    `--stack-size=${STACK_SIZE}`,
    path.join(binaries, tool),
    ...FEATURES,
    ...parameters,
  ]);
}
