import type { ImageKernels, NewPicture, Picture } from './api.js';

/**
 * The exports of `image.wasm`, by `dev.twinmark.wasm.ImageModule`. Addresses are in bytes, counts and sides in
 * pixels. They check nothing.
 */
export interface KernelExports {
  readonly grayscale: (address: number, count: number) => void;
  readonly invert: (address: number, count: number) => void;
  readonly adjustBrightness: (address: number, count: number, delta: number) => void;
  readonly adjustContrast: (address: number, count: number, percent: number) => void;
  readonly totalBrightness: (address: number, count: number) => number;
  readonly resize: (
    address: number,
    width: number,
    height: number,
    target: number,
    newWidth: number,
    newHeight: number,
  ) => void;
  readonly rotate: (
    address: number,
    width: number,
    height: number,
    quarters: number,
    target: number,
  ) => void;
  readonly crop: (
    address: number,
    width: number,
    x: number,
    y: number,
    target: number,
    newWidth: number,
    newHeight: number,
  ) => void;
}

/** The longest side of a picture, in pixels: the sums of a line of `resize` are 32-bit integers. */
const MAX_SIDE = 32_767;

const MAX_DELTA = 255;

const MAX_CONTRAST_PERCENT = 10_000;

/** Java's greatest int. */
const MAX_QUARTERS = 0x7fffffff;

const PIXEL_BYTES = 4;

const PAGE_BYTES = 0x10000;

/**
 * Makes the kernels of an instance of the module. The picture is copied behind the data of the module, and the
 * result is written behind the picture; a module's memory grows with the pictures and never shrinks.
 *
 * @param start where pictures may be in the memory, in bytes
 */
export function imageKernels(
  exports: KernelExports,
  memory: WebAssembly.Memory,
  start: number,
): ImageKernels {
  /** Copies a picture into the memory, and leaves room behind it. */
  function enter({ data }: Picture, room = 0): Uint8ClampedArray {
    const missing = start + data.length + room - memory.buffer.byteLength;
    if (missing > 0) {
      try {
        memory.grow(Math.ceil(missing / PAGE_BYTES));
      } catch (cause) {
        throw new RangeError(
          `There is no memory for a picture of ${String(data.length + room)} bytes.`,
          { cause },
        );
      }
    }
    const copy = new Uint8ClampedArray(memory.buffer, start, data.length);
    copy.set(data);
    return copy;
  }

  function recolor(picture: Picture, kernel: (address: number, count: number) => void): void {
    check(picture);
    const copy = enter(picture);
    kernel(start, copy.length / PIXEL_BYTES);
    picture.data.set(copy);
  }

  function rearrange(
    picture: Picture,
    width: number,
    height: number,
    kernel: (address: number, target: number) => void,
  ): NewPicture {
    const bytes = PIXEL_BYTES * width * height;
    const target = start + enter(picture, bytes).length;
    kernel(start, target);
    return {
      width,
      height,
      data: new Uint8ClampedArray(memory.buffer.slice(target, target + bytes)),
    };
  }

  return {
    grayscale(picture) {
      recolor(picture, exports.grayscale);
    },
    invert(picture) {
      recolor(picture, exports.invert);
    },
    adjustBrightness(picture, delta) {
      checkInteger('The delta of the brightness', delta, -MAX_DELTA, MAX_DELTA);
      recolor(picture, (address, count) => {
        exports.adjustBrightness(address, count, delta);
      });
    },
    adjustContrast(picture, percent) {
      checkInteger('The contrast in percent', percent, 0, MAX_CONTRAST_PERCENT);
      recolor(picture, (address, count) => {
        exports.adjustContrast(address, count, percent);
      });
    },
    totalBrightness(picture) {
      check(picture);
      return exports.totalBrightness(start, enter(picture).length / PIXEL_BYTES);
    },
    resize(picture, newWidth, newHeight) {
      check(picture);
      checkSides(newWidth, newHeight);
      const { width, height } = picture;
      return rearrange(picture, newWidth, newHeight, (address, target) => {
        exports.resize(address, width, height, target, newWidth, newHeight);
      });
    },
    rotate(picture, quarters) {
      check(picture);
      checkInteger('The number of quarter turns', quarters, -MAX_QUARTERS, MAX_QUARTERS);
      const { width, height } = picture;
      const [newWidth, newHeight] = quarters % 2 === 0 ? [width, height] : [height, width];
      return rearrange(picture, newWidth, newHeight, (address, target) => {
        exports.rotate(address, width, height, quarters, target);
      });
    },
    crop(picture, x, y, newWidth, newHeight) {
      check(picture);
      checkSides(newWidth, newHeight);
      const { width, height } = picture;
      checkInteger('The first column', x, 0, width - newWidth);
      checkInteger('The first row', y, 0, height - newHeight);
      return rearrange(picture, newWidth, newHeight, (address, target) => {
        exports.crop(address, width, x, y, target, newWidth, newHeight);
      });
    },
  };
}

function check({ width, height, data }: Picture): void {
  checkSides(width, height);
  // Callers without types may pass anything.
  const array: unknown = data;
  if (!(array instanceof Uint8ClampedArray || array instanceof Uint8Array)) {
    throw new TypeError("A picture's data are not a Uint8ClampedArray.");
  }
  if (data.length !== PIXEL_BYTES * width * height) {
    throw new RangeError(
      `A picture of ${String(width)} × ${String(height)} pixels does not have ${String(data.length)} bytes.`,
    );
  }
}

function checkSides(width: number, height: number): void {
  checkInteger('The width', width, 1, MAX_SIDE);
  checkInteger('The height', height, 1, MAX_SIDE);
}

function checkInteger(subject: string, value: number, min: number, max: number): void {
  if (!(Number.isInteger(value) && min <= value && value <= max)) {
    throw new RangeError(
      `${subject} is ${String(value)}, not an integer from ${String(min)} to ${String(max)}.`,
    );
  }
}
