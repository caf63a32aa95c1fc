import engineURL, { integrity } from 'asset:markdown.wasm';
import { explainingRefusal, reportRefusal } from '../engine/refusal.js';
import { ContentSecurityPolicyError } from '../engine/api.js';
import { trustedWorkerURL } from '../security/trusted-types.js';
import type { WorkerRequest } from './worker-messages.js';

/**
 * Makes a parser's worker, which begins to load the engine. Where it cannot run, it may tell so by an
 * `error` event only.
 *
 * @throws Error where the browser or the page's policy refuses it at once
 */
export async function createWorker(): Promise<Worker> {
  const url = await trustedWorkerURL();
  const attempt = create(url);
  explainingRefusal([url.toString(), 'blob'], () => attempt.then(firstSign)).catch(
    (error: unknown) => {
      // Whatever else there is to tell, the worker's owner hears it, too.
      if (error instanceof ContentSecurityPolicyError) {
        reportRefusal(error);
      }
    },
  );
  return attempt;
}

// eslint-disable-next-line @typescript-eslint/require-await -- What is thrown at once is a rejection, too.
async function create(url: URL): Promise<Worker> {
  const worker = new Worker(url, { type: 'module', name: 'twinmark-parser' });
  worker.postMessage({ url: engineURL.href, integrity } satisfies WorkerRequest);
  return worker;
}

/** Fulfilled by the worker's first message, rejected when it fails before. */
function firstSign(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.addEventListener(
      'message',
      () => {
        resolve();
      },
      { once: true },
    );
    worker.addEventListener(
      'error',
      ({ message }) => {
        reject(new Error(message));
      },
      { once: true },
    );
  });
}
