// The module `twinmark/markdown` for Node and Deno, where the engine's module is a file.
import engineURL from 'asset:markdown.wasm';
import { loadEngine } from '../engine/engine.js';
import type { Markdown } from '../engine/api.js';
import { compileFile, requireWasmGC } from './wasm.js';

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
  requireWasmGC();
  return loadEngine((options) => compileFile(engineURL, options));
}
