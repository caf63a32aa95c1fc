package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts with short URLs that stand for longer ones, beside those with the longer ones. */
class StandInsTest {

  private static final int DOCUMENTS = 500;
  private static final int EDITS = 4;
  private static final int MAX_PARTS = 12;
  private static final int MAX_ALLOWANCE = 20_000;
  private static final int LONGEST_PARSE = 200;

  private static final String MARK = "0123456789abcdef";
  private static final String HEAD = "data:image/png;base64,";
  private static final String LONG_URL = HEAD + "A".repeat(4_000);
  private static final String STAND_IN = standIn();

  /** Parts that draw on the allowance, or whose length gives more of it. */
  private static final List<String> PARTS =
      List.of(
          "[a]: §\n\n",
          "[b]: </short>\n\n",
          "![one][a] and [two][a].\n\n",
          "[three][b]\n\n",
          "![itself](§ 'title')\n\n",
          "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n|\n|\n|\n\n",
          "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n|![p](§)|\n" + "|\n".repeat(60) + "\n",
          "Words.\n\n");

  private static String standIn() {
    int units = 1_024;
    String name = HEAD + MARK + (LONG_URL.length() - units) + "x";
    return name + "A".repeat(units - name.length());
  }

  @Test
  void longUrlsCountAsIfTheyWereThere() {
    Random random = new Random(Seeds.next("the documents with stand-ins"));
    int differing = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int part = 1 + random.nextInt(MAX_PARTS); part > 0; part--) {
        pattern.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      int units = random.nextInt(MAX_ALLOWANCE);
      Allowance allowance = new Allowance(random.nextInt(1 + units), random.nextInt(3), units);
      String text = pattern.toString();
      LiveDocument document =
          LiveDocument.open(
              text.replace("§", STAND_IN), Set.of(), LONGEST_PARSE, new StandIns(MARK), allowance);
      complete(document, document.advance(LiveDocument.WHOLE_TEXT));
      for (int edit = 0; edit <= EDITS; edit++) {
        String expected = render(text.replace("§", LONG_URL), allowance);
        String shortText = text.replace("§", STAND_IN);
        assertEquals(expected, document.html().replace(STAND_IN, LONG_URL), text);
        differing +=
            render(shortText, allowance).replace(STAND_IN, LONG_URL).equals(expected) ? 0 : 1;
        text = edited(text, document, random);
      }
    }
    assertTrue(differing > DOCUMENTS / 10, "Too few documents in which the length matters");
  }

  /** Puts a part in the place of a stretch, in the text and in the document. */
  private static String edited(String text, LiveDocument document, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(20));
    String insert = random.nextInt(3) == 0 ? "" : PARTS.get(random.nextInt(PARTS.size()));
    String before = text.substring(0, from).replace("§", STAND_IN);
    String removed = text.substring(from, to).replace("§", STAND_IN);
    int start = before.length();
    complete(
        document, document.edit(start, start + removed.length(), insert.replace("§", STAND_IN)));
    return text.substring(0, from) + insert + text.substring(to);
  }

  private static void complete(LiveDocument document, Patch first) {
    Patch patch = first;
    while (!patch.complete()) {
      String request = document.outstandingParse();
      patch =
          request == null
              ? document.advance(LiveDocument.WHOLE_TEXT)
              : document.adopt(DetachedParse.run(request));
    }
  }

  private static String render(String text, Allowance allowance) {
    return String.join("", Markdown.render(text, Set.of(), allowance, new Work()));
  }

  @Test
  void unitsFollowTheMark() {
    StandIns standIns = new StandIns(MARK);
    assertEquals(LONG_URL.length() - STAND_IN.length(), standIns.missingUnits(STAND_IN));
    assertEquals(19, standIns.missingUnits(MARK + "12x" + MARK + "7 " + MARK));
    assertEquals(0, standIns.missingUnits("a 12x"));
    assertEquals(0, StandIns.NONE.missingUnits(STAND_IN));
  }
}
