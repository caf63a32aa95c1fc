package dev.twinmark.image.kernel;

/** Operations on the colour of each pixel, which leave its alpha untouched. */
public final class Tones {

  private static final int COLOURS = 0x00ffffff;

  private static final int ALPHA = 0xff000000;

  private static final long TWO_ALPHAS = 0xff000000_ff000000L;

  /** Bytes with eight bits of room above each: red and blue, or green alone, of two pixels. */
  private static final long REDS_AND_BLUES = 0x00ff00ff_00ff00ffL;

  private static final long GREENS = 0x000000ff_000000ffL;

  /** The bits that sums of such bytes carry into. */
  private static final long CARRIES = 0x01000100_01000100L;

  private Tones() {}

  /** Sets red, green and blue of each pixel to its luma, rounded half up. */
  public static void grayscale(Pixels pixels, int count) {
    for (int i = 0; i < count; i++) {
      int pixel = pixels.get(i);
      int gray = Integer.divideUnsigned(thousandLumas(pixel) + 500, 1000);
      pixels.set(i, (pixel & ALPHA) | gray * 0x010101);
    }
  }

  /** Subtracts red, green and blue from 255. */
  public static void invert(Pixels pixels, int count) {
    for (int i = 0; i < count; i++) {
      pixels.set(i, pixels.get(i) ^ COLOURS);
    }
  }

  /**
   * Adds to red, green and blue, and keeps the sums between 0 and 255.
   *
   * @param delta −255 to 255
   */
  public static void adjustBrightness(Pixels pixels, int count, int delta) {
    // Subtracting is adding to the inverted picture.
    int inversion = delta < 0 ? COLOURS : 0;
    long addend = Math.abs(delta);
    for (int i = 0; i < count - 1; i += 2) {
      long pair = pixels.getPair(i) ^ pair(inversion);
      pixels.setPair(i, brighter(pair, addend) ^ pair(inversion));
    }
    if (count % 2 != 0) {
      int last = pixels.get(count - 1) ^ inversion;
      pixels.set(count - 1, (int) brighter(last, addend) ^ inversion);
    }
  }

  private static long pair(int pixel) {
    return (long) pixel << 32 | pixel;
  }

  /** Adds to the colours of two pixels, all at once. */
  private static long brighter(long pair, long addend) {
    long redsAndBlues = (pair & REDS_AND_BLUES) + addend * 0x00010001_00010001L;
    long greens = (pair >>> 8 & GREENS) + addend * 0x00000001_00000001L;
    return (pair & TWO_ALPHAS)
        | (saturated(redsAndBlues) & REDS_AND_BLUES)
        | (saturated(greens) & GREENS) << 8;
  }

  /** Sets all bits of the bytes whose sum has carried. */
  private static long saturated(long sums) {
    long carries = sums & CARRIES;
    return sums | (carries - (carries >>> 8));
  }

  /**
   * Moves red, green and blue away from the middle, 127.5, or towards it: {@code (c − 127.5) ×
   * percent / 100 + 127.5}, rounded half up and kept between 0 and 255.
   *
   * @param percent 0 to 10,000; 100 changes nothing
   */
  public static void adjustContrast(Pixels pixels, int count, int percent) {
    int[] values = new int[256];
    for (int c = 0; c < values.length; c++) {
      // Doubled, so that the middle is an integer; and one more half of 200 to round.
      int value = Math.floorDiv((2 * c - 255) * percent + 255 * 100 + 100, 200);
      values[c] = Math.max(0, Math.min(value, 255));
    }
    for (int i = 0; i < count; i++) {
      int pixel = pixels.get(i);
      pixels.set(
          i,
          (pixel & ALPHA)
              | values[pixel & 0xff]
              | values[pixel >>> 8 & 0xff] << 8
              | values[pixel >>> 16 & 0xff] << 16);
    }
  }

  /** Returns the sum of all lumas. */
  public static double totalBrightness(Pixels pixels, int count) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += thousandLumas(pixels.get(i));
    }
    // Exact before the division: at most 255,000 for each of 2^29 pixels is less than 2^53.
    return total / 1000.0;
  }

  /** The luma of Rec. 601, which is 0.299 R + 0.587 G + 0.114 B, in thousandths: 0 to 255,000. */
  private static int thousandLumas(int pixel) {
    return 299 * (pixel & 0xff) + 587 * (pixel >>> 8 & 0xff) + 114 * (pixel >>> 16 & 0xff);
  }
}
