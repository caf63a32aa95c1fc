import type { ImageKernels, Picture } from '../image/api.js';
import type { Size } from './picture-file.js';

/** A part of a picture, in pixels from its left upper corner. */
export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * The changes to a picture, always to its original pixels: a slider that moves back and forth loses nothing.
 * In the order of their application.
 */
export interface PictureEdit {
  /** The part that is kept, in the original, before it is turned. */
  readonly crop: Rectangle;
  /** The number of clockwise quarter turns: 0 to 3. */
  readonly quarters: number;
  /** The width of the turned result, in pixels; at most that of the turned part. */
  readonly width: number;
  readonly isGray: boolean;
  readonly isInverted: boolean;
  /** −100, all black, to 100, all white. */
  readonly brightness: number;
  /** −100, all gray, to 100, twice as much. */
  readonly contrast: number;
}

/** Changes of colours only: the ones that a preview of any size can show. */
export type ColorEdit = Pick<PictureEdit, 'isGray' | 'isInverted' | 'brightness' | 'contrast'>;

/** The delta of the kernel for brightness, −255 to 255, for a step of the edit. */
const DELTA_PER_STEP = 2.55;

/**
 * Returns the edit that changes nothing, but for the width where a picture is larger than its target takes.
 *
 * @param maxSidePx the longest side of the result
 */
export function unedited(original: Size, maxSidePx: number): PictureEdit {
  const edit = {
    crop: { x: 0, y: 0, ...sizeOf(original) },
    quarters: 0,
    width: original.width,
    isGray: false,
    isInverted: false,
    brightness: 0,
    contrast: 0,
  };
  return { ...edit, width: maxWidth(edit, maxSidePx) };
}

/** Returns the greatest width of the result: pictures are not enlarged. */
export function maxWidth(
  { crop, quarters }: Pick<PictureEdit, 'crop' | 'quarters'>,
  maxSidePx: number,
): number {
  const { width, height } = turnedSize(crop, quarters);
  return Math.max(1, Math.floor(width * Math.min(1, maxSidePx / Math.max(width, height))));
}

/** Returns the size of the result. */
export function resultSize({ crop, quarters, width }: PictureEdit): Size {
  const turned = turnedSize(crop, quarters);
  return { width, height: Math.max(1, Math.round((turned.height * width) / turned.width)) };
}

/** Returns the edit with another part, in the same scale unless that was the largest one. */
export function cropped(edit: PictureEdit, crop: Rectangle, maxSidePx: number): PictureEdit {
  const largest = maxWidth({ ...edit, crop }, maxSidePx);
  const isLargest = edit.width === maxWidth(edit, maxSidePx);
  return { ...edit, crop, width: isLargest ? largest : Math.min(edit.width, largest) };
}

/** Returns the edit with the picture turned further. */
export function turned(edit: PictureEdit, quarters: 1 | -1, maxSidePx: number): PictureEdit {
  const next = { ...edit, quarters: (edit.quarters + quarters + 4) % 4 };
  const isLargest = edit.width === maxWidth(edit, maxSidePx);
  const largest = maxWidth(next, maxSidePx);
  return { ...next, width: isLargest ? largest : Math.min(resultSize(edit).height, largest) };
}

export function turnedSize({ width, height }: Size, quarters: number): Size {
  return quarters % 2 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * Returns where a part of a picture is once the picture is turned clockwise.
 *
 * @param size of the picture before it is turned
 * @param quarters 0 to 3
 */
export function turnedRectangle(part: Rectangle, size: Size, quarters: number): Rectangle {
  let rectangle = part;
  let { width, height } = size;
  for (let i = 0; i < quarters; i++) {
    rectangle = {
      x: height - rectangle.y - rectangle.height,
      y: rectangle.x,
      width: rectangle.height,
      height: rectangle.width,
    };
    [width, height] = [height, width];
  }
  return rectangle;
}

/**
 * Returns where a part of a turned picture is in the picture before it is turned.
 *
 * @param size of the picture before it is turned
 */
export function unturnedRectangle(part: Rectangle, size: Size, quarters: number): Rectangle {
  return turnedRectangle(part, turnedSize(size, quarters), (4 - quarters) % 4);
}

/** Returns the edited picture. May change the pixels of the one that it is given. */
export function edited(kernels: ImageKernels, original: Picture, edit: PictureEdit): Picture {
  const { crop, quarters } = edit;
  const result = turnedSize(resultSize(edit), quarters);
  let picture = original;
  // The smallest picture first, and colours last, of as few pixels as possible.
  if (!isSameSize(crop, picture)) {
    picture = kernels.crop(picture, crop.x, crop.y, crop.width, crop.height);
  }
  if (!isSameSize(result, picture)) {
    picture = kernels.resize(picture, result.width, result.height);
  }
  if (quarters !== 0) {
    picture = kernels.rotate(picture, quarters);
  }
  recolor(kernels, picture, edit);
  return picture;
}

/** Changes the colours of a picture. */
export function recolor(
  kernels: ImageKernels,
  picture: Picture,
  { isGray, isInverted, brightness, contrast }: ColorEdit,
): void {
  if (isGray) {
    kernels.grayscale(picture);
  }
  if (isInverted) {
    kernels.invert(picture);
  }
  if (brightness !== 0) {
    kernels.adjustBrightness(picture, Math.round(brightness * DELTA_PER_STEP));
  }
  if (contrast !== 0) {
    kernels.adjustContrast(picture, 100 + contrast);
  }
}

export function isSameEdit(one: PictureEdit, other: PictureEdit): boolean {
  return (
    isSameSize(one.crop, other.crop) &&
    one.crop.x === other.crop.x &&
    one.crop.y === other.crop.y &&
    one.quarters === other.quarters &&
    one.width === other.width &&
    one.isGray === other.isGray &&
    one.isInverted === other.isInverted &&
    one.brightness === other.brightness &&
    one.contrast === other.contrast
  );
}

function isSameSize(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}
