package dev.twinmark.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files of pictures that tell {@link #SECRET} in each of their metadata. */
public final class PictureFiles {

  public static final String SECRET = "52.5163 N 13.3777 E";

  private static final int WIDTH = 12;
  private static final int HEIGHT = 7;

  private PictureFiles() {}

  /** Joins bytes, numbers of one byte, and Latin-1 texts. */
  static byte[] join(Object... parts) {
    var joined = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof byte[] bytes) {
        joined.writeBytes(bytes);
      } else if (part instanceof Integer number) {
        joined.write(number);
      } else {
        joined.writeBytes(((String) part).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return joined.toByteArray();
  }

  static byte[] big(long number, int size) {
    return Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(number).array(), 8 - size, 8);
  }

  static byte[] little(int number, int size) {
    return Arrays.copyOf(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array(), size);
  }

  private static byte[] encoded(String format) {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] exif(int orientation) {
    return join(Exif.of(orientation), SECRET);
  }

  private static byte[] pngChunk(String type, Object... data) {
    byte[] joined = join(data);
    byte[] named = join(type, joined);
    var checksum = new CRC32();
    checksum.update(named);
    return join(big(joined.length, 4), named, big(checksum.getValue(), 4));
  }

  /** A PNG with a comment, EXIF and bytes behind its end. */
  public static byte[] png(int orientation) {
    byte[] plain = encoded("png");
    int afterHeader = 8 + 12 + 13;
    return join(
        Arrays.copyOf(plain, afterHeader),
        pngChunk("tEXt", "Comment\0", SECRET),
        pngChunk("eXIf", exif(orientation)),
        Arrays.copyOfRange(plain, afterHeader, plain.length),
        SECRET);
  }

  private static byte[] segment(int marker, Object... data) {
    byte[] joined = join(data);
    return join(0xFF, marker, big(joined.length + 2L, 2), joined);
  }

  static byte[] jpeg(int orientation) {
    byte[] plain = encoded("jpeg");
    return join(
        0xFF,
        0xD8,
        segment(0xE1, "Exif\0\0", exif(orientation)),
        segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", SECRET),
        segment(0xED, "Photoshop 3.0\0", SECRET),
        segment(0xFE, SECRET),
        Arrays.copyOfRange(plain, 2, plain.length),
        "<script>" + SECRET);
  }

  static byte[] gif() {
    byte[] plain = encoded("gif");
    int afterTable = 13 + 3 * (2 << (plain[10] & 7));
    return join(
        Arrays.copyOf(plain, afterTable),
        join(0x21, 0xFE, SECRET.length(), SECRET, 0),
        join(0x21, 0xFF, 11, "XMP DataXMP", SECRET.length(), SECRET, 0),
        join(0x21, 0xFF, 11, "NETSCAPE2.0", 3, 1, 0, 0, 0),
        Arrays.copyOfRange(plain, afterTable, plain.length),
        SECRET);
  }

  private static byte[] riffChunk(String type, Object... data) {
    byte[] joined = join(data);
    return join(type, little(joined.length, 4), joined, new byte[joined.length % 2]);
  }

  static byte[] webp(int orientation) {
    return webp(
        orientation,
        riffChunk("VP8L", 0x2F, little((WIDTH - 1) | ((HEIGHT - 1) << 14), 4), 1, 2, 3));
  }

  /** A WebP whose pixels are too few bytes for their size, with metadata behind them. */
  static byte[] webpWithoutSize(int bytes) {
    return webp(Exif.UPRIGHT, riffChunk("VP8 ", new byte[bytes]));
  }

  private static byte[] webp(int orientation, byte[] pixels) {
    byte[] chunks =
        join(
            riffChunk("VP8X", 0x0C, 0, 0, 0, little(WIDTH - 1, 3), little(HEIGHT - 1, 3)),
            pixels,
            riffChunk("EXIF", exif(orientation)),
            riffChunk("XMP ", SECRET));
    return join("RIFF", little(4 + chunks.length, 4), "WEBP", chunks, SECRET);
  }

  private static byte[] box(String type, Object... data) {
    byte[] joined = join(data);
    return join(big(joined.length + 8L, 4), type, joined);
  }

  private static byte[] itemInfo(int id, String type) {
    return box("infe", 2, 0, 0, 0, big(id, 2), 0, 0, type, 0);
  }

  /** An AVIF with an image, EXIF and XMP as its items. */
  static byte[] avif() {
    byte[] type = box("ftyp", "avif", 0, 0, 0, 0, "mif1avif");
    byte[] pixels = {9, 8, 7, 6};
    int metaBytes = meta(0, 0, 0).length;
    int pixelsAt = type.length + metaBytes + 8;
    int exifAt = pixelsAt + pixels.length;
    int xmpAt = exifAt + SECRET.length();
    return join(
        type,
        meta(pixelsAt, exifAt, xmpAt),
        box("mdat", pixels, SECRET, SECRET),
        box("free", SECRET));
  }

  private static byte[] meta(int pixelsAt, int exifAt, int xmpAt) {
    int length = SECRET.length();
    return box(
        "meta",
        new byte[4],
        box(
            "iinf",
            new byte[4],
            big(3, 2),
            itemInfo(1, "av01"),
            itemInfo(2, "Exif"),
            itemInfo(3, "mime")),
        box("iprp", box("ipco", box("ispe", new byte[4], big(WIDTH, 4), big(HEIGHT, 4)))),
        box(
            "iloc",
            new byte[4],
            0x44,
            0,
            big(3, 2),
            location(1, pixelsAt, 4),
            location(2, exifAt, length),
            location(3, xmpAt, length)));
  }

  private static byte[] location(int id, int at, int length) {
    return join(big(id, 2), 0, 0, big(1, 2), big(at, 4), big(length, 4));
  }
}
