package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.fail;

import dev.twinmark.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Edits random documents at random and compares every step with the full render. {@code
 * -Dtwinmark.fuzz.edits=5000000} edits longer, {@code -Dtwinmark.seed=…} repeats a run.
 */
class LiveDocumentFuzzTest {

  private static final int EDITS = Integer.getInteger("twinmark.fuzz.edits", 100_000);
  private static final int EDITS_OF_A_DOCUMENT = 60;
  private static final int EDITS_OF_A_WHOLE_TEXT = 100;
  private static final int MAX_GROWTH = 1_000;

  /** About as much as the references of a generated document take. */
  private static final int MAX_BOUND = 3_000;

  /** More than the longest text has blocks. */
  private static final int MAX_CALLS = 20_000;

  @Test
  void everyEditEqualsTheFullRender() {
    Random seeds = new Random(Seeds.next("the edits"));
    int done = 0;
    while (done < EDITS) {
      done +=
          session(
              seeds.nextLong(),
              EDITS_OF_A_DOCUMENT,
              MixedDocuments::next,
              unbounded(RandomExtensions.next(seeds)));
    }
    System.out.println("Edits compared with the full render: " + done);
  }

  @Test
  void everyEditEqualsTheFullRenderAroundTheBoundOfExpansion() {
    Random seeds = new Random(Seeds.next("the edits around the bound"));
    int done = 0;
    while (done < EDITS) {
      int units = seeds.nextInt(1 + seeds.nextInt(MAX_BOUND));
      Allowance allowance =
          seeds.nextBoolean()
              ? new Allowance(units, 0, units)
              : new Allowance(seeds.nextInt(1 + units), seeds.nextInt(3), units);
      done +=
          session(
              seeds.nextLong(),
              EDITS_OF_A_DOCUMENT,
              LiveDocumentFuzzTest::withTables,
              new Oracle(RandomExtensions.next(seeds), allowance));
    }
    System.out.println("Edits compared around the bound: " + done);
  }

  /** A document with rows that lack more cells than are free, now and then. */
  private static String withTables(Random random) {
    String text = MixedDocuments.next(random);
    while (random.nextInt(3) == 0) {
      int columns = 5 + random.nextInt(30);
      String table =
          "\n\n" + "|a".repeat(columns) + "\n" + "|-".repeat(columns) + "\n" + "|[a]\n".repeat(9);
      int at = random.nextInt(text.length() + 1);
      text = text.substring(0, at) + table + text.substring(at);
    }
    return text;
  }

  @Test
  void everyEditOfTheWholeTextsEqualsTheFullRender() {
    Random seeds = new Random(Seeds.next("the edits of whole texts"));
    for (String text : Spec.wholeTexts()) {
      session(
          seeds.nextLong(),
          EDITS_OF_A_WHOLE_TEXT,
          random -> text,
          unbounded(RandomExtensions.next(seeds)));
    }
  }

  private interface Documents {
    String next(Random random);
  }

  /**
   * The result that a live document must equal.
   *
   * @param extensions those of the document
   * @param allowance that of the document
   */
  private record Oracle(Set<Extension> extensions, Allowance allowance) {

    String render(String text) {
      return String.join("", Markdown.render(text, extensions, allowance, new Work()));
    }

    /** Returns the HTML of the blocks that show something; null under a bound of its own. */
    List<String> blocks(String text) {
      return allowance.equals(Allowance.OF_DOCUMENTS)
          ? visible(Markdown.renderBlocks(text, extensions))
          : null;
    }

    static List<String> visible(Iterable<String> blocks) {
      List<String> visible = new ArrayList<>();
      for (String html : blocks) {
        if (!html.isEmpty()) {
          visible.add(html);
        }
      }
      return visible;
    }
  }

  /** No generated document comes near the bound. */
  private static Oracle unbounded(Set<Extension> extensions) {
    return new Oracle(extensions, Allowance.OF_DOCUMENTS);
  }

  private static int session(long seed, int edits, Documents documents, Oracle oracle) {
    Random random = new Random(seed);
    String text = documents.next(random);
    boolean sliced = random.nextInt(4) == 0;
    GeneratedEdits generated = new GeneratedEdits(random, text.length() + MAX_GROWTH);
    Mirror mirror = new Mirror(text, oracle);
    String problem = mirror.advance(budget(random, sliced), 0);
    List<Change> changes = List.of();
    String before = text;
    int done = 0;
    while (problem == null && done < edits) {
      before = mirror.text;
      changes = generated.next(before);
      problem = mirror.edit(changes, budget(random, sliced));
      done++;
      if (problem == null && sliced && random.nextInt(3) == 0) {
        problem = mirror.complete(budget(random, true), block(random, mirror));
      }
      while (problem == null && sliced && !mirror.complete && random.nextInt(3) > 0) {
        problem = mirror.advance(budget(random, true), block(random, mirror));
      }
    }
    if (problem == null) {
      problem = mirror.complete(budget(random, sliced), block(random, mirror));
    }
    if (problem != null) {
      fail(
          "Seed "
              + seed
              + (sliced ? ", sliced" : "")
              + ", extensions "
              + oracle.extensions
              + ", edit "
              + done
              + ": "
              + Shrinker.shrink(before, changes, oracle)
              + "\n"
              + problem);
    }
    return done;
  }

  private static int budget(Random random, boolean sliced) {
    return sliced ? 1 + random.nextInt(400) : LiveDocument.WHOLE_TEXT;
  }

  /** Returns the block that the user may be looking at, most often the first. */
  private static int block(Random random, Mirror mirror) {
    return random.nextBoolean() ? 0 : random.nextInt(mirror.blocks.size() + 2);
  }

  /** A live document, and beside it the state that its patches alone convey. */
  private static final class Mirror {

    private final LiveDocument document;
    private final List<Block> blocks = new ArrayList<>();
    private final Oracle oracle;
    String text;
    boolean complete;

    Mirror(String text, Oracle oracle) {
      this.text = text;
      this.oracle = oracle;
      document =
          LiveDocument.open(text, oracle.extensions, LiveDocument.WHOLE_TEXT, oracle.allowance);
    }

    String edit(List<Change> changes, int budget) {
      text = GeneratedEdits.apply(text, changes);
      try {
        return apply(document.edit(changes, budget));
      } catch (RuntimeException e) {
        return trace(e);
      }
    }

    String advance(int budget, int block) {
      try {
        return apply(document.advance(budget, block));
      } catch (RuntimeException e) {
        return trace(e);
      }
    }

    /** Goes on as a page does, with the same budget and from the same place each time. */
    String complete(int budget, int block) {
      String problem = advance(budget, block);
      for (int calls = 1; problem == null && !complete; calls++) {
        problem =
            calls == MAX_CALLS
                ? "Still incomplete after " + calls + " calls with the budget " + budget
                : advance(budget, block);
      }
      return problem;
    }

    /** Returns what is wrong, or null. */
    private String apply(Patch patch) {
      for (Patch.Splice splice : patch.splices()) {
        List<Block> place = blocks.subList(splice.index(), splice.index() + splice.removed());
        place.clear();
        place.addAll(splice.added());
      }
      complete = patch.complete();
      if (!document.text().equals(text)) {
        return "The text is not the one expected";
      }
      if (!complete) {
        return null;
      }
      String expected = oracle.render(text);
      String html = document.html();
      if (!html.equals(expected)) {
        return "Expected:\n" + expected + "\nbut was:\n" + html;
      }
      StringBuilder mirrored = new StringBuilder();
      int lines = 0;
      for (Block block : blocks) {
        mirrored.append(block.html());
        lines += block.lines() + block.blankLines();
      }
      if (!expected.contentEquals(mirrored)) {
        return "Expected:\n" + expected + "\nbut the patches made:\n" + mirrored;
      }
      List<String> expectedBlocks = oracle.blocks(text);
      List<String> found = Oracle.visible(blocks.stream().map(Block::html).toList());
      if (expectedBlocks != null && !expectedBlocks.equals(found)) {
        return "Expected the blocks:\n" + expectedBlocks + "\nbut was:\n" + found;
      }
      int expectedLines = text.split("\r\n|\r|\n", -1).length;
      return lines == expectedLines
          ? null
          : "The blocks have " + lines + " lines, the text " + expectedLines;
    }

    private static String trace(RuntimeException e) {
      StringBuilder trace = new StringBuilder(e.toString());
      for (StackTraceElement element : e.getStackTrace()) {
        trace.append("\n    at ").append(element);
      }
      return trace.toString();
    }
  }

  /** Makes a failing edit short, where one edit of a freshly opened text fails at all. */
  private static final class Shrinker {

    static String shrink(String text, List<Change> changes, Oracle oracle) {
      if (!fails(text, changes, oracle)) {
        return "an edit that does not fail by itself: " + describe(text, changes);
      }
      List<String> parts = new ArrayList<>();
      int end = 0;
      for (Change change : changes) {
        parts.add(text.substring(end, change.from()));
        parts.add(text.substring(change.from(), change.to()));
        parts.add(change.insert());
        end = change.to();
      }
      parts.add(text.substring(end));
      Predicate<List<String>> failing =
          candidate -> fails(textOf(candidate), changesOf(candidate), oracle);
      boolean shrunk = true;
      while (shrunk) {
        shrunk = false;
        for (int part = 0; part < parts.size(); part++) {
          for (int size = parts.get(part).length(); size > 0; size /= 2) {
            for (int i = 0; i + size <= parts.get(part).length(); ) {
              String whole = parts.get(part);
              List<String> candidate = new ArrayList<>(parts);
              candidate.set(part, whole.substring(0, i) + whole.substring(i + size));
              if (failing.test(candidate)) {
                parts = candidate;
                shrunk = true;
              } else {
                i += size;
              }
            }
          }
        }
      }
      return describe(textOf(parts), changesOf(parts));
    }

    private static boolean fails(String text, List<Change> changes, Oracle oracle) {
      Mirror mirror = new Mirror(text, oracle);
      return mirror.advance(LiveDocument.WHOLE_TEXT, 0) != null
          || mirror.edit(changes, LiveDocument.WHOLE_TEXT) != null;
    }

    private static String textOf(List<String> parts) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < parts.size(); i++) {
        text.append(i % 3 == 2 ? "" : parts.get(i));
      }
      return text.toString();
    }

    private static List<Change> changesOf(List<String> parts) {
      List<Change> changes = new ArrayList<>();
      int end = 0;
      for (int i = 0; i + 2 < parts.size(); i += 3) {
        int from = end + parts.get(i).length();
        end = from + parts.get(i + 1).length();
        changes.add(new Change(from, end, parts.get(i + 2)));
      }
      return changes;
    }

    private static String describe(String text, List<Change> changes) {
      StringBuilder description = new StringBuilder(quote(text));
      for (Change change : changes) {
        description
            .append(" [")
            .append(change.from())
            .append(", ")
            .append(change.to())
            .append(", ")
            .append(quote(change.insert()))
            .append(']');
      }
      return description.toString();
    }

    private static String quote(String text) {
      StringBuilder quoted = new StringBuilder("\"");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '\n' -> quoted.append("\\n");
          case '\r' -> quoted.append("\\r");
          case '\t' -> quoted.append("\\t");
          case '"' -> quoted.append("\\\"");
          case '\\' -> quoted.append("\\\\");
          default -> {
            if (c < ' ' || c > '~') {
              quoted.append(String.format("\\u%04X", (int) c));
            } else {
              quoted.append(c);
            }
          }
        }
      }
      return quoted.append('"').toString();
    }
  }
}
