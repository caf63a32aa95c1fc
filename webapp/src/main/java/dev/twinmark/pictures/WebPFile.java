package dev.twinmark.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** WebP (RFC 9649), chunk by chunk. */
final class WebPFile {

  /** {@code RIFF}, the length of the rest, {@code WEBP}. */
  private static final int HEADER_BYTES = 12;

  /** Type and length. */
  private static final int CHUNK_HEADER_BYTES = 8;

  /** The chunks that decide what is seen. */
  private static final Set<String> KEPT =
      Set.of("ALPH", "ANIM", "ANMF", "ICCP", "VP8 ", "VP8L", "VP8X");

  private static final Set<String> PIXELS = Set.of("ANMF", "VP8 ", "VP8L");

  // Flags of the chunk VP8X
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;

  private static final int SIZE_MASK = 0x3FFF;

  private final Bytes bytes;
  private final ByteArrayOutputStream content;
  private int width;
  private int height;
  private boolean hasPixels;
  private int orientation = Exif.UPRIGHT;

  /** The offset of the flags in the content; −1 where there are none. */
  private int flagsAt = -1;

  private WebPFile(Bytes bytes) {
    this.bytes = bytes;
    this.content = new ByteArrayOutputStream(bytes.length());
  }

  /**
   * @param bytes with the lowest byte of numbers first
   */
  static Picture read(Bytes bytes) {
    var file = new WebPFile(bytes);
    file.readChunks();
    return new Picture(PictureFormat.WEBP, file.width, file.height, file.whole());
  }

  private void readChunks() {
    long end = CHUNK_HEADER_BYTES + bytes.uint32(4);
    if (end > bytes.length()) {
      throw PictureException.damaged();
    }
    bytes.copy(0, HEADER_BYTES, content);
    for (long at = HEADER_BYTES; at < end; ) {
      String type = bytes.name(at);
      long length = bytes.uint32(at + 4);
      long data = at + CHUNK_HEADER_BYTES;
      // A chunk of odd length is followed by one byte, which the last one may lack.
      long next = Math.min(data + length + length % 2, Math.max(end, data + length));
      byte[] chunk = bytes.slice(at, next);
      if (type.equals("VP8X") && flagsAt < 0) {
        flagsAt = content.size() + CHUNK_HEADER_BYTES;
      }
      if (KEPT.contains(type)) {
        content.writeBytes(chunk);
        hasPixels |= PIXELS.contains(type);
      } else if (type.equals("EXIF")) {
        // Some programs copy the beginning of JPEG's segment along with it.
        long exif = data + (bytes.has(data, "Exif\0\0") ? 6 : 0);
        orientation = Exif.orientation(bytes.slice(Math.min(exif, data + length), data + length));
      }
      grow(type, new Bytes(bytes.slice(data, data + length), true));
      at = next;
    }
    if (!hasPixels) {
      throw PictureException.damaged();
    }
  }

  /**
   * Reads a size, which has to be in its chunk: what is behind that may be left out of the content.
   */
  private void grow(String type, Bytes data) {
    switch (type) {
      case "VP8X" -> grow(1 + data.uint24(4), 1 + data.uint24(7));
      case "VP8L" -> {
        long bits = data.uint32(1);
        grow(1 + (int) (bits & SIZE_MASK), 1 + (int) ((bits >>> 14) & SIZE_MASK));
      }
      case "VP8 " -> grow(data.uint16(6) & SIZE_MASK, data.uint16(8) & SIZE_MASK);
      case "ANMF" -> grow(1 + data.uint24(6), 1 + data.uint24(9));
      default -> {}
    }
  }

  private void grow(int toWidth, int toHeight) {
    width = Math.max(width, toWidth);
    height = Math.max(height, toHeight);
  }

  private byte[] whole() {
    boolean isTurned = orientation != Exif.UPRIGHT && flagsAt >= 0;
    if (isTurned) {
      byte[] exif = Exif.of(orientation);
      content.writeBytes(
          ByteBuffer.allocate(CHUNK_HEADER_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put("EXIF".getBytes(StandardCharsets.US_ASCII))
              .putInt(exif.length)
              .array());
      content.writeBytes(exif);
    }
    byte[] whole = content.toByteArray();
    if (flagsAt >= 0) {
      int flags = whole[flagsAt] & ~(EXIF_FLAG | XMP_FLAG);
      whole[flagsAt] = (byte) (isTurned ? flags | EXIF_FLAG : flags);
    }
    ByteBuffer.wrap(whole)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, whole.length - CHUNK_HEADER_BYTES);
    return whole;
  }
}
