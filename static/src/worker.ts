// The script of the workers that parse (see live/parse-worker.ts) and prepare or edit pictures (see
// pictures/preparation.ts). It imports nothing at run time. It is one script, because each has to be known to the
// Trusted Types policy, and to be copied for pages of other origins.
import { sentenceOf } from './util/error-sentence.js';
import type { ParseResult, WorkerReply, WorkerRequest } from './live/worker-messages.js';
import { loadEngine } from './engine/engine.js';
import { fetchModule } from './engine/fetch-module.js';
import { type Markdown, RenderError } from './engine/api.js';
import { kernelLoader } from './image/load.js';
import { replyTo } from './pictures/prepare.js';
import type { PictureReply, PictureRequest } from './pictures/prepare-messages.js';

/** The members of a dedicated worker's global scope that a page's lacks, or has in another form. */
interface WorkerScope {
  postMessage(message: WorkerReply | PictureReply): void;
  addEventListener(
    type: 'message',
    listener: (event: MessageEvent<WorkerRequest | PictureRequest>) => void,
  ): void;
}

const page = globalThis as unknown as WorkerScope;
let engine: Markdown | undefined;

page.addEventListener('message', ({ data }) => {
  if (typeof data === 'string') {
    if (engine !== undefined) {
      page.postMessage(parse(engine, data));
    }
  } else if ('picture' in data) {
    page.postMessage({ kind: 'begun' });
    void replyTo(data, ({ url, integrity }) => {
      const source = { url: new URL(url), integrity };
      return kernelLoader((options) => fetchModule(source, options))();
    }).then((reply) => {
      page.postMessage(reply);
    });
  } else {
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
