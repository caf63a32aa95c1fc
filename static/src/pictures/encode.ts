export interface Encoding {
  readonly maxBytes: number;
  readonly maxSidePx: number;
  /** True if pixels may be transparent, for which the picture is searched. */
  readonly hasAlpha: boolean;
  /** True if the source is in a format for drawings and screenshots, of which a PNG may be the smallest. */
  readonly isDrawing: boolean;
}

/** The qualities that are tried in turn. Above the first the eye gains nothing; below the last, blocks show. */
const QUALITIES = [0.85, 0.75, 0.6, 0.45];

/** The sides are multiplied by no more and no less than this, where no quality makes the picture fit. */
const MIN_SHRINK = 0.5;
const MAX_SHRINK = 0.85;

/** Smaller pictures are not worth inserting. Any picture of this side fits into a few kilobytes. */
const MIN_SIDE_PX = 16;

/**
 * Encodes a picture so that it fits, in the format that takes the fewest bytes of those that the browser
 * encodes and that hold the picture's transparency. What a canvas encodes has no metadata.
 *
 * @throws Error where the browser cannot encode it
 */
export async function encode(bitmap: ImageBitmap, encoding: Encoding): Promise<Blob> {
  const { width, height } = bitmap;
  let scale = Math.min(1, encoding.maxSidePx / Math.max(width, height));
  // A picture that is smaller than that from the beginning, such as an icon, is encoded as it is.
  do {
    const smallest = await smallestAt(scale, bitmap, encoding);
    if (smallest.size <= encoding.maxBytes) {
      return smallest;
    }
    const shrink = Math.sqrt(encoding.maxBytes / smallest.size);
    scale *= Math.min(Math.max(shrink, MIN_SHRINK), MAX_SHRINK);
  } while (scale * Math.max(width, height) >= MIN_SIDE_PX);
  throw new Error('No size of it fits');
}

/** The best picture of a size that fits; where none does, the smallest. */
async function smallestAt(
  scale: number,
  bitmap: ImageBitmap,
  { maxBytes, hasAlpha, isDrawing }: Encoding,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const isTransparent = hasAlpha && hasTransparentPixels(context);
  const types = isTransparent ? ['image/webp'] : ['image/webp', 'image/jpeg'];
  const lossless =
    isDrawing || isTransparent ? [await canvas.convertToBlob({ type: 'image/png' })] : [];
  let smallest: Blob | undefined;
  for (const quality of QUALITIES) {
    const blobs = await Promise.all(types.map((type) => canvas.convertToBlob({ type, quality })));
    // A browser that cannot encode a type encodes a PNG instead.
    const encoded = blobs.filter(({ type }, i) => type === types[i]);
    smallest = smallestOf([...lossless, ...encoded]);
    if (smallest.size <= maxBytes) {
      break;
    }
  }
  return smallest ?? smallestOf(lossless);
}

function smallestOf(blobs: readonly Blob[]): Blob {
  const [first, ...others] = blobs;
  if (first === undefined) {
    throw new Error('The browser encodes neither WebP nor JPEG');
  }
  return others.reduce((best, blob) => (blob.size < best.size ? blob : best), first);
}

/** @throws Error where the browser has no canvas of that size */
export function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  // Reading pixels back from a graphics processor is slow.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) {
    throw new Error('The browser has no canvas for it');
  }
  return context;
}

function hasTransparentPixels(context: OffscreenCanvasRenderingContext2D): boolean {
  const { width, height } = context.canvas;
  const { data } = context.getImageData(0, 0, width, height);
  for (let alpha = 3; alpha < data.length; alpha += 4) {
    if (data[alpha] !== 255) {
      return true;
    }
  }
  return false;
}
