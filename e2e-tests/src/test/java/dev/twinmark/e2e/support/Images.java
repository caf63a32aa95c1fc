package dev.twinmark.e2e.support;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures of pages, compared pixel by pixel. */
public final class Images {

  /**
   * The difference of a channel that is none: Chromium's rounding of the edges of round corners
   * depends on the transform that a box is painted with. At the corner of a check box it is 7.
   */
  private static final int ROUNDING = 7;

  private Images() {}

  /**
   * Reads a PNG in base64.
   *
   * @throws UncheckedIOException when it is none
   */
  public static BufferedImage read(String base64) {
    try {
      return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Saves an image as {@code target/screenshots/NAME.png}. */
  public static void write(BufferedImage image, String name) {
    try {
      ImageIO.write(image, "png", Settings.output("screenshots/" + name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where two images differ, in words; empty if every pixel is the same. */
  public static String difference(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return "%d×%d and %d×%d pixels"
          .formatted(one.getWidth(), one.getHeight(), other.getWidth(), other.getHeight());
    }
    int count = 0;
    Rectangle around = new Rectangle(-1, -1);
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (differs(one.getRGB(x, y), other.getRGB(x, y))) {
          count++;
          around.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return count == 0
        ? ""
        : "%d pixels within %d×%d at %d,%d"
            .formatted(count, around.width, around.height, around.x, around.y);
  }

  private static boolean differs(int one, int other) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      if (Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF)) > ROUNDING) {
        return true;
      }
    }
    return false;
  }
}
