package dev.twinmark.documents;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes names of files from titles: valid on all systems, and each used once. */
final class FileNames {

  /** File systems take 255 bytes, with the extension. */
  static final int MAX_BYTES = 200;

  private static final String UNTITLED = "Untitled";
  private static final int REPLACEMENT = 0xFFFD;

  /** Windows refuses them, and control characters. */
  private static final Pattern INVALID = Pattern.compile("[/\\\\:*?\"<>|]");

  private static final Pattern SPACE = Pattern.compile("[\\p{Cc}\\p{Z}]+");

  /** Characters that show a name in another order than it has. */
  private static final Pattern BIDIRECTIONAL =
      Pattern.compile("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  /** Hidden files begin with a dot; Windows drops dots and spaces at the end. */
  private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");

  /** Windows takes these for devices, whatever their extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\\..*)?");

  /** The number of the last file of a name. */
  private final Map<String, Integer> last = new HashMap<>();

  /** Returns a name, without an extension, that differs from those before by more than case. */
  String unique(String title) {
    String name = of(title);
    String candidate = name;
    while (last.putIfAbsent(folded(candidate), 1) != null) {
      String number = " (" + last.merge(folded(name), 1, Integer::sum).intValue() + ")";
      // As short as a title, so that an import takes the name for one.
      candidate = shortened(name, MAX_BYTES - number.length()).stripTrailing() + number;
    }
    return candidate;
  }

  /** File systems compare without case and normalization. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** Returns a valid name. That of a name is the name itself. */
  static String of(String title) {
    String name = INVALID.matcher(withoutLoneSurrogates(title)).replaceAll("-");
    name = SPACE.matcher(BIDIRECTIONAL.matcher(name).replaceAll("")).replaceAll(" ");
    name = EDGES.matcher(name).replaceAll("");
    if (DEVICE.matcher(name).matches()) {
      name = "_" + name;
    }
    name = EDGES.matcher(shortened(name, MAX_BYTES)).replaceAll("");
    return name.isEmpty() ? UNTITLED : name;
  }

  private static String withoutLoneSurrogates(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String shortened(String name, int maxBytes) {
    int end = 0;
    for (int bytes = 0; end < name.length(); ) {
      int next = name.offsetByCodePoints(end, 1);
      bytes += name.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > maxBytes) {
        break;
      }
      end = next;
    }
    return name.substring(0, end);
  }
}
