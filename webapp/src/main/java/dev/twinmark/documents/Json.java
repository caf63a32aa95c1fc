package dev.twinmark.documents;

/** Writes strings as JSON that can be encoded in UTF-8: lone surrogates are escaped. */
final class Json {

  private Json() {}

  /** Appends a string in quotes. */
  static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\t' -> json.append("\\t");
        default -> {
          if (unit < ' ') {
            escape(json, unit);
          } else if (!Character.isSurrogate(unit)) {
            json.append(unit);
          } else if (Character.isHighSurrogate(unit)
              && i + 1 < text.length()
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

  static String quote(String text) {
    return quote(new StringBuilder(text.length() + 16), text).toString();
  }

  private static void escape(StringBuilder json, char unit) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(Character.forDigit((unit >> shift) & 0xF, 16));
    }
  }
}
