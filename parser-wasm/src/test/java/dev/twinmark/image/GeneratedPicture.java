package dev.twinmark.image;

import java.util.Random;
import java.util.function.IntSupplier;

/**
 * A random picture: noise, colours from the ends of their range, transparent parts, a single
 * colour, or a gradient; from a single pixel and single rows on, with odd sides.
 */
public final class GeneratedPicture {

  private static final int LONGEST_SIDE = 70;

  private final int width;
  private final int height;
  private final byte[] pixels;

  GeneratedPicture(int width, int height, byte[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  public static GeneratedPicture of(Random random) {
    int width = side(random);
    int height = side(random);
    byte[] pixels = new byte[4 * width * height];
    IntSupplier next = values(random);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) next.getAsInt();
    }
    IntSupplier alpha = alphas(random);
    for (int i = 3; i < pixels.length; i += 4) {
      pixels[i] = (byte) alpha.getAsInt();
    }
    return new GeneratedPicture(width, height, pixels);
  }

  /** Returns a side of another picture, shorter, longer or the same. */
  public static int side(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(4);
      case 1 -> 32;
      default -> 1 + random.nextInt(LONGEST_SIDE);
    };
  }

  private static IntSupplier values(Random random) {
    int first = random.nextInt(256);
    int step = random.nextInt(5);
    int[] next = {first};
    return switch (random.nextInt(4)) {
      case 0 -> () -> random.nextInt(256);
      case 1 -> () -> random.nextBoolean() ? 255 : 0;
      case 2 -> () -> next[0] += step;
      default -> () -> first;
    };
  }

  private static IntSupplier alphas(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> () -> random.nextInt(256);
      case 1 -> () -> random.nextBoolean() ? 255 : 0;
      case 2 -> () -> random.nextInt(3);
      default -> () -> 255;
    };
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The picture's own array. */
  public byte[] pixels() {
    return pixels;
  }

  int channel(int x, int y, int channel) {
    return pixels[4 * (y * width + x) + channel] & 0xff;
  }

  @Override
  public String toString() {
    return width + " × " + height;
  }
}
