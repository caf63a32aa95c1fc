import { type Markdown, RenderError, UnsupportedBrowserError } from './api.js';
import { formatExtensions } from './extensions.js';
import { type CompileOptions, hasWasmGC } from './features.js';
import { instantiate } from './instantiate.js';
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
  let exports: EngineExports;
  try {
    ({ exports } = await instantiate(compile));
  } catch (error) {
    throw error instanceof WebAssembly.CompileError
      ? new UnsupportedBrowserError({ cause: error })
      : error;
  }
  const engine = {
    renderMarkdown: explaining(exports.renderMarkdown.value),
    renderWithExtensions: explaining(exports.renderWithExtensions.value),
    openDocument: explaining(exports.openDocument.value),
    editDocument: explaining(exports.editDocument.value),
    advanceDocument: explaining(exports.advanceDocument.value),
    outstandingParse: explaining(exports.outstandingParse.value),
    runDetachedParse: explaining(exports.runDetachedParse.value),
    adoptParse: explaining(exports.adoptParse.value),
    documentHtml: explaining(exports.documentHtml.value),
    documentProperties: explaining(exports.documentProperties.value),
    closeDocument: explaining(exports.closeDocument.value),
  };
  engine.renderMarkdown(WARM_UP);
  return {
    renderMarkdown(source, { extensions } = {}) {
      const keys = formatExtensions(extensions);
      return keys === ''
        ? engine.renderMarkdown(source)
        : engine.renderWithExtensions(source, keys);
    },
    runDetachedParse: engine.runDetachedParse,
    openDocument(source, { extensions, longestParse = WHOLE_TEXT, standInMark = '' } = {}) {
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
          engine.closeDocument(number);
        },
      };
    },
  };
}

function explaining<Parameters extends unknown[], Result>(
  call: (...parameters: Parameters) => Result,
): (...parameters: Parameters) => Result {
  return (...parameters) => {
    try {
      return call(...parameters);
    } catch (cause) {
      throw explained(cause);
    }
  };
}

/** Says in the reader's terms what the virtual machine threw. */
function explained(thrown: unknown): unknown {
  if (thrown instanceof EngineError || thrown instanceof WebAssembly.RuntimeError) {
    return new RenderError(
      'defect',
      `The Markdown engine failed on this document (${thrown.message}).`,
      { cause: thrown },
    );
  }
  // Chrome and Safari throw a RangeError for a full stack, Firefox an InternalError.
  if (thrown instanceof Error) {
    return new RenderError(
      'depth',
      `The document is nested too deeply, or is too large, to be rendered (${thrown.message}).`,
      { cause: thrown },
    );
  }
  return thrown;
}
