import engineURL, { integrity } from 'asset:markdown.wasm';
import type { Markdown } from './api.js';
import { loadEngine } from './engine.js';
import { fetchModule } from './fetch-module.js';

let loading: Promise<Markdown> | undefined;

/**
 * Loads the Markdown engine. Works in a page and in a module worker.
 *
 * @returns the same engine at every call; after a failure, the next call tries anew
 * @throws UnsupportedBrowserError where WebAssembly GC is missing
 * @throws ContentSecurityPolicyError where the page forbids to fetch or compile the engine
 * @throws Error when the engine cannot be fetched
 */
export function loadMarkdown(): Promise<Markdown> {
  loading ??= loadEngine((options) => fetchModule({ url: engineURL, integrity }, options)).catch(
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
