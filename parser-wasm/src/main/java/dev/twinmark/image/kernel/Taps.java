package dev.twinmark.image.kernel;

/**
 * For each pixel along the side of a resized picture, the neighbouring pixels of the original that
 * it is made of, and their weights.
 */
final class Taps {

  /** The weight of a bicubic pixel in all: fine enough for steps of less than a 16th of a level. */
  private static final int BICUBIC_TOTAL = 4096;

  /** The pixels that a bicubic one is made of: two on each side of it. */
  private static final int BICUBIC_TAPS = 4;

  /** The sum of the weights of each new pixel. */
  final int total;

  /** The index of the first original pixel of each new one. */
  final int[] firsts;

  /** The index in {@link #weights} of the first weight of each new pixel, and of the end. */
  final int[] starts;

  final int[] weights;

  private Taps(int newLength, int total, int weightCount) {
    this.total = total;
    firsts = new int[newLength];
    starts = new int[newLength + 1];
    weights = new int[weightCount];
  }

  /** Weighs by area where the side gets shorter or stays, and bicubically where it gets longer. */
  static Taps between(int length, int newLength) {
    return newLength <= length ? area(length, newLength) : bicubic(length, newLength);
  }

  /** Weighs by overlap, in units of which a pixel has {@code newLength} and a new one length. */
  private static Taps area(int length, int newLength) {
    // A new pixel begins where the one before ends, mostly amid an original one, which is in both.
    Taps taps = new Taps(newLength, length, length + newLength);
    int end = 0;
    for (int i = 0; i < newLength; i++) {
      int from = i * length;
      int to = from + length;
      taps.firsts[i] = from / newLength;
      for (int pixel = taps.firsts[i]; pixel * newLength < to; pixel++) {
        taps.weights[end++] =
            Math.min((pixel + 1) * newLength, to) - Math.max(pixel * newLength, from);
      }
      taps.starts[i + 1] = end;
    }
    return taps;
  }

  private static Taps bicubic(int length, int newLength) {
    Taps taps = new Taps(newLength, BICUBIC_TOTAL, BICUBIC_TAPS * newLength);
    int[] four = new int[BICUBIC_TAPS];
    int unit = 2 * newLength;
    int end = 0;
    for (int i = 0; i < newLength; i++) {
      // The centre of a new pixel, from that of the first original one.
      int position = (2 * i + 1) * length - newLength;
      weigh(Math.floorMod(position, unit), unit, four);
      int second = Math.floorDiv(position, unit);
      int first = Math.max(0, second - 1);
      int last = Math.min(second + 2, length - 1);
      taps.firsts[i] = first;
      // Pixels beyond an edge look like those at it.
      for (int k = 0; k < BICUBIC_TAPS; k++) {
        int pixel = Math.max(first, Math.min(second - 1 + k, last));
        taps.weights[end + pixel - first] += four[k];
      }
      end += last - first + 1;
      taps.starts[i + 1] = end;
    }
    return taps;
  }

  /**
   * Weighs four pixels by the cubic convolution of Catmull and Rom, rounded half up; the one that
   * is nearest gets what rounding has left over.
   *
   * @param p the distance from the second of them, as a numerator
   * @param q its denominator, at most 65,534: 2<sup>13</sup> q<sup>3</sup> is still a long
   */
  private static void weigh(long p, long q, int[] weights) {
    weights[0] = rounded(-p * p * p + 2 * p * p * q - p * q * q, q);
    weights[1] = rounded(3 * p * p * p - 5 * p * p * q + 2 * q * q * q, q);
    weights[2] = rounded(-3 * p * p * p + 4 * p * p * q + p * q * q, q);
    weights[3] = rounded(p * p * p - p * p * q, q);
    int nearest = 2 * p < q ? 1 : 2;
    weights[nearest] += BICUBIC_TOTAL - weights[0] - weights[1] - weights[2] - weights[3];
  }

  /** Returns the share of the total that is {@code doubledWeight / 2 q³}. */
  private static int rounded(long doubledWeight, long q) {
    long cube = q * q * q;
    return (int) Math.floorDiv(BICUBIC_TOTAL * doubledWeight + cube, 2 * cube);
  }
}
