import { pictureMessage } from '../language/picture-messages.js';
import { trustedWorkerURL } from '../security/trusted-types.js';
import { untilAborted } from '../util/until-aborted.js';
import { withResolvers } from '../util/with-resolvers.js';
import { MAX_FILE_BYTES, MAX_PIXELS } from './limits.js';
import type { PictureProblem } from './picture-file.js';
import type {
  PictureReply,
  PictureRequest,
  PictureResult,
  PictureTarget,
} from './prepare-messages.js';

const MEGA = 1_000_000;

/** Resolves when the picture before is done: each may take hundreds of megabytes while it is decoded. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Prepares a picture for a document in a worker: scaled to fit, upright, without metadata. Several pictures
 * are prepared one after the other.
 *
 * @param signal stops it, along with the worker
 * @returns a file whose name ends as its type demands
 * @throws Error that says why the picture is refused, and what to do; the signal's reason once it is aborted
 */
export async function preparedPicture(
  file: File,
  target: PictureTarget,
  signal: AbortSignal,
): Promise<File> {
  const turn = previous.then(() => {
    signal.throwIfAborted();
    return resultOf({ picture: file, target }, signal);
  });
  previous = turn.catch(() => undefined);
  const result = await untilAborted(turn, signal);
  const { name } = file;
  switch (result.kind) {
    case 'prepared': {
      const { picture } = result;
      const extension = picture.type.slice('image/'.length).replace('jpeg', 'jpg');
      return new File([picture], `${nameWithoutExtension(name)}.${extension}`, {
        type: picture.type,
      });
    }
    case 'refused':
      throw new Error(sentence(result.problem, name, target));
    case 'failed':
      throw new Error(pictureMessage('failed', { name, reason: result.message }));
  }
}

export function nameWithoutExtension(name: string): string {
  return name.replace(/\.\w+$/, '');
}

function sentence(problem: PictureProblem, name: string, { maxBytes }: PictureTarget): string {
  const limits: Partial<Record<PictureProblem, number>> = {
    animated: maxBytes / 1024,
    fileTooLarge: MAX_FILE_BYTES / 1024 / 1024,
    tooManyPixels: MAX_PIXELS / MEGA,
  };
  return pictureMessage(problem, { name, limit: limits[problem] ?? 0 });
}

/** Prepares a picture in a worker of its own, whose memory is free as soon as it is done. */
async function resultOf(request: PictureRequest, signal: AbortSignal): Promise<PictureResult> {
  let worker: Worker;
  try {
    worker = new Worker(await trustedWorkerURL(), { type: 'module', name: 'twinmark-pictures' });
  } catch (error) {
    return resultInPage(request, error);
  }
  const { promise, resolve } = withResolvers<PictureResult>();
  let hasBegun = false;
  worker.addEventListener('message', ({ data }: MessageEvent<PictureReply>) => {
    if (data.kind === 'begun') {
      hasBegun = true;
    } else {
      resolve(data);
    }
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    resolve(
      hasBegun
        ? { kind: 'failed', message: event.message }
        : resultInPage(request, new Error(event.message)),
    );
  });
  worker.postMessage(request);
  try {
    return await untilAborted(promise, signal);
  } finally {
    worker.terminate();
  }
}

/** Prepares a picture where the page's policy has no worker: in the page, which may pause meanwhile. */
async function resultInPage(request: PictureRequest, reason: unknown): Promise<PictureResult> {
  console.warn('A picture is prepared in the page, because no worker can be started.', reason);
  const { replyTo } = await import('./prepare.js');
  return replyTo(request);
}
