package dev.twinmark.wasm;

import dev.twinmark.image.kernel.Geometry;
import dev.twinmark.image.kernel.Resampling;
import dev.twinmark.image.kernel.Tones;
import org.teavm.interop.Export;

/**
 * The functions that {@code image.wasm} exports, under the names of {@link
 * dev.twinmark.image.ImageKernels}. A picture is in the module's linear memory, known by its
 * address, a multiple of four: so a call takes numbers alone, and pixels never cross one by one.
 * The module allocates nothing there; where pictures are, JavaScript decides.
 */
final class ImageModule {

  private ImageModule() {}

  @Export(name = "grayscale")
  public static void grayscale(int address, int count) {
    Tones.grayscale(new MemoryPixels(address), count);
  }

  @Export(name = "invert")
  public static void invert(int address, int count) {
    Tones.invert(new MemoryPixels(address), count);
  }

  @Export(name = "adjustBrightness")
  public static void adjustBrightness(int address, int count, int delta) {
    Tones.adjustBrightness(new MemoryPixels(address), count, delta);
  }

  @Export(name = "adjustContrast")
  public static void adjustContrast(int address, int count, int percent) {
    Tones.adjustContrast(new MemoryPixels(address), count, percent);
  }

  @Export(name = "totalBrightness")
  public static double totalBrightness(int address, int count) {
    return Tones.totalBrightness(new MemoryPixels(address), count);
  }

  @Export(name = "resize")
  public static void resize(
      int address, int width, int height, int target, int newWidth, int newHeight) {
    Resampling.resize(
        new MemoryPixels(address), width, height, new MemoryPixels(target), newWidth, newHeight);
  }

  @Export(name = "rotate")
  public static void rotate(int address, int width, int height, int quarters, int target) {
    Geometry.rotate(new MemoryPixels(address), width, height, quarters, new MemoryPixels(target));
  }

  @Export(name = "crop")
  public static void crop(
      int address, int width, int x, int y, int target, int newWidth, int newHeight) {
    Geometry.crop(
        new MemoryPixels(address), width, x, y, new MemoryPixels(target), newWidth, newHeight);
  }
}
