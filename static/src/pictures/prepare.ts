import { encode } from './encode.js';
import { sentenceOf } from '../util/error-sentence.js';
import { MAX_FILE_BYTES, MAX_PIXELS } from './limits.js';
import { PictureError, type PictureFile } from './picture-file.js';
import type { PictureRequest, PictureResult, PictureTarget } from './prepare-messages.js';
import { readPicture } from './read-picture.js';

/** Prepares a picture, and returns the reason where that fails. Never rejects. */
export async function replyTo({ picture, target }: PictureRequest): Promise<PictureResult> {
  try {
    return { kind: 'prepared', picture: await preparePicture(picture, target) };
  } catch (error) {
    return error instanceof PictureError
      ? { kind: 'refused', problem: error.problem }
      : { kind: 'failed', message: sentenceOf(error) };
  }
}

/**
 * Makes of a file a picture that fits a size, stands upright, and has no metadata.
 *
 * One that fits already keeps every pixel: EXIF, XMP, comments and the like are cut out of the file. To encode
 * it once more would cost quality, the color profile and 16-bit channels, and make many screenshots larger.
 *
 * @throws PictureError where the file is refused
 */
async function preparePicture(file: Blob, target: PictureTarget): Promise<Blob> {
  if (file.size > MAX_FILE_BYTES) {
    throw new PictureError('fileTooLarge');
  }
  const picture = readPicture(await contentOf(file));
  if (picture.width * picture.height > MAX_PIXELS) {
    throw new PictureError('tooManyPixels');
  }
  const type = `image/${picture.format}`;
  const stripped =
    picture.content === undefined ? undefined : new Blob([...picture.content], { type });
  const fits = stripped !== undefined && stripped.size <= target.maxBytes;
  if (picture.isAnimated) {
    // A canvas would keep nothing but the first frame.
    if (!fits) {
      throw new PictureError('animated');
    }
    (await decode(stripped)).close();
    return stripped;
  }
  if (fits && picture.orientation === 1 && longestSide(picture) <= target.maxSidePx) {
    // Shows that the browser can decode it.
    (await decode(stripped)).close();
    return stripped;
  }
  const bitmap = await decode(file.slice(0, file.size, type));
  try {
    return await encode(bitmap, {
      ...target,
      hasAlpha: picture.format !== 'jpeg',
      isDrawing: picture.format === 'png' || picture.format === 'gif',
    });
  } finally {
    bitmap.close();
  }
}

async function contentOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new PictureError('unreadable', { cause });
  }
}

function longestSide({ width, height }: PictureFile): number {
  return Math.max(width, height);
}

async function decode(file: Blob): Promise<ImageBitmap> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new PictureError('damaged', { cause });
  }
  // The decoder may have found a size that the header does not have.
  if (bitmap.width * bitmap.height > MAX_PIXELS) {
    bitmap.close();
    throw new PictureError('tooManyPixels');
  }
  return bitmap;
}
