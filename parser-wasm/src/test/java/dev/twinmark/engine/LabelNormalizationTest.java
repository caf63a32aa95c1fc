package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.testing.Seeds;
import java.util.Random;
import org.commonmark.internal.util.Escaping;
import org.junit.jupiter.api.Test;

/** The oracle is commonmark-java's own normalization, on a JVM whose String maps case in full. */
class LabelNormalizationTest {

  private static final int RANDOM_LABELS = 200_000;

  @Test
  void agreesOnEveryCodePoint() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      assertAgrees("a" + Character.toString(codePoint) + "B");
    }
  }

  @Test
  void agreesOnRandomLabels() {
    Random random = new Random(Seeds.next("the random labels"));
    String alphabet =
        "aZ \t\r\n\u00A0\u2003\u03A3\u03C3\u03C2.'\u0307iI\u0130\u0131\u00DF\u1E9E\uFB03\u0345\uD801\uDC00\u001F";
    for (int i = 0; i < RANDOM_LABELS; i++) {
      StringBuilder label = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        label.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertAgrees(label.toString());
    }
  }

  private static void assertAgrees(String label) {
    assertEquals(Escaping.normalizeLabelContent(label), LabelNormalization.normalize(label));
  }
}
