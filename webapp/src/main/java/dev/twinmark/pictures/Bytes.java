package dev.twinmark.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the numbers and names in a file. A read past the end means that the file is damaged, and
 * throws {@link PictureException}.
 */
final class Bytes {

  private static final int BYTE = 0xFF;

  private final byte[] bytes;
  private final boolean isLittleEndian;

  Bytes(byte[] bytes, boolean isLittleEndian) {
    this.bytes = bytes;
    this.isLittleEndian = isLittleEndian;
  }

  int length() {
    return bytes.length;
  }

  int uint8(long at) {
    check(at, 1);
    return bytes[(int) at] & BYTE;
  }

  int uint16(long at) {
    return (int) number(at, 2);
  }

  int uint24(long at) {
    return (int) number(at, 3);
  }

  long uint32(long at) {
    return number(at, 4);
  }

  /** Reads an unsigned number of 0 to 8 bytes; one of more than 63 bits is damage. */
  long number(long at, int size) {
    if (size > Long.BYTES) {
      throw PictureException.damaged();
    }
    check(at, size);
    long number = 0;
    for (int i = 0; i < size; i++) {
      int index = (int) at + (isLittleEndian ? size - 1 - i : i);
      number = (number << 8) | (bytes[index] & BYTE);
    }
    if (number < 0) {
      throw PictureException.damaged();
    }
    return number;
  }

  /** Returns the characters of four bytes, by which formats name their parts. */
  String name(long at) {
    check(at, 4);
    return new String(bytes, (int) at, 4, StandardCharsets.ISO_8859_1);
  }

  /** Returns whether the bytes at an offset are these characters; false past the end. */
  boolean has(long at, String text) {
    return at >= 0
        && at + text.length() <= bytes.length
        && new String(bytes, (int) at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  /** The offset of the next byte of this value, from an offset on. */
  int find(int value, int from) {
    for (int at = from; at < bytes.length; at++) {
      if ((bytes[at] & BYTE) == value) {
        return at;
      }
    }
    throw PictureException.damaged();
  }

  /** Appends the bytes between two offsets. */
  void copy(long from, long to, ByteArrayOutputStream out) {
    check(from, to - from);
    out.write(bytes, (int) from, (int) (to - from));
  }

  byte[] slice(long from, long to) {
    check(from, to - from);
    return Arrays.copyOfRange(bytes, (int) from, (int) to);
  }

  private void check(long at, long length) {
    if (at < 0 || length < 0 || at + length > bytes.length) {
      throw PictureException.damaged();
    }
  }
}
