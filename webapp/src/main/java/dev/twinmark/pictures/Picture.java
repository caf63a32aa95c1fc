package dev.twinmark.pictures;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A picture, read without decoding a pixel. */
public final class Picture {

  /**
   * The largest picture, in pixels: it takes 256 MB in the browsers that decode it. A small file
   * can claim to have more.
   */
  public static final long MAX_PIXELS = 64_000_000;

  /** The bytes in which SVG has its first element, behind comments and the like. */
  private static final int SVG_START_BYTES = 4096;

  private static final Pattern SVG =
      Pattern.compile(
          "^(?:\u00EF\u00BB\u00BF)?\\s*+<(?:[?!].*<)?(?:\\w++:)?svg[\\s>]",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String PNG = "\u0089PNG\r\n\u001A\n";
  private static final String JPEG = "\u00FF\u00D8\u00FF";

  private final PictureFormat format;
  private final int width;
  private final int height;
  private final byte[] content;

  Picture(PictureFormat format, int width, int height, byte[] content) {
    this.format = format;
    this.width = width;
    this.height = height;
    this.content = content;
  }

  /** The format of the file. */
  public PictureFormat format() {
    return format;
  }

  /** The width of the largest frame that the file declares, as it is stored, in pixels. */
  public int width() {
    return width;
  }

  /** The height, likewise. */
  public int height() {
    return height;
  }

  /**
   * The file without EXIF, XMP, comments, thumbnails and bytes behind its end. Its pixels and its
   * orientation are the same.
   */
  public byte[] content() {
    return content;
  }

  /**
   * Reads a file. Its format is recognized by its bytes, as its name and media type are the
   * sender's.
   *
   * @throws PictureException if it is in none of the formats, damaged, or has too many pixels
   */
  public static Picture read(byte[] file) {
    var bytes = new Bytes(file, false);
    Picture picture = readAs(file, bytes);
    if (picture.width == 0 || picture.height == 0) {
      throw PictureException.damaged();
    }
    if ((long) picture.width * picture.height > MAX_PIXELS) {
      throw new PictureException(
          "The picture has %d × %d pixels, more than the %d million that are stored."
              .formatted(picture.width, picture.height, MAX_PIXELS / 1_000_000));
    }
    return picture;
  }

  private static Picture readAs(byte[] file, Bytes bytes) {
    if (bytes.has(0, PNG)) {
      return PngFile.read(bytes);
    }
    if (bytes.has(0, JPEG)) {
      return JpegFile.read(bytes);
    }
    if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
      return WebPFile.read(new Bytes(file, true));
    }
    if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
      return GifFile.read(new Bytes(file, true));
    }
    if (AvifFile.isOne(bytes)) {
      return AvifFile.read(file);
    }
    String start =
        new String(file, 0, Math.min(SVG_START_BYTES, file.length), StandardCharsets.ISO_8859_1);
    throw new PictureException(
        SVG.matcher(start).find()
            ? "The picture is an SVG, which may contain scripts. Convert it to PNG or WebP."
            : "The file is neither PNG, JPEG, GIF, WebP nor AVIF.");
  }
}
