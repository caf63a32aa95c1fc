import type { PictureTarget } from './prepare-messages.js';

/** The largest file that is read, in bytes: several times that of a photo of 50 megapixels. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * The largest picture that is decoded, in pixels. It takes 256 MB in memory, which phones have; their cameras
 * take photos of up to 50 megapixels. A file that only claims to have more is refused before it is decoded.
 */
export const MAX_PIXELS = 64_000_000;

/**
 * The size of a picture that is written into the text. As base64 it takes a third more, and every character of
 * the text is parsed and stored with it: a few of these are as much as a long book.
 */
export const TEXT_TARGET: PictureTarget = { maxBytes: 256 * 1024, maxSidePx: 2048 };

/**
 * The size of a picture that the host page stores: sharp on a screen with two pixels for each of CSS, in
 * a column as wide as a laptop's screen.
 */
export const UPLOAD_TARGET: PictureTarget = { maxBytes: 1024 * 1024, maxSidePx: 2560 };
