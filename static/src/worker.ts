// The script of the parser's worker (see live/parse-worker.ts).
import { messageOf } from './live/message-of.js';
import type { ParseResult, WorkerReply, WorkerRequest } from './live/worker-messages.js';
import { loadMarkdown, type Markdown, RenderError } from './markdown.js';

/** What a dedicated worker's global scope has that a page's has not, or has differently. */
interface WorkerScope {
  postMessage(message: WorkerReply): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
}

const page = globalThis as unknown as WorkerScope;

function serve(engine: Markdown): void {
  page.addEventListener('message', ({ data }) => {
    page.postMessage(parse(engine, data));
  });
  page.postMessage({ kind: 'ready' });
}

function parse(engine: Markdown, request: string): ParseResult {
  try {
    return { kind: 'parsed', answer: engine.runDetachedParse(request) };
  } catch (error) {
    return {
      kind: 'failed',
      message: messageOf(error),
      reason: error instanceof RenderError ? error.reason : undefined,
    };
  }
}

loadMarkdown().then(serve, (error: unknown) => {
  page.postMessage({ kind: 'unavailable', message: messageOf(error) });
});
