import * as photon from '@silvia-odwyer/photon/photon_rs_bg.js';
import photonUrl, { link } from '../../node_modules/@silvia-odwyer/photon/photon_rs_bg.wasm';

/**
 * The operations that all ways have.
 *
 * @typedef {'grayscale' | 'invert' | 'brightness'} Operation
 */

/** The delta of the brightness, of 255. */
const DELTA = 40;

/**
 * A way to change the picture of a canvas.
 *
 * @typedef {(operation: Operation, context: OffscreenCanvasRenderingContext2D) => void} Way
 */

/** @returns {Promise<Record<string, Way>>} by name */
export async function loadWays() {
  const kernels = await loadKernels();
  const rust = await loadPhoton();
  return {
    Twinmark: onPixels((operation, picture) => kernels[operation](picture)),
    'a JavaScript loop': onPixels((operation, { data }) => LOOPS[operation](data)),
    'getPixel and setPixel': onPixels(pixelByPixel),
    'context.filter': filtered,
    'photon (Rust)': rust,
  };
}

/** @returns {Promise<Record<Operation, (picture: ImageData) => void>>} */
async function loadKernels() {
  const address = '/assets/v1/image.js';
  const kernels = await (await import(address)).loadImageKernels();
  return {
    grayscale: (picture) => kernels.grayscale(picture),
    invert: (picture) => kernels.invert(picture),
    brightness: (picture) => kernels.adjustBrightness(picture, DELTA),
  };
}

/**
 * @param {(operation: Operation, picture: ImageData) => void} change
 * @returns {Way}
 */
function onPixels(change) {
  return (operation, context) => {
    const picture = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
    change(operation, picture);
    context.putImageData(picture, 0, 0);
  };
}

/** As everyone writes them: the array clamps and rounds. @type {Record<Operation, (data: Uint8ClampedArray) => void>} */
const LOOPS = {
  grayscale(data) {
    for (let i = 0; i < data.length; i += 4) {
      const luma = 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2];
      data[i] = luma;
      data[i + 1] = luma;
      data[i + 2] = luma;
    }
  },
  invert(data) {
    for (let i = 0; i < data.length; i += 4) {
      data[i] = 255 - data[i];
      data[i + 1] = 255 - data[i + 1];
      data[i + 2] = 255 - data[i + 2];
    }
  },
  brightness(data) {
    for (let i = 0; i < data.length; i += 4) {
      data[i] += DELTA;
      data[i + 1] += DELTA;
      data[i + 2] += DELTA;
    }
  },
};

/** An object for each pixel, as bitmap libraries have it. */
class Bitmap {
  /** @param {ImageData} picture */
  constructor({ data, width, height }) {
    this.data = data;
    this.width = width;
    this.height = height;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  getPixel(x, y) {
    this.check(x, y);
    const i = 4 * (y * this.width + x);
    return { r: this.data[i], g: this.data[i + 1], b: this.data[i + 2], a: this.data[i + 3] };
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {{ r: number, g: number, b: number, a: number }} pixel
   */
  setPixel(x, y, { r, g, b, a }) {
    this.check(x, y);
    const i = 4 * (y * this.width + x);
    this.data[i] = r;
    this.data[i + 1] = g;
    this.data[i + 2] = b;
    this.data[i + 3] = a;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  check(x, y) {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) {
      throw new RangeError(`There is no pixel ${x}, ${y}.`);
    }
  }
}

/** @type {Record<Operation, (pixel: { r: number, g: number, b: number, a: number }) => { r: number, g: number, b: number, a: number }>} */
const OF_PIXELS = {
  grayscale({ r, g, b, a }) {
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    return { r: luma, g: luma, b: luma, a };
  },
  invert: ({ r, g, b, a }) => ({ r: 255 - r, g: 255 - g, b: 255 - b, a }),
  brightness: ({ r, g, b, a }) => ({ r: r + DELTA, g: g + DELTA, b: b + DELTA, a }),
};

/**
 * @param {Operation} operation
 * @param {ImageData} picture
 */
function pixelByPixel(operation, picture) {
  const bitmap = new Bitmap(picture);
  for (let y = 0; y < bitmap.height; y++) {
    for (let x = 0; x < bitmap.width; x++) {
      bitmap.setPixel(x, y, OF_PIXELS[operation](bitmap.getPixel(x, y)));
    }
  }
}

/** CSS has no addition to the brightness: 1.16 takes the same from most of the picture to white. */
const FILTERS = { grayscale: 'grayscale(1)', invert: 'invert(1)', brightness: 'brightness(1.16)' };

/** @type {Way} */
function filtered(operation, context) {
  context.filter = FILTERS[operation];
  context.drawImage(context.canvas, 0, 0);
  context.filter = 'none';
  // A canvas draws when its pixels are asked for.
  context.getImageData(0, 0, 1, 1);
}

/** @returns {Promise<Way>} */
async function loadPhoton() {
  const { instance } = await WebAssembly.instantiateStreaming(fetch(photonUrl), {
    './photon_rs_bg.js': photon,
  });
  link(instance);
  return (operation, context) => {
    const { width, height } = context.canvas;
    const { data } = context.getImageData(0, 0, width, height);
    const image = new photon.PhotonImage(new Uint8Array(data.buffer), width, height);
    if (operation === 'grayscale') {
      photon.grayscale_human_corrected(image);
    } else if (operation === 'invert') {
      photon.invert(image);
    } else {
      photon.inc_brightness(image, DELTA);
    }
    const changed = new ImageData(new Uint8ClampedArray(image.get_raw_pixels().buffer), width);
    image.free();
    context.putImageData(changed, 0, 0);
  };
}
