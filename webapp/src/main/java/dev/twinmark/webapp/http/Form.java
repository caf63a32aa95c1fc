package dev.twinmark.webapp.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * The content of a submitted form: the URL standard's {@code application/x-www-form-urlencoded}.
 * Parsed here because the decoders at hand replace invalid UTF-8 by U+FFFD, and the server must
 * refuse such a document rather than change it.
 */
public final class Form {

  static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /**
   * Reads the fields of a small form.
   *
   * @return the text of a field, by its name; empty for one that is missing
   */
  public static CompletableFuture<UnaryOperator<String>> read(
      RequestBody body, Request request, int limitBytes) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !MediaType.essence(type).equalsIgnoreCase(CONTENT_TYPE)) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Send the form of this page.");
    }
    return body.read(request, limitBytes, "The form is longer than " + limitBytes + " bytes.")
        .thenApply(
            form ->
                name -> {
                  byte[] value = field(form, name);
                  return value == null ? "" : RequestBody.utf8(value);
                });
  }

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
