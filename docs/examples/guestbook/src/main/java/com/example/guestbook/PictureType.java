package com.example.guestbook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The types of pictures that the guestbook takes, recognized by their first bytes. SVG is not among
 * them: it can contain scripts.
 */
enum PictureType {
  AVIF(bytes -> has(bytes, 4, "ftyp") && (has(bytes, 8, "avif") || has(bytes, 8, "avis"))),
  GIF(bytes -> has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a")),
  JPEG(bytes -> has(bytes, 0, "\u00FF\u00D8\u00FF")),
  PNG(bytes -> has(bytes, 0, "\u0089PNG\r\n\u001A\n")),
  WEBP(bytes -> has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP"));

  private final Predicate<byte[]> matcher;

  PictureType(Predicate<byte[]> matcher) {
    this.matcher = matcher;
  }

  /** The type of a file, if it is one of these. */
  static Optional<PictureType> of(byte[] bytes) {
    return Arrays.stream(values()).filter(type -> type.matcher.test(bytes)).findFirst();
  }

  String contentType() {
    return "image/" + extension();
  }

  String extension() {
    return switch (this) {
      case AVIF -> "avif";
      case GIF -> "gif";
      case JPEG -> "jpeg";
      case PNG -> "png";
      case WEBP -> "webp";
    };
  }

  private static boolean has(byte[] bytes, int from, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    int to = from + expected.length;
    return bytes.length >= to && Arrays.equals(bytes, from, to, expected, 0, expected.length);
  }
}
