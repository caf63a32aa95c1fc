package dev.twinmark.pictures;

import java.io.ByteArrayOutputStream;

/** GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt), block by block. */
final class GifFile {

  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int COMMENT_LABEL = 0xFE;
  private static final int APPLICATION_LABEL = 0xFF;
  private static final int HEADER_BYTES = 13;
  private static final int IMAGE_HEADER_BYTES = 11;

  private GifFile() {}

  static Picture read(Bytes bytes) {
    int width = bytes.uint16(6);
    int height = bytes.uint16(8);
    boolean hasFrame = false;
    long at = (long) HEADER_BYTES + colorTableBytes(bytes.uint8(10));
    var content = new ByteArrayOutputStream(bytes.length());
    bytes.copy(0, at, content);
    // Some programs leave the trailer out, and browsers do not miss it.
    while (at < bytes.length() && bytes.uint8(at) != TRAILER) {
      long start = at;
      int kind = bytes.uint8(at);
      if (kind == IMAGE) {
        hasFrame = true;
        // Browsers enlarge the screen where a frame does not fit into it.
        width = Math.max(width, bytes.uint16(at + 1) + bytes.uint16(at + 5));
        height = Math.max(height, bytes.uint16(at + 3) + bytes.uint16(at + 7));
        at = endOfBlocks(bytes, at + IMAGE_HEADER_BYTES + colorTableBytes(bytes.uint8(at + 9)));
        bytes.copy(start, at, content);
      } else if (kind == EXTENSION) {
        at = endOfBlocks(bytes, at + 2);
        if (isKept(bytes, start)) {
          bytes.copy(start, at, content);
        }
      } else {
        throw PictureException.damaged();
      }
    }
    if (!hasFrame) {
      throw PictureException.damaged();
    }
    content.write(TRAILER);
    return new Picture(PictureFormat.GIF, width, height, content.toByteArray());
  }

  /**
   * @param flags of a screen or a frame
   */
  private static int colorTableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /** The offset behind data in blocks, each with its length, the last with 0. */
  private static long endOfBlocks(Bytes bytes, long from) {
    long at = from;
    for (int length = bytes.uint8(at); length > 0; length = bytes.uint8(at)) {
      at += 1 + length;
    }
    return at + 1;
  }

  /** Keeps the application extensions that hold the number of repetitions; XMP is another one. */
  private static boolean isKept(Bytes bytes, long start) {
    return switch (bytes.uint8(start + 1)) {
      case COMMENT_LABEL -> false;
      case APPLICATION_LABEL ->
          bytes.has(start + 3, "NETSCAPE2.0") || bytes.has(start + 3, "ANIMEXTS1.0");
      default -> true;
    };
  }
}
