import { trustedWorkerURL } from '../trusted-types.js';
import { failed, type Renderer, type RenderResult } from './renderer.js';
import type { WorkerReply, WorkerRequest } from './worker-messages.js';

/**
 * How long a render may take, in milliseconds. The slowest honest document of the server's limit, 5 MB,
 * takes about one second; terminating the worker is the only way to stop a call into Wasm.
 */
export const RENDER_LIMIT = 5_000;

/** How long a worker may take to load the engine, in milliseconds: over a slow network, 90 KB take 30 s. */
const START_LIMIT = 60_000;

/** Thrown when there is no worker to be had, or it died. The next render starts another. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

/**
 * Renders in a worker, so that the page goes on meanwhile, and a render can be stopped.
 *
 * Unlike other renderers, it rejects, with a `WorkerError`.
 */
export class WorkerRenderer implements Renderer {
  readonly minimumDelay = 0;
  #worker: Worker | undefined;
  /** Settles the wait for the worker's next message. */
  #waiting:
    { resolve: (reply: WorkerReply) => void; reject: (error: WorkerError) => void } | undefined;

  async render(source: string): Promise<RenderResult> {
    const worker = this.#worker ?? (await this.#start());
    const reply = this.#reply(RENDER_LIMIT);
    worker.postMessage(source satisfies WorkerRequest);
    const result = await reply;
    return result?.kind === 'rendered' || result?.kind === 'failed' ? result : this.#stopped();
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting?.reject(new WorkerError('It was closed.'));
  }

  async #start(): Promise<Worker> {
    let worker: Worker;
    try {
      worker = new Worker(trustedWorkerURL(), { type: 'module', name: 'twinmark-renderer' });
    } catch (cause) {
      throw new WorkerError('The browser refused to start it.', { cause });
    }
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
      // A terminated worker's last message may still be on its way.
      if (worker === this.#worker) {
        this.#waiting?.resolve(data);
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === this.#worker) {
        this.#fail(event.message === '' ? 'Its script could not be loaded.' : event.message);
      }
    });
    const reply = await this.#reply(START_LIMIT);
    if (reply?.kind !== 'ready') {
      const reason = reply?.kind === 'unavailable' ? reply.message : 'It took too long to start.';
      this.close();
      throw new WorkerError(reason);
    }
    return worker;
  }

  /** The worker's next message; undefined when none comes within so many milliseconds. */
  async #reply(limit: number): Promise<WorkerReply | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<WorkerReply | undefined>((resolve, reject) => {
        timer = setTimeout(resolve, limit, undefined);
        this.#waiting = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
      this.#waiting = undefined;
    }
  }

  #stopped(): RenderResult {
    this.close();
    return failed(
      `Rendering took longer than ${String(RENDER_LIMIT / 1000)} seconds and was stopped. Your text is unchanged, and the preview shows the last version that could be rendered; undo or simplify the last edit to go on.`,
    );
  }

  #fail(reason: string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.close();
    waiting?.reject(new WorkerError(reason));
  }
}
