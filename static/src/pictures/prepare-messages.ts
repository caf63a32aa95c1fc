import type { PictureEdit } from './edit.js';
import type { PictureProblem, Size } from './picture-file.js';

/** The size that a picture has to fit. */
export interface PictureTarget {
  readonly maxBytes: number;
  readonly maxSidePx: number;
}

/** Sent to the worker, which answers it with two replies. */
export type PictureRequest = PrepareRequest | EditRequest | DecodeRequest;

/** Asks for a picture that fits. */
export interface PrepareRequest {
  readonly picture: Blob;
  readonly target: PictureTarget;
}

/** Asks for an edited picture that fits. */
export interface EditRequest extends PrepareRequest {
  readonly edit: PictureEdit;
  readonly kernels: { readonly url: string; readonly integrity: string };
}

/** Asks for the pixels of a picture, scaled down for a preview. */
export interface DecodeRequest {
  readonly picture: Blob;
  readonly maxPreviewPx: number;
}

export type PictureReply =
  /** First of all: the worker runs. */
  { readonly kind: 'begun' } | PictureResult;

export type PictureResult =
  | { readonly kind: 'prepared'; readonly picture: Blob }
  | ({ readonly kind: 'decoded' } & DecodedPicture)
  | { readonly kind: 'refused'; readonly problem: PictureProblem }
  /** An error that is no fault of the picture's, such as a lack of memory. */
  | { readonly kind: 'failed'; readonly message: string };

/** The size of a picture that stands upright, and its pixels in the size of a preview. */
export interface DecodedPicture extends Size {
  readonly preview: ImageData;
}
