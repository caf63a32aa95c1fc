import engineURL from 'asset:markdown.wasm';
import { EngineError } from './loader/engine-error.js';
import { hasWasmGC } from './loader/features.js';
import { instantiate } from './loader/instantiate.js';
import type { EngineExports } from './loader/module-imports.js';

/** A Markdown engine that is ready to render. */
export interface Markdown {
  /**
   * Renders Markdown to HTML: CommonMark with tables, strikethrough and task list items.
   *
   * The HTML is **not sanitized**. Raw HTML and links of any scheme in the source come through, so it
   * must not reach a page before a sanitizer has seen it.
   *
   * @param source the whole document. Any string will do, lone surrogates and NUL included.
   * @returns an HTML fragment, the same as commonmark-java gives on a JVM
   * @throws Error when the document cannot be rendered, with a message that says why: a limit of the
   *   engine's (a table of more than 1,000,000 cells), or nesting that exhausts the stack. The engine
   *   remains usable.
   */
  renderMarkdown(source: string): string;
}

/** Thrown where the engine cannot run. Its message names the browsers in which it can. */
export class UnsupportedBrowserError extends Error {
  override readonly name = 'UnsupportedBrowserError';

  constructor(options?: ErrorOptions) {
    super(
      'This browser cannot run the Markdown engine, which needs WebAssembly GC: ' +
        'Chrome or Edge 137, Firefox 131, Safari 18.4, or newer.',
      options,
    );
  }
}

/**
 * What the engine renders once before it is handed out, because its first call takes 30 to 85 ms:
 * entities, an inline parser and a table, which is what that time goes to.
 */
const WARM_UP = '*a* [b](c) `d` &amp;\n\n| e |\n| - |\n';

let loading: Promise<Markdown> | undefined;

/**
 * Loads the Markdown engine. Works in a page and in a module worker.
 *
 * @returns the same engine at every call; after a failure, the next call tries anew
 * @throws UnsupportedBrowserError where WebAssembly GC is missing
 * @throws Error when the engine cannot be fetched
 */
export function loadMarkdown(): Promise<Markdown> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Markdown> {
  if (!hasWasmGC()) {
    throw new UnsupportedBrowserError();
  }
  let exports: EngineExports;
  try {
    exports = await instantiate(engineURL);
  } catch (error) {
    throw error instanceof WebAssembly.CompileError
      ? new UnsupportedBrowserError({ cause: error })
      : error;
  }
  const render = exports.renderMarkdown.value;
  render(WARM_UP);
  return {
    renderMarkdown(source) {
      try {
        return render(source);
      } catch (cause) {
        throw explained(cause);
      }
    },
  };
}

/** Says in the reader's terms what the virtual machine threw. */
function explained(thrown: unknown): unknown {
  if (thrown instanceof EngineError) {
    return thrown;
  }
  if (thrown instanceof WebAssembly.RuntimeError) {
    return new Error(`The Markdown engine failed on this document (${thrown.message}).`, {
      cause: thrown,
    });
  }
  // Chrome and Safari throw a RangeError for a full stack, Firefox an InternalError.
  if (thrown instanceof Error) {
    return new Error(
      `The document is nested too deeply, or is too large, to be rendered (${thrown.message}).`,
      { cause: thrown },
    );
  }
  return thrown;
}
