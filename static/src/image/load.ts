import { UnsupportedBrowserError } from '../engine/api.js';
import { type CompileOptions, hasWasmGC } from '../engine/features.js';
import { instantiate } from '../engine/instantiate.js';
import type { ImageKernels } from './api.js';
import { imageKernels, type KernelExports } from './kernels.js';

/**
 * Makes a function that loads the kernels: the module is compiled once, and each call makes an instance.
 *
 * @param compile gets the module from wherever it is
 */
export function kernelLoader(
  compile: (options: CompileOptions) => Promise<WebAssembly.Module>,
): () => Promise<ImageKernels> {
  let compiling: Promise<WebAssembly.Module> | undefined;
  return async () => {
    if (!hasWasmGC()) {
      throw new UnsupportedBrowserError();
    }
    const { exports, memory, dataEnd } = await instantiate<KernelExports>((options) => {
      compiling ??= compile(options).catch((error: unknown) => {
        compiling = undefined;
        throw error;
      });
      return compiling;
    });
    return imageKernels(exports, memory, dataEnd);
  };
}
