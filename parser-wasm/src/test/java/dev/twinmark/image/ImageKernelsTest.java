package dev.twinmark.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinmark.testing.Seeds;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** {@code -Dtwinmark.fuzz.pictures=100000} tries more pictures. */
final class ImageKernelsTest {

  private static final int PICTURES = Integer.getInteger("twinmark.fuzz.pictures", 1_000);

  /** The reference sums over all pixels of the source for each one of the target. */
  private static final int RESIZED_PICTURES = Math.max(1, PICTURES / 10);

  @Test
  void colourOperationsEqualTheReference() {
    forPictures(
        PICTURES,
        "the colours of pictures",
        (picture, random) -> {
          byte[] pixels = picture.pixels();
          assertArrayEquals(
              ReferenceKernels.grayscale(pixels), changed(pixels, ImageKernels::grayscale));
          assertArrayEquals(ReferenceKernels.invert(pixels), changed(pixels, ImageKernels::invert));
          int delta = random.nextInt(511) - 255;
          assertArrayEquals(
              ReferenceKernels.adjustBrightness(pixels, delta),
              changed(pixels, copy -> ImageKernels.adjustBrightness(copy, delta)),
              () -> "delta " + delta);
          int percent = random.nextInt(random.nextBoolean() ? 300 : ImageKernels.MAX_CONTRAST + 1);
          assertArrayEquals(
              ReferenceKernels.adjustContrast(pixels, percent),
              changed(pixels, copy -> ImageKernels.adjustContrast(copy, percent)),
              () -> "percent " + percent);
          assertEquals(
              ReferenceKernels.totalBrightness(pixels).doubleValue(),
              ImageKernels.totalBrightness(pixels));
        });
  }

  @Test
  void resizingEqualsTheReference() {
    forPictures(
        RESIZED_PICTURES,
        "resized pictures",
        (picture, random) -> {
          int newWidth = GeneratedPicture.side(random);
          int newHeight = GeneratedPicture.side(random);
          assertArrayEquals(
              ReferenceKernels.resize(picture, newWidth, newHeight),
              resized(picture, newWidth, newHeight),
              () -> picture + " to " + newWidth + " × " + newHeight);
        });
  }

  @Test
  void rotationEqualsTheReference() {
    forPictures(
        PICTURES,
        "rotated pictures",
        (picture, random) -> {
          GeneratedPicture turned = picture;
          for (int quarters = 0; quarters < 5; quarters++) {
            for (int turns : new int[] {-4, 0, 4}) {
              assertArrayEquals(
                  turned.pixels(),
                  ImageKernels.rotate(
                      picture.pixels(), picture.width(), picture.height(), quarters + turns));
            }
            turned =
                new GeneratedPicture(
                    turned.height(), turned.width(), ReferenceKernels.rotateOnce(turned));
          }
        });
  }

  @Test
  void operationsKeepTheirLaws() {
    forPictures(
        PICTURES,
        "laws of pictures",
        (picture, random) -> {
          byte[] pixels = picture.pixels();
          int width = picture.width();
          int height = picture.height();
          byte[] gray = changed(pixels, ImageKernels::grayscale);
          assertArrayEquals(gray, changed(gray, ImageKernels::grayscale), "gray of gray");
          byte[] inverted = changed(pixels, ImageKernels::invert);
          assertArrayEquals(pixels, changed(inverted, ImageKernels::invert), "inverted twice");
          assertArrayEquals(
              pixels, changed(pixels, copy -> ImageKernels.adjustBrightness(copy, 0)));
          assertArrayEquals(
              pixels, changed(pixels, copy -> ImageKernels.adjustContrast(copy, 100)));
          assertEquals(
              255L * 1000 * width * height,
              thousandths(ImageKernels.totalBrightness(pixels))
                  + thousandths(ImageKernels.totalBrightness(inverted)));
          assertArrayEquals(
              pixels, ImageKernels.crop(pixels, width, height, 0, 0, width, height), "whole");
          byte[] turned = ImageKernels.rotate(pixels, width, height, 1);
          assertArrayEquals(
              pixels, ImageKernels.rotate(turned, height, width, -1), "there and back");
        });
  }

  @Test
  void resizingKeepsItsLaws() {
    forPictures(
        PICTURES,
        "laws of resizing",
        (picture, random) -> {
          int newWidth = GeneratedPicture.side(random);
          int newHeight = GeneratedPicture.side(random);
          byte[] result = resized(picture, newWidth, newHeight);
          // Turned by half before or after, and a quarter as well: no direction is preferred.
          for (int quarters = 1; quarters < 3; quarters++) {
            boolean swaps = quarters == 1;
            byte[] turned =
                ImageKernels.rotate(picture.pixels(), picture.width(), picture.height(), quarters);
            assertArrayEquals(
                ImageKernels.rotate(result, newWidth, newHeight, quarters),
                ImageKernels.resize(
                    turned,
                    swaps ? picture.height() : picture.width(),
                    swaps ? picture.width() : picture.height(),
                    swaps ? newHeight : newWidth,
                    swaps ? newWidth : newHeight));
          }
          byte[] colour = Arrays.copyOf(picture.pixels(), 4);
          colour[3] |= 1;
          assertArrayEquals(
              repeated(colour, newWidth * newHeight),
              ImageKernels.resize(
                  repeated(colour, picture.width() * picture.height()),
                  picture.width(),
                  picture.height(),
                  newWidth,
                  newHeight),
              "one colour");
          byte[] opaque = picture.pixels().clone();
          for (int i = 3; i < opaque.length; i += 4) {
            opaque[i] = (byte) 255;
          }
          assertArrayEquals(
              opaque,
              ImageKernels.resize(
                  opaque, picture.width(), picture.height(), picture.width(), picture.height()),
              "the same size");
        });
  }

  @Test
  void croppingTakesTheRectangle() {
    forPictures(
        PICTURES,
        "cropped pictures",
        (picture, random) -> {
          int x = random.nextInt(picture.width());
          int y = random.nextInt(picture.height());
          int newWidth = 1 + random.nextInt(picture.width() - x);
          int newHeight = 1 + random.nextInt(picture.height() - y);
          byte[] part =
              ImageKernels.crop(
                  picture.pixels(), picture.width(), picture.height(), x, y, newWidth, newHeight);
          for (int row = 0; row < newHeight; row++) {
            int from = 4 * ((y + row) * picture.width() + x);
            assertArrayEquals(
                Arrays.copyOfRange(picture.pixels(), from, from + 4 * newWidth),
                Arrays.copyOfRange(part, 4 * row * newWidth, 4 * (row + 1) * newWidth));
          }
        });
  }

  @Test
  void longestSidesAreResized() {
    int side = ImageKernels.MAX_SIDE;
    byte[] white = repeated(new byte[] {-1, -1, -1, -1}, side);
    assertArrayEquals(new byte[] {-1, -1, -1, -1}, ImageKernels.resize(white, side, 1, 1, 1));
    assertArrayEquals(new byte[] {-1, -1, -1, -1}, ImageKernels.resize(white, 1, side, 1, 1));
    assertArrayEquals(
        repeated(new byte[] {-1, -1, -1, -1}, side - 1),
        ImageKernels.resize(white, side, 1, side - 1, 1));
    byte[] nearlyAll = repeated(new byte[] {-1, -1, -1, -1}, side - 1);
    assertArrayEquals(white, ImageKernels.resize(nearlyAll, 1, side - 1, 1, side));
  }

  @Test
  void wrongArgumentsAreRefused() {
    byte[] pixels = new byte[4 * 6];
    assertRefused(
        "The length of the pixels is not a multiple of four bytes: 5",
        () -> ImageKernels.invert(new byte[5]));
    assertRefused(
        "The delta of the brightness is not −255 to 255: 256",
        () -> ImageKernels.adjustBrightness(pixels, 256));
    assertRefused(
        "The contrast is not 0 to 10000 percent: -1",
        () -> ImageKernels.adjustContrast(pixels, -1));
    assertRefused(
        "The width is not 1 to 32767: 0", () -> ImageKernels.rotate(new byte[0], 0, 1, 1));
    assertRefused(
        "The height is not 1 to 32767: 40000", () -> ImageKernels.resize(pixels, 2, 3, 1, 40_000));
    assertRefused(
        "A picture of 3 × 3 pixels does not have 24 bytes.",
        () -> ImageKernels.rotate(pixels, 3, 3, 1));
    assertRefused(
        "A picture is too large for an array, in bytes: 4294705156",
        () -> ImageKernels.resize(pixels, 2, 3, 32_767, 32_767));
    assertRefused(
        "The first column of 2 is not within the picture's 2: 1",
        () -> ImageKernels.crop(pixels, 2, 3, 1, 0, 2, 1));
    assertRefused(
        "The first row of 1 is not within the picture's 3: -1",
        () -> ImageKernels.crop(pixels, 2, 3, 0, -1, 2, 1));
    assertThrows(NullPointerException.class, () -> ImageKernels.grayscale(null));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static byte[] resized(GeneratedPicture picture, int newWidth, int newHeight) {
    return ImageKernels.resize(
        picture.pixels(), picture.width(), picture.height(), newWidth, newHeight);
  }

  private static long thousandths(double brightness) {
    return BigDecimal.valueOf(brightness).movePointRight(3).longValueExact();
  }

  private static byte[] repeated(byte[] pixel, int count) {
    byte[] pixels = new byte[pixel.length * count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel[i % pixel.length];
    }
    return pixels;
  }

  private static byte[] changed(byte[] pixels, Consumer<byte[]> operation) {
    byte[] copy = pixels.clone();
    operation.accept(copy);
    return copy;
  }

  private interface Check {
    void check(GeneratedPicture picture, Random random);
  }

  private static void forPictures(int count, String subject, Check check) {
    Random random = new Random(Seeds.next(subject));
    for (int i = 0; i < count; i++) {
      check.check(GeneratedPicture.of(random), random);
    }
  }
}
