package dev.twinmark.documents;

import java.nio.charset.StandardCharsets;

/**
 * UTF-16 strings as bytes, of which none is lost: UTF-8, or UTF-16 where lone surrogates are in the
 * text. The first byte tells which.
 */
final class TextBytes {

  private static final byte UTF_8 = 0;
  private static final byte UTF_16 = 1;

  private TextBytes() {}

  static byte[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // The encoder has replaced lone surrogates.
    if (new String(bytes, StandardCharsets.UTF_8).equals(text)) {
      return tagged(UTF_8, bytes);
    }
    // Java's charset of UTF-16 replaces them as well.
    byte[] units = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      units[2 * i] = (byte) (text.charAt(i) >> 8);
      units[2 * i + 1] = (byte) text.charAt(i);
    }
    return tagged(UTF_16, units);
  }

  private static byte[] tagged(byte tag, byte[] bytes) {
    byte[] result = new byte[1 + bytes.length];
    result[0] = tag;
    System.arraycopy(bytes, 0, result, 1, bytes.length);
    return result;
  }

  static String decode(byte[] bytes) {
    switch (bytes[0]) {
      case UTF_8 -> {
        return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
      }
      case UTF_16 -> {
        char[] units = new char[bytes.length / 2];
        for (int i = 0; i < units.length; i++) {
          units[i] = (char) (bytes[2 * i + 1] << 8 | (bytes[2 * i + 2] & 0xff));
        }
        return new String(units);
      }
      default -> throw new StoreException("Unknown encoding of a text: " + bytes[0]);
    }
  }
}
