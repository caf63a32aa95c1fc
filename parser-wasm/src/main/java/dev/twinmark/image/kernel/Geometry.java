package dev.twinmark.image.kernel;

/** Operations that move pixels and change none. */
public final class Geometry {

  /**
   * Side of the squares in which rows become columns. A quarter turn reads one pixel of each row:
   * in a square of 32, the 64 bytes that the processor fetches for it serve the next columns, too.
   * Rows are copied as a whole.
   */
  private static final int TILE_PIXELS = 32;

  private Geometry() {}

  /**
   * Turns a picture clockwise. After an odd number of quarter turns its width is what its height
   * was.
   *
   * @param quarters any number; negative ones turn counterclockwise
   */
  public static void rotate(Pixels source, int width, int height, int quarters, Pixels target) {
    switch (Math.floorMod(quarters, 4)) {
      case 0 -> copy(source, 0, 1, width, target, width, height);
      case 1 -> copy(source, (height - 1) * width, -width, 1, target, height, width);
      case 2 -> copy(source, width * height - 1, -1, -width, target, width, height);
      default -> copy(source, width - 1, width, -1, target, height, width);
    }
  }

  /** Copies the rectangle whose left upper corner is at {@code (x, y)}. */
  public static void crop(
      Pixels source, int width, int x, int y, Pixels target, int newWidth, int newHeight) {
    copy(source, y * width + x, 1, width, target, newWidth, newHeight);
  }

  /**
   * Fills a picture with pixels of another one.
   *
   * @param start the index of the first one
   * @param stepX the distance of the index from one pixel of a target's row to the next
   * @param stepY the distance from one row to the next
   */
  private static void copy(
      Pixels source, int start, int stepX, int stepY, Pixels target, int width, int height) {
    int tileWidth = Math.abs(stepX) == 1 ? width : TILE_PIXELS;
    for (int top = 0; top < height; top += TILE_PIXELS) {
      int bottom = Math.min(top + TILE_PIXELS, height);
      for (int left = 0; left < width; left += tileWidth) {
        int right = Math.min(left + tileWidth, width);
        for (int y = top; y < bottom; y++) {
          int from = start + y * stepY + left * stepX;
          int row = y * width;
          for (int x = left; x < right; x++) {
            target.set(row + x, source.get(from));
            from += stepX;
          }
        }
      }
    }
  }
}
