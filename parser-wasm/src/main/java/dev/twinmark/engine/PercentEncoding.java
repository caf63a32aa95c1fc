package dev.twinmark.engine;

/**
 * Percent-encodes what a URL may not hold, without a platform's encoder of UTF-8.
 *
 * <p>It gives what commonmark-java's {@code Escaping.percentEncodeUrl} does on the JVM, for every
 * string. TeaVM's encoder drops a lone surrogate, or throws, where the JVM writes a question mark.
 */
final class PercentEncoding {

  /** RFC 3986 §2.2 and §2.3: the reserved characters but for the brackets, and the marks. */
  private static final String KEPT_MARKS = ":/?#@!$&'()*+,;=-._~";

  private static final String HEX_DIGITS = "0123456789ABCDEF";

  /** The character that the JVM's encoder writes for a surrogate that is not one of a pair. */
  private static final char REPLACEMENT = '?';

  private static final int HEX_DIGITS_OF_A_BYTE = 2;

  private PercentEncoding() {}

  /** Returns the URL with what is percent-encoded already left as it is. */
  static String encode(String url) {
    StringBuilder encoded = null;
    int next;
    for (int i = 0; i < url.length(); i = next) {
      int codePoint = url.codePointAt(i);
      next = i + Character.charCount(codePoint);
      if (isKept(codePoint) || (codePoint == '%' && isEncodedByte(url, i))) {
        if (encoded != null) {
          encoded.append((char) codePoint);
        }
        continue;
      }
      if (encoded == null) {
        encoded = new StringBuilder(url.length() + 16).append(url, 0, i);
      }
      appendUtf8(encoded, codePoint);
    }
    return encoded == null ? url : encoded.toString();
  }

  private static boolean isKept(int codePoint) {
    return (codePoint >= 'a' && codePoint <= 'z')
        || (codePoint >= 'A' && codePoint <= 'Z')
        || (codePoint >= '0' && codePoint <= '9')
        || KEPT_MARKS.indexOf(codePoint) >= 0;
  }

  private static boolean isEncodedByte(String url, int percent) {
    int end = percent + 1 + HEX_DIGITS_OF_A_BYTE;
    if (end > url.length()) {
      return false;
    }
    for (int i = percent + 1; i < end; i++) {
      char c = url.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
        return false;
      }
    }
    return true;
  }

  private static void appendUtf8(StringBuilder out, int codePoint) {
    if (codePoint < 0x80) {
      appendByte(out, codePoint);
    } else if (codePoint < 0x800) {
      appendByte(out, 0xC0 | (codePoint >> 6));
      appendByte(out, 0x80 | (codePoint & 0x3F));
    } else if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      if (Character.isSurrogate((char) codePoint)) {
        appendByte(out, REPLACEMENT);
      } else {
        appendByte(out, 0xE0 | (codePoint >> 12));
        appendByte(out, 0x80 | ((codePoint >> 6) & 0x3F));
        appendByte(out, 0x80 | (codePoint & 0x3F));
      }
    } else {
      appendByte(out, 0xF0 | (codePoint >> 18));
      appendByte(out, 0x80 | ((codePoint >> 12) & 0x3F));
      appendByte(out, 0x80 | ((codePoint >> 6) & 0x3F));
      appendByte(out, 0x80 | (codePoint & 0x3F));
    }
  }

  private static void appendByte(StringBuilder out, int unsignedByte) {
    out.append('%')
        .append(HEX_DIGITS.charAt(unsignedByte >> 4))
        .append(HEX_DIGITS.charAt(unsignedByte & 0xF));
  }
}
