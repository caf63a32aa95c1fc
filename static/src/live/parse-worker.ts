import { message } from '../language/catalogue.js';
import { createWorker } from './create-worker.js';
import type { ParseResult, WorkerReply, WorkerRequest } from './worker-messages.js';

/**
 * The time that a parse may take, in milliseconds. The slowest honest document of the server's limit, 5 MB,
 * takes about one second; terminating the worker is the only way to stop a call into Wasm.
 */
export const PARSE_TIMEOUT_MS = 5_000;

/** The time a worker may take to load the engine, in milliseconds: over a slow network, 90 KB take 30 s. */
const START_TIMEOUT_MS = 60_000;

/** Thrown when there is no worker to be had. The next parse tries to start another. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

/** A parse that a client waits for. */
interface Job {
  readonly client: ParseWorker;
  readonly request: string;
  readonly resolve: (result: ParseResult) => void;
  readonly reject: (error: WorkerError) => void;
}

/**
 * Parses in a worker what would take too long in the page, so that the page goes on meanwhile, and a
 * parse can be stopped. The worker knows nothing but the request, and is one for all editors of the page.
 */
export class ParseWorker {
  /**
   * A newer request makes an older one void, which rejects; the worker is kept, for it is nearly always
   * done sooner than another one could be started.
   *
   * @param request from `LiveDocument.outstandingParse`
   * @throws WorkerError where no worker can be started, or it died, or was closed meanwhile
   */
  run(request: string): Promise<ParseResult> {
    return shared.run(this, request);
  }

  /** Stops what is under way. The next parse may have to start another worker. */
  close(): void {
    shared.close(this);
  }
}

/** The worker, which does one job after the other, and ends when no client needs it any more. */
class PageWorker {
  readonly #clients = new Set<ParseWorker>();
  readonly #waiting: Job[] = [];
  /** The job that the worker is doing. It may be void: then its answer is ignored. */
  #current: Job | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;
  #worker: Worker | undefined;
  #isStarting = false;
  /** True once the worker has loaded the engine. */
  #isReady = false;
  /** The number of times a worker was ended: one still being created at that time is not wanted any more. */
  #ended = 0;

  run(client: ParseWorker, request: string): Promise<ParseResult> {
    this.#clients.add(client);
    this.#drop(client, 'A newer parse was begun.');
    return new Promise((resolve, reject) => {
      this.#waiting.push({ client, request, resolve, reject });
      this.#proceed();
    });
  }

  close(client: ParseWorker): void {
    this.#drop(client, 'It was closed.');
    this.#clients.delete(client);
    if (this.#clients.size === 0) {
      this.#end();
    }
  }

  /** Makes void what a client has asked for. */
  #drop(client: ParseWorker, reason: string): void {
    const error = new WorkerError(reason);
    if (this.#current?.client === client) {
      this.#current.reject(error);
    }
    const index = this.#waiting.findIndex((job) => job.client === client);
    if (index >= 0) {
      this.#waiting.splice(index, 1)[0]?.reject(error);
    }
  }

  #proceed(): void {
    if (this.#worker === undefined) {
      if (!this.#isStarting) {
        void this.#start();
      }
    } else if (this.#isReady && this.#current === undefined) {
      this.#current = this.#waiting.shift();
      if (this.#current !== undefined) {
        this.#worker.postMessage(this.#current.request satisfies WorkerRequest);
        this.#limit = setTimeout(() => {
          this.#stop();
        }, PARSE_TIMEOUT_MS);
      }
    }
  }

  async #start(): Promise<void> {
    this.#isStarting = true;
    const ended = this.#ended;
    let worker: Worker;
    try {
      worker = await createWorker();
    } catch (cause) {
      if (ended === this.#ended) {
        this.#fail(new WorkerError('The browser refused to start it.', { cause }));
      }
      return;
    }
    if (ended !== this.#ended) {
      worker.terminate();
      return;
    }
    this.#isStarting = false;
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
      // A terminated worker's last message may still be on its way.
      if (worker === this.#worker) {
        this.#receive(data);
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === this.#worker) {
        this.#fail(
          new WorkerError(event.message === '' ? 'Its script could not be loaded.' : event.message),
        );
      }
    });
    this.#limit = setTimeout(() => {
      this.#fail(new WorkerError('It took too long to start.'));
    }, START_TIMEOUT_MS);
  }

  #receive(reply: WorkerReply): void {
    clearTimeout(this.#limit);
    if (reply.kind === 'unavailable') {
      this.#fail(new WorkerError(reply.message));
      return;
    }
    if (reply.kind === 'ready') {
      this.#isReady = true;
    } else {
      this.#current?.resolve(reply);
      this.#current = undefined;
    }
    this.#proceed();
  }

  /** Gives up what takes too long; another worker does what is waiting. */
  #stop(): void {
    this.#current?.resolve({
      kind: 'failed',
      message: message('live.too-long', { count: PARSE_TIMEOUT_MS / 1000 }),
    });
    this.#end();
    if (this.#waiting.length > 0) {
      this.#proceed();
    }
  }

  /** There is no worker to be had. */
  #fail(error: WorkerError): void {
    this.#current?.reject(error);
    this.#end();
    for (const job of this.#waiting.splice(0)) {
      job.reject(error);
    }
  }

  #end(): void {
    clearTimeout(this.#limit);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ended++;
    this.#isStarting = false;
    this.#isReady = false;
    this.#current = undefined;
  }
}

const shared = new PageWorker();
