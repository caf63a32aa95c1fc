import featuresModule from './features.wat';
import stringBuiltinsModule from './string-builtins.wat';

/** Tells whether the browser can run the engine: WebAssembly GC and the final exception handling. */
export function hasWasmGC(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(featuresModule);
}

/** The second parameter that `WebAssembly.compile` and its like take for built-in string functions. */
export interface CompileOptions {
  readonly builtins?: readonly string[];
}

export const STRING_BUILTINS: CompileOptions = { builtins: ['js-string'] };

/** Both kinds of lone surrogate, NUL and an astral character: a copy must keep them all. */
const PROBE = 'a\ud800\0\u{1f600}\udc00';

/**
 * Tells whether the string functions are built in and work. Only a real instance can tell: Safari
 * 26.2 takes the option, and then fails to instantiate what relies on it.
 */
export function hasStringBuiltins(): boolean {
  try {
    const Module = WebAssembly.Module as unknown as new (
      bytes: BufferSource,
      options: CompileOptions,
    ) => WebAssembly.Module;
    const instance = new WebAssembly.Instance(
      new Module(stringBuiltinsModule, STRING_BUILTINS),
      {},
    );
    const copy = instance.exports['copy'] as (string: string) => string;
    return copy(PROBE) === PROBE;
  } catch {
    // Not an error to report: the browser has answered, and the answer is no.
    return false;
  }
}
