package dev.twinmark.changes;

/**
 * Writes strings as JSON exactly as JavaScript's {@code JSON.stringify} does, so that they can be
 * encoded in UTF-8: lone surrogates are escaped.
 */
public final class JsonStrings {

  private JsonStrings() {}

  /** Appends a text in quotes. */
  public static StringBuilder quote(StringBuilder json, String text) {
    return quote(json, text, 0, text.length());
  }

  /** Appends a part of a text in quotes; a pair of surrogates that it divides counts as two. */
  static StringBuilder quote(StringBuilder json, String text, int from, int to) {
    json.append('"');
    for (int i = from; i < to; i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (unit < ' ') {
            escape(json, unit);
          } else if (!Character.isSurrogate(unit)) {
            json.append(unit);
          } else if (Character.isHighSurrogate(unit)
              && i + 1 < to
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            json.append(unit).append(text.charAt(++i));
          } else {
            escape(json, unit);
          }
        }
      }
    }
    return json.append('"');
  }

  private static void escape(StringBuilder json, char unit) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(Character.forDigit((unit >> shift) & 0xF, 16));
    }
  }
}
