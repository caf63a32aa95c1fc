package dev.twinmark.sanitizer;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Removes the combining marks beyond a limit from each run of them, in one text or across several:
 * the time that browsers take to shape a run grows with its square. The browser's sanitizer does
 * the same (combining-marks.ts, with measurements).
 */
final class CombiningMarks {

  /** The first combining mark of Unicode: most texts have no character from here on. */
  private static final char FIRST = '\u0300';

  private final int max;
  private int run;

  private CombiningMarks(int max) {
    this.max = max;
  }

  static void shorten(Element root, int max) {
    var marks = new CombiningMarks(max);
    root.traverse((Node node, int depth) -> marks.shorten(node));
  }

  private void shorten(Node node) {
    Interrupts.check();
    if (!(node instanceof TextNode text)) {
      return;
    }
    String whole = text.getWholeText();
    if (hasNone(whole)) {
      run = whole.isEmpty() ? run : 0;
      return;
    }
    var kept = new StringBuilder(whole.length());
    whole
        .codePoints()
        .filter(
            character -> {
              run = isMark(character) ? run + 1 : 0;
              return run <= max;
            })
        .forEach(kept::appendCodePoint);
    if (kept.length() < whole.length()) {
      text.text(kept.toString());
    }
  }

  private static boolean hasNone(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
