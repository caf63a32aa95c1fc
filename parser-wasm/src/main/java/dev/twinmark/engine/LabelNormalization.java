package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings link labels to the form in which they are matched, on a platform whose {@link String} maps
 * case one character at a time.
 *
 * <p>CommonMark 0.31 §6.3: "To normalize a label, strip off the opening and closing brackets,
 * perform the Unicode case fold, strip leading and trailing spaces, tabs, and line endings, and
 * collapse consecutive internal spaces, tabs, and line endings to a single space." commonmark-java
 * folds with {@code toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT)}. TeaVM's {@code String} has
 * neither the mappings to several characters of Unicode's SpecialCasing.txt ({@code ß} to {@code
 * SS}) nor, past the first cased letter, those outside the Basic Multilingual Plane. So the Wasm
 * module calls this class in place of {@code Escaping.normalizeLabelContent}, whose result it
 * equals on the JVM for every string; see {@code StockMethods}.
 */
public final class LabelNormalization {

  /**
   * The characters whose fold has several characters, each followed by its fold, in ascending
   * order: the unconditional mappings of SpecialCasing.txt, and U+1E9E.
   */
  private static final String[] EXPANSIONS =
      words(
          "\u00DFSS \u0130I\u0307 \u0149\u02BCN \u01F0J\u030C "
              + "\u0390\u0399\u0308\u0301 \u03B0\u03A5\u0308\u0301 \u0587\u0535\u0552 "
              + "\u1E96H\u0331 \u1E97T\u0308 \u1E98W\u030A \u1E99Y\u030A "
              + "\u1E9AA\u02BE \u1E9ESS \u1F50\u03A5\u0313 \u1F52\u03A5\u0313\u0300 "
              + "\u1F54\u03A5\u0313\u0301 \u1F56\u03A5\u0313\u0342 \u1F80\u1F08\u0399 "
              + "\u1F81\u1F09\u0399 \u1F82\u1F0A\u0399 \u1F83\u1F0B\u0399 \u1F84\u1F0C\u0399 "
              + "\u1F85\u1F0D\u0399 \u1F86\u1F0E\u0399 \u1F87\u1F0F\u0399 \u1F88\u1F08\u0399 "
              + "\u1F89\u1F09\u0399 \u1F8A\u1F0A\u0399 \u1F8B\u1F0B\u0399 \u1F8C\u1F0C\u0399 "
              + "\u1F8D\u1F0D\u0399 \u1F8E\u1F0E\u0399 \u1F8F\u1F0F\u0399 \u1F90\u1F28\u0399 "
              + "\u1F91\u1F29\u0399 \u1F92\u1F2A\u0399 \u1F93\u1F2B\u0399 \u1F94\u1F2C\u0399 "
              + "\u1F95\u1F2D\u0399 \u1F96\u1F2E\u0399 \u1F97\u1F2F\u0399 \u1F98\u1F28\u0399 "
              + "\u1F99\u1F29\u0399 \u1F9A\u1F2A\u0399 \u1F9B\u1F2B\u0399 \u1F9C\u1F2C\u0399 "
              + "\u1F9D\u1F2D\u0399 \u1F9E\u1F2E\u0399 \u1F9F\u1F2F\u0399 \u1FA0\u1F68\u0399 "
              + "\u1FA1\u1F69\u0399 \u1FA2\u1F6A\u0399 \u1FA3\u1F6B\u0399 \u1FA4\u1F6C\u0399 "
              + "\u1FA5\u1F6D\u0399 \u1FA6\u1F6E\u0399 \u1FA7\u1F6F\u0399 \u1FA8\u1F68\u0399 "
              + "\u1FA9\u1F69\u0399 \u1FAA\u1F6A\u0399 \u1FAB\u1F6B\u0399 \u1FAC\u1F6C\u0399 "
              + "\u1FAD\u1F6D\u0399 \u1FAE\u1F6E\u0399 \u1FAF\u1F6F\u0399 \u1FB2\u1FBA\u0399 "
              + "\u1FB3\u0391\u0399 \u1FB4\u0386\u0399 \u1FB6\u0391\u0342 \u1FB7\u0391\u0342\u0399 "
              + "\u1FBC\u0391\u0399 \u1FC2\u1FCA\u0399 \u1FC3\u0397\u0399 \u1FC4\u0389\u0399 "
              + "\u1FC6\u0397\u0342 \u1FC7\u0397\u0342\u0399 \u1FCC\u0397\u0399 "
              + "\u1FD2\u0399\u0308\u0300 \u1FD3\u0399\u0308\u0301 \u1FD6\u0399\u0342 "
              + "\u1FD7\u0399\u0308\u0342 \u1FE2\u03A5\u0308\u0300 \u1FE3\u03A5\u0308\u0301 "
              + "\u1FE4\u03A1\u0313 \u1FE6\u03A5\u0342 \u1FE7\u03A5\u0308\u0342 \u1FF2\u1FFA\u0399 "
              + "\u1FF3\u03A9\u0399 \u1FF4\u038F\u0399 \u1FF6\u03A9\u0342 \u1FF7\u03A9\u0342\u0399 "
              + "\u1FFC\u03A9\u0399 \uFB00FF \uFB01FI \uFB02FL "
              + "\uFB03FFI \uFB04FFL \uFB05ST "
              + "\uFB06ST \uFB13\u0544\u0546 \uFB14\u0544\u0535 \uFB15\u0544\u053B "
              + "\uFB16\u054E\u0546 \uFB17\u0544\u053D");

  private static final char FIRST_EXPANDED = EXPANSIONS[0].charAt(0);

  private LabelNormalization() {}

  /** Does without {@link String#split}, which would bring TeaVM's regular expressions along. */
  private static String[] words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', start)) {
      words.add(text.substring(start, space));
      start = space + 1;
    }
    words.add(text.substring(start));
    return words.toArray(new String[0]);
  }

  /**
   * Returns the label as it is compared with others.
   *
   * @param label the text between the brackets; may hold lone surrogates
   */
  public static String normalize(String label) {
    String trimmed = label.trim();
    StringBuilder normalized = new StringBuilder(trimmed.length());
    boolean afterWhitespace = false;
    int next;
    for (int i = 0; i < trimmed.length(); i = next) {
      int codePoint = trimmed.codePointAt(i);
      next = i + Character.charCount(codePoint);
      boolean whitespace = isWhitespace(codePoint);
      if (!whitespace) {
        appendFolded(normalized, codePoint);
      } else if (!afterWhitespace) {
        normalized.append(' ');
      }
      afterWhitespace = whitespace;
    }
    return normalized.toString();
  }

  private static boolean isWhitespace(int codePoint) {
    return codePoint == ' ' || codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
  }

  private static void appendFolded(StringBuilder out, int codePoint) {
    String expansion = codePoint < FIRST_EXPANDED ? null : expansion(codePoint);
    if (expansion != null) {
      out.append(expansion, 1, expansion.length());
    } else {
      out.appendCodePoint(Character.toUpperCase(Character.toLowerCase(codePoint)));
    }
  }

  private static String expansion(int codePoint) {
    int low = 0;
    int high = EXPANSIONS.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      String candidate = EXPANSIONS[middle];
      if (candidate.charAt(0) == codePoint) {
        return candidate;
      }
      if (candidate.charAt(0) < codePoint) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }
}
