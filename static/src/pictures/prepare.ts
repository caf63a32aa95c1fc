import type { ImageKernels } from '../image/api.js';
import { sentenceOf } from '../util/error-sentence.js';
import { edited } from './edit.js';
import { contextOf, encode, type Encoding } from './encode.js';
import { MAX_FILE_BYTES, MAX_PIXELS } from './limits.js';
import { PictureError, type PictureFile, type Size } from './picture-file.js';
import type {
  DecodedPicture,
  DecodeRequest,
  EditRequest,
  PictureRequest,
  PictureResult,
  PrepareRequest,
} from './prepare-messages.js';
import { readPicture } from './read-picture.js';

/**
 * Does what is asked with a picture, and returns the reason where that fails. Never rejects.
 *
 * @param load makes the kernels for an edit
 */
export async function replyTo(
  request: PictureRequest,
  load: (source: EditRequest['kernels']) => Promise<ImageKernels>,
): Promise<PictureResult> {
  try {
    if ('maxPreviewPx' in request) {
      return { kind: 'decoded', ...(await decodePicture(request)) };
    }
    const prepare = 'edit' in request ? editPicture(request, load) : preparePicture(request);
    return { kind: 'prepared', picture: await prepare };
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
async function preparePicture({ picture: file, target }: PrepareRequest): Promise<Blob> {
  const picture = await checked(file);
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
    return await encode(bitmap, { ...target, ...contentKindOf(picture) });
  } finally {
    bitmap.close();
  }
}

/**
 * Edits the original pixels of a picture, and encodes the result so that it fits.
 *
 * @throws PictureError where the file is refused
 */
async function editPicture(
  { picture: file, target, edit, kernels }: EditRequest,
  load: (source: EditRequest['kernels']) => Promise<ImageKernels>,
): Promise<Blob> {
  const [picture, loaded] = await Promise.all([checked(file), load(kernels)]);
  const original = pixelsOf(await decodeStill(file, picture));
  const { data, width } = edited(loaded, original, edit);
  // The kernels' data are as long as whole rows of pixels.
  const pixels = new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width);
  const bitmap = await createImageBitmap(pixels);
  try {
    return await encode(bitmap, { ...target, ...contentKindOf(picture) });
  } finally {
    bitmap.close();
  }
}

/** Returns the pixels of a picture in the size of a preview. */
async function decodePicture({
  picture: file,
  maxPreviewPx,
}: DecodeRequest): Promise<DecodedPicture> {
  const bitmap = await decodeStill(file, await checked(file));
  const { width, height } = bitmap;
  const scale = Math.min(1, maxPreviewPx / Math.max(width, height));
  return { width, height, preview: pixelsOf(bitmap, scale) };
}

/** An edited animation would be its first frame. */
function decodeStill(file: Blob, { format, isAnimated }: PictureFile): Promise<ImageBitmap> {
  if (isAnimated) {
    throw new PictureError('animated');
  }
  return decode(file.slice(0, file.size, `image/${format}`));
}

/** Returns the pixels of a bitmap, which is closed. */
function pixelsOf(bitmap: ImageBitmap, scale = 1): ImageData {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = contextOf(new OffscreenCanvas(width, height));
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

/** Reads the header of a file that is not too large. */
async function checked(file: Blob): Promise<PictureFile> {
  if (file.size > MAX_FILE_BYTES) {
    throw new PictureError('fileTooLarge');
  }
  const picture = readPicture(await contentOf(file));
  if (picture.width * picture.height > MAX_PIXELS) {
    throw new PictureError('tooManyPixels');
  }
  return picture;
}

function contentKindOf({ format }: PictureFile): Pick<Encoding, 'hasAlpha' | 'isDrawing'> {
  return { hasAlpha: format !== 'jpeg', isDrawing: format === 'png' || format === 'gif' };
}

async function contentOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new PictureError('unreadable', { cause });
  }
}

function longestSide({ width, height }: Size): number {
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
