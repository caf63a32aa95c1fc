package dev.twinmark.image.kernel;

/**
 * The pixels of a picture, row by row, each as one {@code int}: red in the lowest eight bits, then
 * green, blue and alpha. That is the order of the bytes R, G, B, A on a little-endian machine, so a
 * kernel reads a pixel at once instead of four bytes.
 */
public abstract class Pixels {

  /** Returns a pixel; the index is not checked. */
  public abstract int get(int index);

  /** Sets a pixel; the index is not checked. */
  public abstract void set(int index, int pixel);

  /** Returns a pixel, in the lower half, and the next one. */
  public abstract long getPair(int index);

  /** Sets a pixel, from the lower half, and the next one. */
  public abstract void setPair(int index, long pair);
}
