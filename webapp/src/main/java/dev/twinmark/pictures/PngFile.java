package dev.twinmark.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** PNG (https://www.w3.org/TR/png-3/), chunk by chunk. */
final class PngFile {

  private static final int SIGNATURE_BYTES = 8;
  private static final int HEADER_LENGTH = 13;

  /** Length, type and checksum. */
  private static final int CHUNK_FRAME_BYTES = 12;

  /** The chunks that decide what is seen. Texts, times and private chunks are not among them. */
  private static final Set<String> KEPT =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "acTL", "bKGD", "cHRM", "cICP", "cLLI", "fcTL", "fdAT",
          "gAMA", "iCCP", "mDCV", "pHYs", "sBIT", "sRGB", "tRNS");

  private PngFile() {}

  static Picture read(Bytes bytes) {
    if (!bytes.has(12, "IHDR") || bytes.uint32(SIGNATURE_BYTES) != HEADER_LENGTH) {
      throw PictureException.damaged();
    }
    var content = new ByteArrayOutputStream(bytes.length());
    bytes.copy(0, SIGNATURE_BYTES, content);
    boolean hasPixels = false;
    boolean isTurned = false;
    String type = "";
    for (long at = SIGNATURE_BYTES; !type.equals("IEND"); ) {
      long length = bytes.uint32(at);
      type = bytes.name(at + 4);
      long end = at + CHUNK_FRAME_BYTES + length;
      if (KEPT.contains(type)) {
        bytes.copy(at, end, content);
        hasPixels |= type.equals("IDAT");
      } else if (type.equals("eXIf") && !isTurned) {
        int orientation = Exif.orientation(bytes.slice(at + 8, at + 8 + length));
        isTurned = orientation != Exif.UPRIGHT;
        if (isTurned) {
          content.writeBytes(chunk(type, Exif.of(orientation)));
        }
      } else {
        bytes.slice(at, end); // is whole
      }
      at = end;
    }
    if (!hasPixels) {
      throw PictureException.damaged();
    }
    return new Picture(PictureFormat.PNG, size(bytes, 16), size(bytes, 20), content.toByteArray());
  }

  private static int size(Bytes bytes, int at) {
    long size = bytes.uint32(at);
    if (size > Integer.MAX_VALUE) {
      throw PictureException.damaged();
    }
    return (int) size;
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    return ByteBuffer.allocate(CHUNK_FRAME_BYTES + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) checksum.getValue())
        .array();
  }
}
