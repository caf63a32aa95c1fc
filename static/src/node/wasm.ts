import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { type CompileOptions, hasWasmGC } from '../engine/features.js';

/**
 * Node 22 and 24 have WebAssembly's final exception handling, but not switched on. The flag adds
 * instructions, and changes none.
 *
 * @throws Error where it is missing all the same
 */
export function requireWasmGC(): void {
  if (!hasWasmGC()) {
    setFlagsFromString('--experimental-wasm-exnref');
  }
  if (!hasWasmGC()) {
    throw new Error('Twinmark needs Node 22 or Deno 2, or newer.');
  }
}

/** Compiles a module from its file. */
export async function compileFile(url: URL, options: CompileOptions): Promise<WebAssembly.Module> {
  const compile = WebAssembly.compile as (
    bytes: ArrayBufferView,
    options: CompileOptions,
  ) => Promise<WebAssembly.Module>;
  return compile(await readFile(url), options);
}
