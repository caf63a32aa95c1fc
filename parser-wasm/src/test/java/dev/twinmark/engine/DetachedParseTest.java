package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetachedParseTest {

  private static final int DOCUMENTS = 600;
  private static final int EDITS = 12;

  @Test
  void documentsWhoseLongParsesAreDoneElsewhereEqualTheFullRender() {
    Random random = new Random(Seeds.next("the detached parses"));
    int detached = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String text = StructuredDocuments.next(random);
      GeneratedEdits edits = new GeneratedEdits(random, 2 * text.length() + 1_000);
      int longest = random.nextInt(300);
      // Half of the documents have less than their references want.
      Allowance allowance =
          random.nextBoolean()
              ? Allowance.OF_DOCUMENTS
              : new Allowance(random.nextInt(500), random.nextInt(2), 1_000);
      Set<Extension> extensions = RandomExtensions.next(random);
      LiveDocument document = LiveDocument.open(text, extensions, longest, allowance);
      List<Block> blocks = new ArrayList<>();
      Patch patch = document.advance(1 + random.nextInt(200));
      for (int edit = 0; edit <= EDITS; edit++) {
        apply(patch, blocks);
        // Some edits come while a parse is under way, and make it void.
        while (!patch.complete() && (edit == EDITS || random.nextInt(4) > 0)) {
          String request = document.outstandingParse();
          if (request == null) {
            patch = document.advance(1 + random.nextInt(200));
          } else {
            patch = document.adopt(DetachedParse.run(request));
            detached++;
          }
          apply(patch, blocks);
        }
        if (patch.complete()) {
          assertEquals(
              String.join("", Markdown.render(text, extensions, allowance, new Work())),
              html(blocks));
          assertNull(document.outstandingParse());
        }
        if (edit < EDITS) {
          List<Change> changes = edits.next(text);
          text = GeneratedEdits.apply(text, changes);
          patch = document.edit(changes, 1 + random.nextInt(200));
        }
      }
      assertEquals(
          String.join("", Markdown.render(text, extensions, allowance, new Work())),
          document.html());
    }
    assertTrue(detached > DOCUMENTS, "Only " + detached + " parses were detached");
  }

  @Test
  void refusesAnswersThatNobodyAskedFor() {
    LiveDocument document = LiveDocument.open("a paragraph\n", Set.of(), 2);
    assertFalse(document.advance(1).complete());
    String answer = DetachedParse.run(document.outstandingParse());
    LiveDocument other = LiveDocument.open("a much longer text\n", Set.of(), 2);
    other.advance(1);
    assertThrows(IllegalArgumentException.class, () -> other.adopt(answer));
    LiveDocument complete = LiveDocument.open("a");
    complete.advance(LiveDocument.WHOLE_TEXT);
    assertThrows(IllegalArgumentException.class, () -> complete.adopt(answer));
  }

  private static void apply(Patch patch, List<Block> blocks) {
    for (Patch.Splice splice : patch.splices()) {
      List<Block> place = blocks.subList(splice.index(), splice.index() + splice.removed());
      place.clear();
      place.addAll(splice.added());
    }
  }

  private static String html(List<Block> blocks) {
    StringBuilder html = new StringBuilder();
    blocks.forEach(block -> html.append(block.html()));
    return html.toString();
  }
}
