// The module `twinmark/image` for Node and Deno, where the module is a file.
import moduleURL from 'asset:image.wasm';
import type { ImageKernels } from '../image/api.js';
import { kernelLoader } from '../image/load.js';
import { compileFile, requireWasmGC } from './wasm.js';

export { ContentSecurityPolicyError, UnsupportedBrowserError } from '../engine/api.js';

const load = kernelLoader((options) => compileFile(moduleURL, options));

/** As the one for browsers does; see ../image/load-image-kernels.ts. */

export async function loadImageKernels(): Promise<ImageKernels> {
  requireWasmGC();
  return load();
}
