// The script of the renderer's worker (see renderer/worker-renderer.ts).
import { loadMarkdown, type Markdown } from './markdown.js';
import { renderWithEngine } from './renderer/render-with-engine.js';
import { messageOf } from './renderer/renderer.js';
import type { WorkerReply, WorkerRequest } from './renderer/worker-messages.js';

/** What a dedicated worker's global scope has that a page's has not, or has differently. */
interface WorkerScope {
  postMessage(message: WorkerReply): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
}

const page = globalThis as unknown as WorkerScope;

function serve(engine: Markdown): void {
  page.addEventListener('message', ({ data }) => {
    page.postMessage(renderWithEngine(engine, data));
  });
  page.postMessage({ kind: 'ready' });
}

loadMarkdown().then(serve, (error: unknown) => {
  page.postMessage({ kind: 'unavailable', message: messageOf(error) });
});
