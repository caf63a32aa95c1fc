/** Something that the engine itself threw: a Java exception, with its message. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/**
 * The exports of an instance of the engine, as TeaVM names them. The build checks these names against the
 * module, too.
 */
export interface EngineExports {
  readonly renderMarkdown: { readonly value: (source: string) => string };
  readonly renderWithExtensions: {
    readonly value: (source: string, extensions: string) => string;
  };
  readonly openDocument: {
    readonly value: (
      source: string,
      extensions: string,
      longestParse: number,
      standInMark: string,
    ) => number;
  };
  readonly editDocument: {
    readonly value: (document: number, changes: string, budget: number) => string;
  };
  readonly advanceDocument: {
    readonly value: (document: number, budget: number, block: number) => string;
  };
  readonly outstandingParse: { readonly value: (document: number) => string };
  readonly runDetachedParse: { readonly value: (request: string) => string };
  readonly adoptParse: { readonly value: (document: number, answer: string) => string };
  readonly documentHtml: { readonly value: (document: number) => string };
  readonly documentProperties: { readonly value: (document: number) => string };
  readonly closeDocument: { readonly value: (document: number) => void };
  readonly 'teavm.javaException': WebAssembly.Tag;
  readonly 'teavm.exceptionMessage': (javaException: unknown) => unknown;
  readonly 'teavm.stringToJs': (javaString: unknown) => string;
  readonly 'teavm.js.extractException': (javaException: unknown) => unknown;
  readonly 'teavm.js.wrapException': (error: unknown) => unknown;
  readonly 'teavm.js.throwException': (javaException: unknown) => never;
}

/** The linear memory that a module asks for, in its custom section `teavm.memoryRequirements`. */
export interface MemoryRequirements {
  /** In pages of 64 KiB. */
  readonly min: number;
  /** In bytes: where static data ends, and the heap of `malloc` may begin. */
  readonly dataSize: number;
}

/** The memory's bound, in bytes: 2 GiB less one, the greatest that TeaVM's signed addresses reach. */
const MAX_MEMORY_BYTES = 0x7fffffff;

const PAGE_BYTES = 0x10000;

/** TeaVM asks for the bodies of JavaScript functions as text. Compiling text is what our CSP forbids. */
const KNOWN_FUNCTION_BODIES: ReadonlyMap<string, (argument: unknown) => unknown> = new Map([
  ['return str;', (argument: unknown) => argument],
]);

/**
 * Everything the engine's module imports. The build compares this very table with the module.
 *
 * TeaVM's own runtime does the same by generating code, which `script-src` without `unsafe-eval`
 * forbids; it also supports much that this module does not use.
 *
 * @param stringBuiltins whether `wasm:js-string` is built in; if so, its functions here go unused
 * @param exports gives the instance's exports, and is called only once there is an instance
 */
export function moduleImports(
  requirements: MemoryRequirements,
  stringBuiltins: boolean,
  exports: () => EngineExports,
) {
  const memory = new WebAssembly.Memory({
    initial: requirements.min,
    maximum: Math.ceil(MAX_MEMORY_BYTES / PAGE_BYTES),
  });

  /** Passes what JavaScript threw on to Java, so that Java code may catch it. */
  function callFromJava<Result>(call: () => Result): Result {
    try {
      return call();
    } catch (error) {
      return exports()['teavm.js.throwException'](exports()['teavm.js.wrapException'](error));
    }
  }

  /** Passes what Java threw on to JavaScript. */
  function toJavaScript(thrown: unknown): unknown {
    const tag = exports()['teavm.javaException'];
    if (!(thrown instanceof WebAssembly.Exception && thrown.is(tag))) {
      return thrown;
    }
    const javaException: unknown = thrown.getArg(tag, 0);
    const original = exports()['teavm.js.extractException'](javaException);
    if (original !== null && original !== undefined) {
      return original;
    }
    const message = exports()['teavm.exceptionMessage'](javaException);
    return new EngineError(
      message === null || message === undefined
        ? 'a Java exception without a message'
        : exports()['teavm.stringToJs'](message),
    );
  }

  function defineFunction(
    javaFunction: (...parameters: unknown[]) => unknown,
    variadic: number,
  ): (...parameters: unknown[]) => unknown {
    if (variadic) {
      throw new Error('The loader does not provide exported methods with variable arguments.');
    }
    return (...parameters) => {
      try {
        return javaFunction(...parameters);
      } catch (thrown) {
        throw toJavaScript(thrown);
      }
    };
  }

  return {
    env: { memory },
    teavmMemory: {
      heapOffset: new WebAssembly.Global(
        { value: 'i32', mutable: false },
        // Aligned to 8 bytes, as TeaVM's allocator expects.
        Math.ceil(requirements.dataSize / 8) * 8,
      ),
    },
    teavm: {
      // Frames of minified Wasm tell a reader nothing, and taking a stack is slow.
      takeStackTrace: () => ({ getStack: () => [] }),
      // TeaVM gives each Java exception a JavaScript twin as soon as it is made. Most are caught in
      // Java; ours is made when one really leaves it.
      decorateException: () => undefined,
    },
    teavmJso: {
      stringBuiltinsSupported: () => (stringBuiltins ? 1 : 0),
      wrapInt: (value: number) => value,
      unwrapInt: (value: number) => value,
      isUndefined: (value: unknown) => (value === undefined ? 1 : 0),
      // A namespace for the exported static methods: nothing makes an instance of it.
      createClass: () => ({}),
      defineFunction,
      defineStaticMethod: (
        namespace: Record<string, unknown>,
        name: string,
        javaFunction: (...parameters: unknown[]) => unknown,
        variadic: number,
      ) => {
        namespace[name] = defineFunction(javaFunction, variadic);
      },
      createFunction1: (_parameter: string, body: string) => {
        const known = KNOWN_FUNCTION_BODIES.get(body);
        if (known === undefined) {
          throw new Error(`The loader does not know the function body that Java asks for: ${body}`);
        }
        return known;
      },
      callFunction1: (callee: (argument: unknown) => unknown, argument: unknown) =>
        callFromJava(() => callee(argument)),
      callMethod1: (text: string, method: string, part: string) => {
        if (method !== 'concat') {
          throw new Error(`The loader does not know the method that Java asks for: ${method}`);
        }
        return text + part;
      },
    },
    // For browsers without the built-in ones. Java asks stringBuiltinsSupported first and then keeps
    // off the two array functions, which JavaScript cannot write: it cannot look into a Wasm array.
    'wasm:js-string': {
      length: (string: string) => string.length,
      charCodeAt: (string: string, index: number) => string.charCodeAt(index),
      fromCharCode: (code: number) => String.fromCharCode(code),
      substring: (string: string, start: number, end: number) => string.substring(start, end),
      concat: (first: string, second: string) => first + second,
      intoCharCodeArray: unavailable,
      fromCharCodeArray: unavailable,
    },
  };
}

function unavailable(): never {
  throw new Error('This browser has no js-string functions for arrays.');
}
