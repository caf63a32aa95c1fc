import kernelsURL, { integrity } from 'asset:image.wasm';
import { pictureMessage } from '../language/picture-messages.js';
import { trustedWorkerURL } from '../security/trusted-types.js';
import { untilAborted } from '../util/until-aborted.js';
import { withResolvers } from '../util/with-resolvers.js';
import { MAX_FILE_BYTES, MAX_PIXELS } from './limits.js';
import type { PictureEdit } from './edit.js';
import type { PictureProblem } from './picture-file.js';
import type {
  DecodedPicture,
  EditRequest,
  PictureReply,
  PictureRequest,
  PictureResult,
  PictureTarget,
  PrepareRequest,
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
export function preparedPicture(
  file: File,
  target: PictureTarget,
  signal: AbortSignal,
): Promise<File> {
  return preparedBy({ picture: file, target }, file.name, signal);
}

/**
 * Edits the original pixels of a picture in a worker, and makes the result fit a document.
 *
 * @param signal stops it, along with the worker
 * @returns a file whose name ends as its type demands
 * @throws Error that says why the picture is refused; the signal's reason once it is aborted
 */
export function editedPicture(
  file: File,
  edit: PictureEdit,
  target: PictureTarget,
  signal: AbortSignal,
): Promise<File> {
  const kernels = { url: kernelsURL.href, integrity };
  return preparedBy({ picture: file, target, edit, kernels }, file.name, signal);
}

/**
 * Decodes a picture in a worker.
 *
 * @param maxPreviewPx the longest side of the pixels that are returned
 * @throws Error that says why the picture is refused; the signal's reason once it is aborted
 */
export async function decodedPicture(
  file: File,
  maxPreviewPx: number,
  signal: AbortSignal,
): Promise<DecodedPicture> {
  const { name } = file;
  const result = await inTurn({ picture: file, maxPreviewPx }, signal);
  if (result.kind === 'decoded') {
    return result;
  }
  throw result.kind === 'refused' && result.problem === 'animated'
    ? new Error(pictureMessage('editAnimated'))
    : errorOf(result, name);
}

async function preparedBy(
  request: PrepareRequest | EditRequest,
  name: string,
  signal: AbortSignal,
): Promise<File> {
  const result = await inTurn(request, signal);
  if (result.kind !== 'prepared') {
    throw errorOf(result, name, request.target);
  }
  const { picture } = result;
  const extension = picture.type.slice('image/'.length).replace('jpeg', 'jpg');
  return new File([picture], `${nameWithoutExtension(name)}.${extension}`, { type: picture.type });
}

async function inTurn(request: PictureRequest, signal: AbortSignal): Promise<PictureResult> {
  const turn = previous.then(() => {
    signal.throwIfAborted();
    return resultOf(request, signal);
  });
  previous = turn.catch(() => undefined);
  return untilAborted(turn, signal);
}

function errorOf(result: PictureResult, name: string, target?: PictureTarget): Error {
  switch (result.kind) {
    case 'refused':
      return new Error(sentence(result.problem, name, target));
    case 'failed':
      return new Error(pictureMessage('failed', { name, reason: result.message }));
    default:
      return new TypeError(`A picture has become ${result.kind}.`);
  }
}

export function nameWithoutExtension(name: string): string {
  return name.replace(/\.\w+$/, '');
}

function sentence(problem: PictureProblem, name: string, target?: PictureTarget): string {
  const limits: Partial<Record<PictureProblem, number>> = {
    animated: (target?.maxBytes ?? 0) / 1024,
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
  return replyTo(request, async () => {
    const { loadImageKernels } = await import('../image/load-image-kernels.js');
    return loadImageKernels();
  });
}
