package dev.twinmark.webapp.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The content of a submitted form: the URL standard's {@code application/x-www-form-urlencoded}.
 * Parsed here because the decoders at hand replace invalid UTF-8 by U+FFFD, and the server must
 * refuse such a document rather than change it.
 */
final class Form {

  static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /** The bytes of the first field of that name, or null when there is none. */
  static byte[] field(byte[] form, String name) {
    byte[] prefix = (name + "=").getBytes(StandardCharsets.US_ASCII);
    int start = 0;
    while (start < form.length) {
      int end = start;
      while (end < form.length && form[end] != '&') {
        end++;
      }
      if (startsWith(form, start, end, prefix)) {
        return decoded(form, start + prefix.length, end);
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean startsWith(byte[] form, int start, int end, byte[] prefix) {
    if (end - start < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (form[start + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] decoded(byte[] form, int start, int end) {
    var bytes = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (form[i] == '+') {
        bytes.write(' ');
      } else if (form[i] == '%' && i + 2 < end && hex(form[i + 1]) >= 0 && hex(form[i + 2]) >= 0) {
        bytes.write(hex(form[i + 1]) << 4 | hex(form[i + 2]));
        i += 2;
      } else {
        bytes.write(form[i]);
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
