import moduleURL, { integrity } from 'asset:image.wasm';
import { fetchModule } from '../engine/fetch-module.js';
import type { ImageKernels } from './api.js';
import { kernelLoader } from './load.js';

const load = kernelLoader((options) => fetchModule({ url: moduleURL, integrity }, options));

/**
 * Loads the kernels for pictures. Works in a page and in a module worker.
 *
 * Each call makes kernels with a memory of their own, as large as the largest picture and its result have been;
 * it is freed with them. The module is fetched once.
 *
 * @throws UnsupportedBrowserError where WebAssembly GC is missing
 * @throws ContentSecurityPolicyError where the page forbids to fetch or compile the module
 * @throws Error when the module cannot be fetched; the next call tries anew
 */
export function loadImageKernels(): Promise<ImageKernels> {
  return load();
}
