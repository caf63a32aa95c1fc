package dev.twinmark.e2e.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A file for the editor: its name, the type that the system tells, and its bytes. */
public final class PictureFile {

  /** Metadata that must not get into a document. */
  public static final String SECRET = "48.2082N 16.3738E";

  /** Clockwise by a quarter, as a phone that is held upright writes it. */
  private static final int TURNED_RIGHT = 6;

  private static final int PNG_SIGNATURE_BYTES = 8;

  /** Length, type and checksum of a PNG's chunk, around its data of 13 bytes. */
  private static final int PNG_HEADER_BYTES = 12 + 13;

  private final String name;
  private final String type;
  private final byte[] bytes;

  public PictureFile(String name, String type, byte[] bytes) {
    this.name = name;
    this.type = type;
    this.bytes = bytes.clone();
  }

  public String name() {
    return name;
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * A photo of this size as a camera writes it: turned, with a position. As it is stored, its top
   * left quarter is red, the top right one green, the bottom left one blue, the last one white.
   */
  public static PictureFile photo(String name, int width, int height) {
    byte[] jpeg = encoded(quarters(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    return new PictureFile(name, "image/jpeg", withExif(jpeg));
  }

  /** A PNG of four quarters, with a position in a text. */
  public static PictureFile png(String name, int width, int height) {
    byte[] png = encoded(quarters(width, height, BufferedImage.TYPE_INT_ARGB), "png");
    byte[] text = ("tEXtComment\0" + SECRET).getBytes(StandardCharsets.ISO_8859_1);
    int at = PNG_SIGNATURE_BYTES + PNG_HEADER_BYTES;
    return new PictureFile(name, "image/png", inserted(png, at, chunk(text)));
  }

  /** A PNG with transparent pixels, and too much noise for the text. */
  public static PictureFile transparentNoise(String name, int width, int height, long seed) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return new PictureFile(name, "image/png", encoded(image, "png"));
  }

  /** A PNG with 16 bits for each channel. */
  public static PictureFile deepPng(String name) {
    var image = new BufferedImage(20, 10, BufferedImage.TYPE_USHORT_GRAY);
    return new PictureFile(name, "image/png", encoded(image, "png"));
  }

  /** A JPEG of four channels, as printers have them. */
  public static PictureFile cmyk(String name) {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 40, 20, 4, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return new PictureFile(name, "image/jpeg", out.toByteArray());
  }

  /** Returns the file with other bytes behind its end. */
  public PictureFile followedBy(byte[] other) {
    return new PictureFile(name, type, inserted(bytes, bytes.length, other));
  }

  /** A PNG of a few bytes that claims to be as large as this. */
  public static PictureFile bomb(String name, int side) {
    byte[] png = png(name, 4, 4).bytes();
    byte[] header = Arrays.copyOfRange(png, PNG_SIGNATURE_BYTES + 4, PNG_SIGNATURE_BYTES + 21);
    ByteBuffer.wrap(header).putInt(4, side).putInt(8, side);
    byte[] chunk = chunk(header);
    System.arraycopy(chunk, 0, png, PNG_SIGNATURE_BYTES, chunk.length);
    return new PictureFile(name, "image/png", png);
  }

  /** A GIF of as many frames, with a comment behind each. */
  public static PictureFile gif(String name, int frames) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {1, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
    for (int i = 0; i < frames; i++) {
      out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 0, 10, 0, 0, 0});
      out.writeBytes(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
      out.writeBytes(new byte[] {0x21, (byte) 0xFE, (byte) SECRET.length()});
      out.writeBytes(SECRET.getBytes(StandardCharsets.US_ASCII));
      out.write(0);
    }
    out.write(0x3B);
    return new PictureFile(name, "image/gif", out.toByteArray());
  }

  public static PictureFile text(String name, String type, String text) {
    return new PictureFile(name, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first half of the file. */
  public PictureFile truncated() {
    return new PictureFile(name, type, Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** The file as {@code e2e.giveFiles} takes it. */
  public Map<String, String> forPage() {
    return Map.of("name", name, "type", type, "content", Base64.getEncoder().encodeToString(bytes));
  }

  private static BufferedImage quarters(int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    Color[] colors = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int i = 0; i < colors.length; i++) {
      graphics.setColor(colors[i]);
      graphics.fillRect(i % 2 * (width / 2), i / 2 * (height / 2), width, height);
    }
    graphics.dispose();
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Puts EXIF at the beginning: an orientation and a text. */
  private static byte[] withExif(byte[] jpeg) {
    byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
    int tiffLength = 38 + secret.length;
    ByteBuffer segment = ByteBuffer.allocate(10 + tiffLength);
    segment.putShort((short) 0xFFE1).putShort((short) (8 + tiffLength));
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    segment.order(ByteOrder.LITTLE_ENDIAN);
    segment.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    segment.putShort((short) 2);
    segment.putShort((short) 0x010E).putShort((short) 2).putInt(secret.length).putInt(38);
    segment.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(TURNED_RIGHT);
    segment.putInt(0).put(secret);
    return inserted(jpeg, 2, segment.array());
  }

  /**
   * @param content type and data
   */
  private static byte[] chunk(byte[] content) {
    var checksum = new CRC32();
    checksum.update(content);
    return ByteBuffer.allocate(content.length + 8)
        .putInt(content.length - 4)
        .put(content)
        .putInt((int) checksum.getValue())
        .array();
  }

  private static byte[] inserted(byte[] file, int at, byte[] part) {
    return ByteBuffer.allocate(file.length + part.length)
        .put(file, 0, at)
        .put(part)
        .put(file, at, file.length - at)
        .array();
  }
}
