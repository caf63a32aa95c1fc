package dev.twinmark.image;

import dev.twinmark.image.kernel.Geometry;
import dev.twinmark.image.kernel.Resampling;
import dev.twinmark.image.kernel.Tones;

/**
 * Operations on pictures, each in one pass over the pixels.
 *
 * <p>A picture is an array of bytes: red, green, blue and alpha of each pixel, row by row from the
 * top, as the {@code data} of a canvas' {@code ImageData}; alpha is not multiplied into the
 * colours. All is calculated in integers, so the result is the same, byte for byte, as that of
 * {@code image.wasm} in a browser.
 *
 * <pre>{@code
 * byte[] small = ImageKernels.resize(photo, 6000, 4000, 1200, 800);
 * ImageKernels.grayscale(small);
 * }</pre>
 *
 * <p>Operations on colours change the array and leave alpha as it is; the others return a new one.
 * Every method throws a NullPointerException for no array, and an IllegalArgumentException whose
 * message says why where an argument is out of its range.
 */
public final class ImageKernels {

  /** The longest side of a picture that has sides, in pixels. */
  public static final int MAX_SIDE = 32_767;

  /** The greatest contrast, in percent. */
  public static final int MAX_CONTRAST = 10_000;

  private static final int PIXEL_BYTES = 4;

  private ImageKernels() {}

  /**
   * Sets red, green and blue of each pixel to its luma of Rec. 601, 0.299 R + 0.587 G + 0.114 B,
   * rounded half up.
   */
  public static void grayscale(byte[] pixels) {
    int count = count(pixels);
    Tones.grayscale(new ByteArrayPixels(pixels), count);
  }

  /** Sets red, green and blue of each pixel to 255 less what they are. */
  public static void invert(byte[] pixels) {
    int count = count(pixels);
    Tones.invert(new ByteArrayPixels(pixels), count);
  }

  /**
   * Adds to red, green and blue of each pixel. Sums below 0 are 0, those above 255 are 255.
   *
   * @param delta −255 to 255
   */
  public static void adjustBrightness(byte[] pixels, int delta) {
    int count = count(pixels);
    check(-255 <= delta && delta <= 255, "The delta of the brightness is not −255 to 255: ", delta);
    Tones.adjustBrightness(new ByteArrayPixels(pixels), count, delta);
  }

  /**
   * Moves red, green and blue of each pixel away from the middle, 127.5, or towards it, as CSS's
   * {@code contrast()} does: to {@code (c − 127.5) × percent / 100 + 127.5}, rounded half up and
   * kept between 0 and 255.
   *
   * @param percent 0, all gray, to {@link #MAX_CONTRAST}; 100 changes nothing
   */
  public static void adjustContrast(byte[] pixels, int percent) {
    int count = count(pixels);
    check(
        0 <= percent && percent <= MAX_CONTRAST,
        "The contrast is not 0 to " + MAX_CONTRAST + " percent: ",
        percent);
    Tones.adjustContrast(new ByteArrayPixels(pixels), count, percent);
  }

  /**
   * Returns the sum of the lumas of all pixels, 0.299 R + 0.587 G + 0.114 B each; alpha does not
   * count. The sum is exact in thousandths, and divided once: the double nearest to it.
   *
   * @return 0 to 255 times the number of pixels
   */
  public static double totalBrightness(byte[] pixels) {
    int count = count(pixels);
    return Tones.totalBrightness(new ByteArrayPixels(pixels), count);
  }

  /**
   * Returns the picture in another size. Along a side that gets shorter a new pixel is the mean of
   * the area that it covers, exactly; along one that gets longer it is interpolated bicubically (by
   * Catmull and Rom, a = −0.5, with weights in 4096ths, and the pixels at the edges repeated beyond
   * them). Colours are weighed by their alpha; both are rounded half up, once. Pixels that are
   * transparent afterwards are black.
   */
  public static byte[] resize(byte[] pixels, int width, int height, int newWidth, int newHeight) {
    checkPicture(pixels, width, height);
    byte[] target = picture(newWidth, newHeight);
    Resampling.resize(
        new ByteArrayPixels(pixels),
        width,
        height,
        new ByteArrayPixels(target),
        newWidth,
        newHeight);
    return target;
  }

  /**
   * Returns the picture turned clockwise. After an odd number of quarter turns its width is what
   * its height was.
   *
   * @param quarters any number of quarter turns; negative ones turn counterclockwise
   */
  public static byte[] rotate(byte[] pixels, int width, int height, int quarters) {
    checkPicture(pixels, width, height);
    byte[] target = new byte[pixels.length];
    Geometry.rotate(
        new ByteArrayPixels(pixels), width, height, quarters, new ByteArrayPixels(target));
    return target;
  }

  /**
   * Returns the part of the picture whose left upper corner is at {@code (x, y)}, all of which has
   * to be within the picture.
   */
  public static byte[] crop(
      byte[] pixels, int width, int height, int x, int y, int newWidth, int newHeight) {
    checkPicture(pixels, width, height);
    byte[] target = picture(newWidth, newHeight);
    checkWithin("column", x, newWidth, width);
    checkWithin("row", y, newHeight, height);
    Geometry.crop(
        new ByteArrayPixels(pixels), width, x, y, new ByteArrayPixels(target), newWidth, newHeight);
    return target;
  }

  /** Returns the number of pixels in an array. */
  private static int count(byte[] pixels) {
    check(
        pixels.length % PIXEL_BYTES == 0,
        "The length of the pixels is not a multiple of four bytes: ",
        pixels.length);
    return pixels.length / PIXEL_BYTES;
  }

  private static void checkPicture(byte[] pixels, int width, int height) {
    if (pixels.length != length(width, height)) {
      throw new IllegalArgumentException(
          "A picture of %d × %d pixels does not have %d bytes."
              .formatted(width, height, pixels.length));
    }
  }

  private static byte[] picture(int width, int height) {
    long length = length(width, height);
    check(length <= Integer.MAX_VALUE, "A picture is too large for an array, in bytes: ", length);
    return new byte[(int) length];
  }

  private static long length(int width, int height) {
    check(1 <= width && width <= MAX_SIDE, "The width is not 1 to " + MAX_SIDE + ": ", width);
    check(1 <= height && height <= MAX_SIDE, "The height is not 1 to " + MAX_SIDE + ": ", height);
    return (long) PIXEL_BYTES * width * height;
  }

  private static void checkWithin(String what, int from, int count, int all) {
    check(
        0 <= from && from <= all - count,
        "The first %s of %d is not within the picture's %d: ".formatted(what, count, all),
        from);
  }

  private static void check(boolean condition, String complaint, long value) {
    if (!condition) {
      throw new IllegalArgumentException(complaint + value);
    }
  }
}
