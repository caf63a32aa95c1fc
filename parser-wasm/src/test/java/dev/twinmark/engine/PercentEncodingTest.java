package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.testing.Seeds;
import java.util.Random;
import org.commonmark.internal.util.Escaping;
import org.junit.jupiter.api.Test;

/** The oracle is commonmark-java's own encoding, on the JVM. */
class PercentEncodingTest {

  private static final int RANDOM_URLS = 200_000;

  @Test
  void agreesOnEveryCodePoint() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      assertAgrees("a" + Character.toString(codePoint) + "b");
    }
  }

  @Test
  void agreesOnRandomUrls() {
    Random random = new Random(Seeds.next("the random URLs"));
    String alphabet = "%%%0aFgG/?#[]\\^ \u00E4\u20AC\uD83D\uDE00\uD800\uDFFF\u0000\n";
    for (int i = 0; i < RANDOM_URLS; i++) {
      StringBuilder url = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        url.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertAgrees(url.toString());
    }
  }

  private static void assertAgrees(String url) {
    assertEquals(Escaping.percentEncodeUrl(url), PercentEncoding.encode(url));
  }
}
