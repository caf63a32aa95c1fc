import { type Markdown, RenderError, UnsupportedBrowserError } from './api.js';
import { formatExtensions } from './extensions.js';
import { type CompileOptions, hasWasmGC } from './features.js';
import { instantiate, type ModuleInstance } from './instantiate.js';
import { EngineError, type EngineExports } from './module-imports.js';
import { checkChanges, readPatch, readProperties, writeChanges } from './wire.js';

/**
 * Text that the engine renders once before it is handed out, because its first call takes 30 to 85 ms:
 * entities, an inline parser and a table, which is what that time goes to.
 */
const WARM_UP = '*a* [b](c) `d` &amp;\n\n| e |\n| - |\n';

/** A budget that parses all there is to parse: Java's greatest int. */
const WHOLE_TEXT = 0x7fffffff;

/**
 * Makes an engine.
 *
 * @param compile gets the module from wherever it is
 * @throws UnsupportedBrowserError where WebAssembly GC is missing; else what `compile` throws
 */
export async function loadEngine(
  compile: (options: CompileOptions) => Promise<WebAssembly.Module>,
): Promise<Markdown> {
  if (!hasWasmGC()) {
    throw new UnsupportedBrowserError();
  }
  let instance: ModuleInstance<EngineExports>;
  try {
    instance = await instantiate(compile);
  } catch (error) {
    throw error instanceof WebAssembly.CompileError
      ? new UnsupportedBrowserError({ cause: error })
      : error;
  }
  let latest = start(instance.exports);
  latest.renderMarkdown(WARM_UP);
  const usable = () => {
    if (latest.isBroken()) {
      instance = instance.again();
      latest = start(instance.exports);
    }
    return latest;
  };
  return {
    renderMarkdown(source, { extensions } = {}) {
      const keys = formatExtensions(extensions);
      return keys === ''
        ? usable().renderMarkdown(source)
        : usable().renderWithExtensions(source, keys);
    },
    runDetachedParse: (request) => usable().runDetachedParse(request),
    openDocument(source, { extensions, longestParse = WHOLE_TEXT, standInMark = '' } = {}) {
      const engine = usable();
      const number = engine.openDocument(
        source,
        formatExtensions(extensions),
        longestParse,
        standInMark,
      );
      let length = source.length;
      return {
        edit(changes, budget = WHOLE_TEXT) {
          const lengthAfter = checkChanges(changes, length);
          const patch = engine.editDocument(number, writeChanges(changes), budget);
          length = lengthAfter;
          return readPatch(patch);
        },
        advance: (budget = WHOLE_TEXT, block = 0) =>
          readPatch(engine.advanceDocument(number, budget, block)),
        outstandingParse() {
          const request = engine.outstandingParse(number);
          return request === '' ? undefined : request;
        },
        adopt: (answer) => readPatch(engine.adoptParse(number, answer)),
        html: () => engine.documentHtml(number),
        properties: () => readProperties(engine.documentProperties(number)),
        close() {
          try {
            engine.closeDocument(number);
          } catch {
            // The instance is broken: it goes, and its documents with it.
          }
        },
      };
    },
  };
}

/**
 * An instance's functions. Once one has trapped, all of them throw: Java ran no `finally` and may have left a class
 * half initialized, so that other documents, too, would go wrong.
 */
function start(exports: EngineExports) {
  let failure: RenderError | undefined;

  function explaining<Parameters extends unknown[], Result>({
    value: call,
  }: {
    readonly value: (...parameters: Parameters) => Result;
  }): (...parameters: Parameters) => Result {
    return (...parameters) => {
      if (failure !== undefined) {
        throw failure;
      }
      try {
        return call(...parameters);
      } catch (cause) {
        const error = explained(cause);
        if (!(cause instanceof EngineError)) {
          failure = error;
        }
        throw error;
      }
    };
  }

  return {
    isBroken: () => failure !== undefined,
    renderMarkdown: explaining(exports.renderMarkdown),
    renderWithExtensions: explaining(exports.renderWithExtensions),
    openDocument: explaining(exports.openDocument),
    editDocument: explaining(exports.editDocument),
    advanceDocument: explaining(exports.advanceDocument),
    outstandingParse: explaining(exports.outstandingParse),
    runDetachedParse: explaining(exports.runDetachedParse),
    adoptParse: explaining(exports.adoptParse),
    documentHtml: explaining(exports.documentHtml),
    documentProperties: explaining(exports.documentProperties),
    closeDocument: explaining(exports.closeDocument),
  };
}

/** Says in the reader's terms what the virtual machine threw. */
function explained(cause: unknown): RenderError {
  // Firefox throws a text where memory is exhausted.
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof EngineError || cause instanceof WebAssembly.RuntimeError) {
    return new RenderError('defect', `The Markdown engine failed on this document (${reason}).`, {
      cause,
    });
  }
  // Chrome and Safari throw a RangeError for a full stack, Firefox an InternalError.
  return new RenderError(
    'depth',
    `The document is nested too deeply, or is too large, to be rendered (${reason}).`,
    { cause },
  );
}
