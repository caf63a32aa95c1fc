package dev.twinmark.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTest {

  private static final int CORRUPTIONS = 4_000;

  private static final class Sample {
    private final PictureFormat format;
    private final byte[] file;

    Sample(PictureFormat format, byte[] file) {
      this.format = format;
      this.file = file;
    }

    @Override
    public String toString() {
      return format.name();
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(PictureFormat.PNG, PictureFiles.png(Exif.UPRIGHT)),
        new Sample(PictureFormat.JPEG, PictureFiles.jpeg(Exif.UPRIGHT)),
        new Sample(PictureFormat.GIF, PictureFiles.gif()),
        new Sample(PictureFormat.WEBP, PictureFiles.webp(Exif.UPRIGHT)),
        new Sample(PictureFormat.AVIF, PictureFiles.avif()));
  }

  static Stream<Sample> turned() {
    return Stream.of(
        new Sample(PictureFormat.PNG, PictureFiles.png(6)),
        new Sample(PictureFormat.JPEG, PictureFiles.jpeg(6)),
        new Sample(PictureFormat.WEBP, PictureFiles.webp(6)));
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void formatAndSizeAreRead(Sample sample) {
    Picture picture = Picture.read(sample.file);
    assertEquals(sample.format, picture.format());
    assertEquals(12, picture.width());
    assertEquals(7, picture.height());
  }

  @ParameterizedTest
  @MethodSource({"samples", "turned"})
  void metadataAreGone(Sample sample) {
    assertTrue(latin1(sample.file).contains(PictureFiles.SECRET));
    Picture picture = Picture.read(sample.file);
    assertFalse(latin1(picture.content()).contains(PictureFiles.SECRET));
    Picture again = Picture.read(picture.content());
    assertArrayEquals(picture.content(), again.content());
  }

  @ParameterizedTest
  @MethodSource({"samples", "turned"})
  void pixelsStay(Sample sample) throws IOException {
    BufferedImage before = ImageIO.read(new ByteArrayInputStream(sample.file));
    if (sample.format == PictureFormat.WEBP || sample.format == PictureFormat.AVIF) {
      // Java decodes neither; their pixels are bytes of the sample.
      byte[] pixels =
          sample.format == PictureFormat.AVIF ? new byte[] {9, 8, 7, 6} : new byte[] {1, 2, 3};
      assertTrue(latin1(Picture.read(sample.file).content()).contains(latin1(pixels)));
      return;
    }
    byte[] content = Picture.read(sample.file).content();
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(content));
    assertArrayEquals(rgb(before), rgb(after));
  }

  private static int[] rgb(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @ParameterizedTest
  @MethodSource("turned")
  void orientationStays(Sample sample) {
    String content = latin1(Picture.read(sample.file).content());
    assertTrue(content.contains(latin1(Exif.of(6))));
  }

  @Test
  void repetitionOfAnimationsStays() {
    assertTrue(latin1(Picture.read(PictureFiles.gif()).content()).contains("NETSCAPE2.0"));
  }

  @Test
  void otherFilesAreRefused() {
    for (String text :
        new String[] {
          "",
          "<!doctype html><script>alert(1)</script>",
          "GIF9",
          "%PDF-1.7",
          "RIFF0000WAVE",
          "\u0000\u0000\u0000\u0014ftypmp42\u0000\u0000\u0000\u0000isom"
        }) {
      assertRefused(text, "neither");
    }
    for (String svg :
        new String[] {
          "<svg xmlns='http://www.w3.org/2000/svg'>",
          "\n<?xml version='1.0'?><!-- <a> --><!DOCTYPE svg><svg:svg>",
          "\u00EF\u00BB\u00BF<SVG\n>"
        }) {
      assertRefused(svg, "scripts");
    }
  }

  private static void assertRefused(String file, String reason) {
    byte[] bytes = file.getBytes(StandardCharsets.ISO_8859_1);
    String message = assertThrows(PictureException.class, () -> Picture.read(bytes)).getMessage();
    assertTrue(message.contains(reason), file + ": " + message);
  }

  @Test
  void hugePicturesAreRefused() {
    byte[] png = PictureFiles.png(1);
    byte[] claiming = png.clone();
    System.arraycopy(PictureFiles.big(50_000, 4), 0, claiming, 16, 4);
    System.arraycopy(PictureFiles.big(50_000, 4), 0, claiming, 20, 4);
    String message =
        assertThrows(PictureException.class, () -> Picture.read(claiming)).getMessage();
    assertTrue(message.contains("50000 × 50000"), message);
  }

  /** A part of an SVG that begins without an end is searched once. */
  @Test
  void longBeginningsTakeNoTime() {
    assertRefused("<!".repeat(1_000_000), "neither");
    assertRefused(" ".repeat(1_000_000), "neither");
  }

  @ParameterizedTest
  @MethodSource({"samples", "turned"})
  void truncatedFilesAreRefusedOrWhole(Sample sample) {
    for (int length = 0; length < sample.file.length; length++) {
      readOrRefuse(Arrays.copyOf(sample.file, length));
    }
  }

  /** Metadata follow the pixels, and are left out: no size may be read from them. */
  @Test
  void sizesAreInTheirChunks() {
    for (int bytes = 0; bytes < 10; bytes++) {
      byte[] file = PictureFiles.webpWithoutSize(bytes);
      assertThrows(PictureException.class, () -> Picture.read(file));
    }
  }

  @ParameterizedTest
  @MethodSource({"samples", "turned"})
  void damagedFilesAreRefusedOrReadTheSameAgain(Sample sample) {
    Random random = new Random(Seeds.next("damaged pictures"));
    for (int i = 0; i < CORRUPTIONS; i++) {
      byte[] file = sample.file.clone();
      int changes = 1 + random.nextInt(4);
      for (int j = 0; j < changes; j++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(file);
    }
  }

  private static void readOrRefuse(byte[] file) {
    Picture picture;
    try {
      picture = Picture.read(file);
    } catch (PictureException e) {
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
      return;
    }
    Picture again = Picture.read(picture.content());
    assertEquals(picture.format(), again.format());
    assertEquals(picture.width(), again.width());
    assertArrayEquals(picture.content(), again.content());
  }
}
