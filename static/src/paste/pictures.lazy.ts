import type { UploadImage } from '../api/editor.js';
import { loadPictureMessages } from '../language/picture-messages.js';
import { alternativeOf } from '../pictures/alternative-text.js';
import { TEXT_TARGET, UPLOAD_TARGET } from '../pictures/limits.js';
import { nameWithoutExtension, preparedPicture } from '../pictures/preparation.js';
import { storePicture } from '../pictures/store.js';
import { sentenceOf } from '../util/error-sentence.js';
import type { PictureHost } from '../pictures/picture-host.js';
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

const progresses = new WeakMap<PictureHost, PictureProgress>();

/** Prepares pictures for a text, and stores them where the host page wants them. */
export async function receivePictures(
  files: readonly File[],
  host: PictureHost,
  text: PictureText,
): Promise<ReceivedPictures> {
  await loadPictureMessages();
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
    const destination = await storePicture(picture, name, {
      upload,
      signal,
      isAllowed: (url) => text.isAllowed(url),
      progress: (fraction) => {
        progress.upload(task, fraction);
      },
    });
    return { alternative: alternativeOf(nameWithoutExtension(name)), destination };
  } finally {
    progress.end(task);
  }
}
