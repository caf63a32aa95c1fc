// The script of the parser's worker (see live/parse-worker.ts). It imports nothing at run time.
import { sentenceOf } from './util/error-sentence.js';
import type { ParseResult, WorkerReply, WorkerRequest } from './live/worker-messages.js';
import { loadEngine } from './engine/engine.js';
import { fetchModule } from './engine/fetch-module.js';
import { type Markdown, RenderError } from './engine/api.js';

/** The members of a dedicated worker's global scope that a page's lacks, or has in another form. */
interface WorkerScope {
  postMessage(message: WorkerReply): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
}

const page = globalThis as unknown as WorkerScope;
let engine: Markdown | undefined;

page.addEventListener('message', ({ data }) => {
  if (typeof data !== 'string') {
    const source = { url: new URL(data.url), integrity: data.integrity };
    loadEngine((options) => fetchModule(source, options)).then(
      (loaded) => {
        engine = loaded;
        page.postMessage({ kind: 'ready' });
      },
      (error: unknown) => {
        page.postMessage({ kind: 'unavailable', message: sentenceOf(error) });
      },
    );
  } else if (engine !== undefined) {
    page.postMessage(parse(engine, data));
  }
});

function parse(engine: Markdown, request: string): ParseResult {
  try {
    return { kind: 'parsed', answer: engine.runDetachedParse(request) };
  } catch (error) {
    return {
      kind: 'failed',
      message: sentenceOf(error),
      reason: error instanceof RenderError ? error.reason : undefined,
    };
  }
}
