/** The formats that all browsers show. */
type PictureFormat = 'avif' | 'gif' | 'jpeg' | 'png' | 'webp';

/** The size of a picture or a part of it, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The header of a picture, read without decoding a pixel, and the file without its metadata. Its size is that of
 * the largest frame that the file declares, as it is stored, before the orientation applies.
 */
export interface PictureFile extends Size {
  readonly format: PictureFormat;
  readonly isAnimated: boolean;
  /** The orientation in EXIF: 1 is upright, 2 to 8 are mirrored or turned. */
  readonly orientation: number;
  /**
   * The file in parts, without EXIF, XMP, comments, thumbnails and bytes behind its end; undefined where
   * they cannot be taken out without decoding the picture.
   */
  readonly content: readonly Uint8Array<ArrayBuffer>[] | undefined;
}

/**
 * Returns the size that holds all parts of a picture.
 *
 * @throws PictureError where there are none
 */
export function sizeAround(parts: readonly Size[]): Size {
  if (parts.length === 0) {
    throw new PictureError('damaged');
  }
  return {
    width: Math.max(...parts.map(({ width }) => width)),
    height: Math.max(...parts.map(({ height }) => height)),
  };
}

/** The reason why a picture is refused. */
export type PictureProblem =
  /** An animation that is too large, or in a format whose metadata cannot be taken out. */
  | 'animated'
  /** A file that ends too early, contradicts itself, or cannot be decoded by the browser. */
  | 'damaged'
  /** A file of more bytes than are read. */
  | 'fileTooLarge'
  | 'svg'
  /** A picture of more pixels than are decoded. */
  | 'tooManyPixels'
  /** A file in none of the formats. */
  | 'unknown'
  /** A file that the browser could not read. */
  | 'unreadable';

/** Thrown for a picture that is refused. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly problem: PictureProblem;

  constructor(problem: PictureProblem, options?: ErrorOptions) {
    super(`The picture is refused: ${problem}.`, options);
    this.problem = problem;
  }
}
