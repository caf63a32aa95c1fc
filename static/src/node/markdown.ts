// The module `twinmark/markdown` for Node and Deno, where the engine's module is a file.
import engineURL from 'asset:markdown.wasm';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { loadEngine } from '../engine/engine.js';
import { type CompileOptions, hasWasmGC } from '../engine/features.js';
import type { Markdown } from '../engine/api.js';

export { ContentSecurityPolicyError, RenderError, UnsupportedBrowserError } from '../engine/api.js';

let loading: Promise<Markdown> | undefined;

/** As the one for browsers does; see ../engine/load-markdown.ts. */
export function loadMarkdown(): Promise<Markdown> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Markdown> {
  // Node 22 and 24 have WebAssembly's final exception handling, but not switched on. The flag adds
  // instructions, and changes none.
  if (!hasWasmGC()) {
    setFlagsFromString('--experimental-wasm-exnref');
  }
  if (!hasWasmGC()) {
    throw new Error('The Markdown engine needs Node 22 or Deno 2, or newer.');
  }
  return loadEngine(async (options) => {
    const compile = WebAssembly.compile as (
      bytes: ArrayBufferView,
      options: CompileOptions,
    ) => Promise<WebAssembly.Module>;
    return compile(await readFile(engineURL), options);
  });
}
