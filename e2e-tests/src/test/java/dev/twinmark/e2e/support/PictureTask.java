package dev.twinmark.e2e.support;

import dev.twinmark.image.GeneratedPicture;
import dev.twinmark.image.ImageKernels;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** A kernel to be called in the browser, with a random picture and random arguments. */
public record PictureTask(String kernel, int width, int height, String pixels, List<Integer> args) {

  private static final List<String> KERNELS =
      List.of(
          "grayscale",
          "invert",
          "adjustBrightness",
          "adjustContrast",
          "totalBrightness",
          "resize",
          "rotate",
          "crop");

  public static PictureTask of(Random random) {
    GeneratedPicture picture = GeneratedPicture.of(random);
    String kernel = KERNELS.get(random.nextInt(KERNELS.size()));
    return new PictureTask(
        kernel,
        picture.width(),
        picture.height(),
        Base64.getEncoder().encodeToString(picture.pixels()),
        arguments(kernel, picture, random));
  }

  private static List<Integer> arguments(String kernel, GeneratedPicture picture, Random random) {
    return switch (kernel) {
      case "adjustBrightness" -> List.of(random.nextInt(511) - 255);
      case "adjustContrast" ->
          List.of(random.nextInt(random.nextBoolean() ? 300 : ImageKernels.MAX_CONTRAST + 1));
      case "resize" -> List.of(GeneratedPicture.side(random), GeneratedPicture.side(random));
      case "rotate" -> List.of(random.nextInt(13) - 6);
      case "crop" -> {
        int x = random.nextInt(picture.width());
        int y = random.nextInt(picture.height());
        yield List.of(
            x,
            y,
            1 + random.nextInt(picture.width() - x),
            1 + random.nextInt(picture.height() - y));
      }
      default -> List.of();
    };
  }

  /**
   * Returns what the kernel gives on the JVM: bytes in base64, or a number as JavaScript has it.
   */
  public String expected() {
    byte[] bytes = Base64.getDecoder().decode(pixels);
    byte[] result = bytes;
    switch (kernel) {
      case "grayscale" -> ImageKernels.grayscale(bytes);
      case "invert" -> ImageKernels.invert(bytes);
      case "adjustBrightness" -> ImageKernels.adjustBrightness(bytes, args.get(0));
      case "adjustContrast" -> ImageKernels.adjustContrast(bytes, args.get(0));
      case "totalBrightness" -> {
        double total = ImageKernels.totalBrightness(bytes);
        return total == Math.rint(total) ? String.valueOf((long) total) : String.valueOf(total);
      }
      case "resize" -> result = ImageKernels.resize(bytes, width, height, args.get(0), args.get(1));
      case "rotate" -> result = ImageKernels.rotate(bytes, width, height, args.get(0));
      case "crop" ->
          result =
              ImageKernels.crop(
                  bytes, width, height, args.get(0), args.get(1), args.get(2), args.get(3));
      default -> throw new IllegalStateException(kernel);
    }
    return Base64.getEncoder().encodeToString(result);
  }

  @Override
  public String toString() {
    return "%s(%d × %d, %s)".formatted(kernel, width, height, args);
  }
}
