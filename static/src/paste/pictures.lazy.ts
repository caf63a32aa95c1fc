import type { UploadImage } from '../api/editor.js';
import { pictureMessage } from '../language/picture-messages.js';
import { TEXT_TARGET, UPLOAD_TARGET } from '../pictures/limits.js';
import { nameWithoutExtension, preparedPicture } from '../pictures/preparation.js';
import { sentenceOf } from '../util/error-sentence.js';
import { untilAborted } from '../util/until-aborted.js';
import type { PictureHost } from './picture-host.js';
import { PictureProgress } from './picture-progress.js';

/** An image as the text has it. */
export interface Image {
  readonly alternative: string;
  readonly destination: string;
}

export interface ReceivedPictures {
  readonly images: readonly Image[];
  /** Sentences on the pictures that are refused. */
  readonly problems: readonly string[];
}

/** The text that pictures are for. What it gives is not imported here: it would be split off what loads first. */
interface PictureText {
  /** Aborted when the text is gone. */
  readonly signal: AbortSignal;
  /** Returns whether the sanitizer keeps an image with this address. */
  isAllowed(url: string): boolean;
  readonly focus: () => void;
}

/** The part of an address that a message shows, in UTF-16 code units. */
const MAX_SHOWN_UNITS = 60;

const progresses = new WeakMap<PictureHost, PictureProgress>();

/** Prepares pictures for a text, and stores them where the host page wants them. */
export async function receivePictures(
  files: readonly File[],
  host: PictureHost,
  text: PictureText,
): Promise<ReceivedPictures> {
  const progress = progresses.get(host) ?? new PictureProgress(host, text.focus);
  progresses.set(host, progress);
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  text.signal.addEventListener('abort', abort);
  const results = await Promise.allSettled(
    files.map((file) => receive(file, host.upload() ?? undefined, text, progress, controller)),
  );
  text.signal.removeEventListener('abort', abort);
  // Stopped by the user, who knows, or gone along with the text.
  if (controller.signal.aborted) {
    return { images: [], problems: [] };
  }
  return {
    images: results.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])),
    problems: results.flatMap((each) =>
      each.status === 'rejected' ? sentenceOf(each.reason) : [],
    ),
  };
}

async function receive(
  file: File,
  upload: UploadImage | undefined,
  text: PictureText,
  progress: PictureProgress,
  controller: AbortController,
): Promise<Image> {
  const { name } = file;
  const { signal } = controller;
  const task = progress.begin(name, controller);
  try {
    const picture = await preparedPicture(
      file,
      upload === undefined ? TEXT_TARGET : UPLOAD_TARGET,
      signal,
    );
    let destination: string;
    if (upload === undefined) {
      destination = await dataURL(picture, name);
    } else {
      progress.upload(task);
      const url = await uploaded(picture, name, upload, signal, (fraction) => {
        progress.upload(task, fraction);
      });
      if (!text.isAllowed(url)) {
        const shown = url.slice(0, MAX_SHOWN_UNITS);
        throw new Error(pictureMessage('uploadedUnsafe', { name, url: shown }));
      }
      destination = destinationOf(url);
    }
    return { alternative: alternativeOf(name), destination };
  } finally {
    progress.end(task);
  }
}

/**
 * Uploads a picture, and returns its address.
 *
 * @param name of the file that the user knows
 */
async function uploaded(
  picture: File,
  name: string,
  upload: UploadImage,
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<string> {
  signal.throwIfAborted();
  let address: unknown;
  try {
    // A host page may ignore the signal.
    address = await untilAborted(upload(picture, { signal, progress }), signal);
  } catch (error) {
    throw new Error(pictureMessage('uploadFailed', { name, reason: sentenceOf(error) }), {
      cause: error,
    });
  }
  // Callers in JavaScript may resolve to anything.
  const url = address instanceof URL ? address.href : address;
  if (typeof url !== 'string' || url.trim() === '') {
    throw new Error(pictureMessage('uploadedNowhere', { name }));
  }
  return url.trim();
}

/** Encodes what would end the destination of a link, or change it: blanks, parentheses, escapes, entities. */
function destinationOf(url: string): string {
  return url
    .replace(
      // eslint-disable-next-line no-control-regex -- They end a destination as well.
      /[\u0000-\u0020\u007F()<>\\]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replace(/&(?=#?\w+;)/g, '\\&');
}

function dataURL(picture: File, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new Error(pictureMessage('unreadable', { name })));
    };
    reader.readAsDataURL(picture);
  });
}

/** A file's name as alternative text, without what would end the text, or become code, HTML or a formula. */
function alternativeOf(name: string): string {
  return nameWithoutExtension(name)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\[\]`<>&$*]/g, '\\$&');
}
