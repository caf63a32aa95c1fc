package dev.twinmark.image.kernel;

import java.util.Arrays;

/**
 * Changes the size of a picture, in integers alone: along a side that gets shorter a new pixel is
 * the mean of the area that it covers, along one that gets longer the bicubic interpolation of four
 * pixels by Catmull and Rom.
 *
 * <p>Colours are weighed by their alpha, so that the colour of transparent pixels, which cannot be
 * seen, does not shine through at the edges.
 */
public final class Resampling {

  /** Numbers for each pixel of a line: red, green and blue times alpha, and alpha. */
  private static final int CHANNELS = 4;

  /** The rows of the source that are kept at a time: bicubic interpolation needs four. */
  private static final int KEPT_LINES = 4;

  private final Pixels source;
  private final int width;
  private final Taps columns;

  /** Rows of the source with the target's width, each at the index that its last bits are. */
  private final int[][] lines;

  /** The rows that are in {@link #lines}. */
  private final int[] rowOfLine = new int[KEPT_LINES];

  private Resampling(Pixels source, int width, Taps columns, int newWidth) {
    this.source = source;
    this.width = width;
    this.columns = columns;
    lines = new int[KEPT_LINES][CHANNELS * newWidth];
    Arrays.fill(rowOfLine, -1);
  }

  /** Fills the target. Sides are at most 32,767 pixels, so that the sums of a line are ints. */
  public static void resize(
      Pixels source, int width, int height, Pixels target, int newWidth, int newHeight) {
    Taps columns = Taps.between(width, newWidth);
    Taps rows = Taps.between(height, newHeight);
    Resampling resampling = new Resampling(source, width, columns, newWidth);
    long total = (long) columns.total * rows.total;
    long[] sums = new long[CHANNELS * newWidth];
    for (int y = 0; y < newHeight; y++) {
      Arrays.fill(sums, 0);
      int row = rows.firsts[y];
      for (int tap = rows.starts[y]; tap < rows.starts[y + 1]; tap++) {
        add(resampling.line(row++), rows.weights[tap], sums);
      }
      for (int x = 0; x < newWidth; x++) {
        target.set(y * newWidth + x, pixel(sums, CHANNELS * x, total));
      }
    }
  }

  private static void add(int[] line, int weight, long[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (long) weight * line[i];
    }
  }

  private static int pixel(long[] sums, int at, long total) {
    long alphas = sums[at + 3];
    int alpha = rounded(alphas, total);
    if (alpha == 0) {
      return 0;
    }
    return rounded(sums[at], alphas)
        | rounded(sums[at + 1], alphas) << 8
        | rounded(sums[at + 2], alphas) << 16
        | alpha << 24;
  }

  /** Divides, rounds half up, and keeps the quotient between 0 and 255. */
  private static int rounded(long dividend, long divisor) {
    if (dividend <= 0) {
      return 0;
    }
    return (int) Math.min((2 * dividend + divisor) / (2 * divisor), 255);
  }

  /** Returns a row of the source with the width of the target. */
  private int[] line(int row) {
    int index = row % KEPT_LINES;
    int[] line = lines[index];
    if (rowOfLine[index] != row) {
      rowOfLine[index] = row;
      fill(line, row * width);
    }
    return line;
  }

  private void fill(int[] line, int rowStart) {
    for (int x = 0; x < columns.firsts.length; x++) {
      int from = rowStart + columns.firsts[x];
      int red = 0;
      int green = 0;
      int blue = 0;
      int alphas = 0;
      for (int tap = columns.starts[x]; tap < columns.starts[x + 1]; tap++) {
        int pixel = source.get(from++);
        int alpha = columns.weights[tap] * (pixel >>> 24);
        red += alpha * (pixel & 0xff);
        green += alpha * (pixel >>> 8 & 0xff);
        blue += alpha * (pixel >>> 16 & 0xff);
        alphas += alpha;
      }
      int at = CHANNELS * x;
      line[at] = red;
      line[at + 1] = green;
      line[at + 2] = blue;
      line[at + 3] = alphas;
    }
  }
}
