import { message } from '../language/catalogue.js';
import { createWorker } from './create-worker.js';
import type { ParseResult, WorkerReply, WorkerRequest } from './worker-messages.js';

/**
 * How long a parse may take, in milliseconds. The slowest honest document of the server's limit, 5 MB,
 * takes about one second; terminating the worker is the only way to stop a call into Wasm.
 */
export const PARSE_LIMIT = 5_000;

/** How long a worker may take to load the engine, in milliseconds: over a slow network, 90 KB take 30 s. */
const START_LIMIT = 60_000;

/** Thrown when there is no worker to be had. The next parse tries to start another. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

/** What a promise is settled with. */
interface Waiting<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: WorkerError) => void;
}

/**
 * Parses in a worker what would take too long in the page, so that the page goes on meanwhile, and a
 * parse can be stopped. The worker knows nothing but the request.
 */
export class ParseWorker {
  #worker: Worker | undefined;
  /** Fulfilled when the worker has loaded the engine. */
  #started: Promise<Worker> | undefined;
  #starting: Waiting<WorkerReply | undefined> | undefined;
  #parsing: Waiting<ParseResult> | undefined;
  /** How many requests the worker has yet to answer; all but the last are void. */
  #unanswered = 0;
  #latest = 0;
  /** How often workers were ended: one that is only being made then is not wanted any more. */
  #ended = 0;

  /**
   * A newer request makes an older one void, which rejects; the worker is kept, for it is nearly always
   * done sooner than another one could be started.
   *
   * @param request from `LiveDocument.outstandingParse`
   * @throws WorkerError where no worker can be started, or it died, or was closed meanwhile
   */
  async run(request: string): Promise<ParseResult> {
    const number = ++this.#latest;
    this.#parsing?.reject(new WorkerError('A newer parse was begun.'));
    const started = (this.#started ??= this.#start());
    let worker: Worker;
    try {
      worker = await started;
    } catch (error) {
      if (this.#started === started) {
        this.#started = undefined;
      }
      throw error;
    }
    if (number !== this.#latest) {
      throw new WorkerError('A newer parse was begun.');
    }
    this.#unanswered++;
    const result = new Promise<ParseResult>((resolve, reject) => {
      this.#parsing = { resolve, reject };
    });
    worker.postMessage(request satisfies WorkerRequest);
    return (await within(PARSE_LIMIT, result)) ?? this.#stop();
  }

  /** Stops what is under way. The next parse starts another worker. */
  close(): void {
    this.#fail(new WorkerError('It was closed.'));
  }

  async #start(): Promise<Worker> {
    const ended = this.#ended;
    let worker: Worker;
    try {
      worker = await createWorker();
    } catch (cause) {
      throw new WorkerError('The browser refused to start it.', { cause });
    }
    if (ended !== this.#ended) {
      worker.terminate();
      throw new WorkerError('It was closed.');
    }
    this.#worker = worker;
    this.#unanswered = 0;
    const starting = new Promise<WorkerReply | undefined>((resolve, reject) => {
      this.#starting = { resolve, reject };
    });
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
    const reply = await within(START_LIMIT, starting);
    if (reply?.kind !== 'ready') {
      const error = new WorkerError(
        reply?.kind === 'unavailable' ? reply.message : 'It took too long to start.',
      );
      this.#fail(error);
      throw error;
    }
    return worker;
  }

  #receive(reply: WorkerReply): void {
    if (reply.kind === 'ready' || reply.kind === 'unavailable') {
      this.#starting?.resolve(reply);
      return;
    }
    this.#unanswered--;
    if (this.#unanswered === 0) {
      this.#parsing?.resolve(reply);
    }
  }

  #stop(): ParseResult {
    this.close();
    return {
      kind: 'failed',
      message: message('live.too-long', { count: PARSE_LIMIT / 1000 }),
    };
  }

  #fail(error: WorkerError): void {
    this.#ended++;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#started = undefined;
    this.#starting?.reject(error);
    this.#parsing?.reject(error);
  }
}

/** What a promise is fulfilled with; undefined when that takes longer than so many milliseconds. */
async function within<Value>(limit: number, promise: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, limit, undefined);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
