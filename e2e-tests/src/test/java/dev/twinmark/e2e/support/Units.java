package dev.twinmark.e2e.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Strings as their UTF-16 code units in little-endian order, in Base64: WebDriver speaks JSON in
 * UTF-8, which can carry neither a lone surrogate nor, in every implementation, NUL.
 */
public final class Units {

  private Units() {}

  public static String encode(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  public static String decode(String base64) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(base64))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asCharBuffer()
        .toString();
  }

  /**
   * The SHA-256 of the code units in hexadecimal, for texts too many to be sent: {@code
   * e2e.digest}.
   */
  public static String digest(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < text.length(); i++) {
      bytes.putChar(text.charAt(i));
    }
    return bytes.array();
  }

  /** As a Java string literal: what a failure prints can be pasted into a test. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format("\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
