/** A picture as a canvas has it; an `ImageData` is one. */
export interface Picture {
  /** In pixels: 1 to 32,767. */
  readonly width: number;
  /** In pixels: 1 to 32,767. */
  readonly height: number;
  /**
   * Red, green, blue and alpha of each pixel, row by row from the top, 0 to 255 each; alpha is not
   * multiplied into the colours.
   */
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** A picture that a kernel has made: `new ImageData(data, width)` takes its data as it is. */
export interface NewPicture extends Picture {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Operations on pictures, each one call into WebAssembly, whatever the size: the pixels are copied into the
 * module's memory as a block, and back. All is calculated in integers, and on the JVM
 * `dev.twinmark.image.ImageKernels` gives the same bytes.
 *
 * Operations on colours change the picture's data and leave alpha as it is; `resize`, `rotate` and `crop`
 * return another picture. All are synchronous, so call them in a worker where pictures are large.
 *
 * Each throws
 * - a TypeError when the data are not an array of bytes,
 * - a RangeError when the data's length is not 4 × width × height, or a number is not an integer in its
 *   range,
 * - a RangeError when the browser has no memory for the picture.
 *
 * The picture is unchanged then.
 */
export interface ImageKernels {
  /**
   * Sets red, green and blue of each pixel to its luma of Rec. 601, 0.299 R + 0.587 G + 0.114 B, rounded
   * half up.
   */
  grayscale(picture: Picture): void;

  /** Sets red, green and blue of each pixel to 255 less what they are. */
  invert(picture: Picture): void;

  /**
   * Adds to red, green and blue of each pixel. Sums below 0 are 0, those above 255 are 255.
   *
   * @param delta −255 to 255
   */
  adjustBrightness(picture: Picture, delta: number): void;

  /**
   * Moves red, green and blue of each pixel away from the middle, 127.5, or towards it, as CSS's
   * `contrast()` does: to (c − 127.5) × percent / 100 + 127.5, rounded half up and kept between 0 and 255.
   *
   * @param percent 0, all gray, to 10,000; 100 changes nothing
   */
  adjustContrast(picture: Picture, percent: number): void;

  /**
   * Returns the sum of the lumas of all pixels, 0.299 R + 0.587 G + 0.114 B each, exactly in thousandths;
   * alpha does not count. Divided by the number of pixels it is the mean brightness, 0 to 255.
   */
  totalBrightness(picture: Picture): number;

  /**
   * Returns the picture in another size. Along a side that gets shorter a new pixel is the mean of the area
   * that it covers, along one that gets longer it is interpolated bicubically (by Catmull and Rom). Colours
   * are weighed by their alpha.
   *
   * @param newWidth 1 to 32,767
   * @param newHeight 1 to 32,767
   */
  resize(picture: Picture, newWidth: number, newHeight: number): NewPicture;

  /**
   * Returns the picture turned clockwise. After an odd number of quarter turns its width is what its height
   * was.
   *
   * @param quarters the number of quarter turns; negative ones turn counterclockwise
   */
  rotate(picture: Picture, quarters: number): NewPicture;

  /** Returns the part of the picture whose left upper corner is at (x, y), all of it within the picture. */
  crop(picture: Picture, x: number, y: number, newWidth: number, newHeight: number): NewPicture;
}
