import type { PictureProblem } from './picture-file.js';

/** The size that a picture has to fit. */
export interface PictureTarget {
  readonly maxBytes: number;
  readonly maxSidePx: number;
}

/** Sent to the worker, which answers it with two replies. */
export interface PictureRequest {
  readonly picture: Blob;
  readonly target: PictureTarget;
}

export type PictureReply =
  /** First of all: the worker runs. */
  { readonly kind: 'begun' } | PictureResult;

export type PictureResult =
  | { readonly kind: 'prepared'; readonly picture: Blob }
  | { readonly kind: 'refused'; readonly problem: PictureProblem }
  /** An error that is no fault of the picture's, such as a lack of memory. */
  | { readonly kind: 'failed'; readonly message: string };
