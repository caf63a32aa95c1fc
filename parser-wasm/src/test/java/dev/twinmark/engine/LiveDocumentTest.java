package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LiveDocumentTest {

  private static final int MEGABYTE = 1_000_000;
  private static final int KEYS = 2_000;

  @Test
  void tableOfContentsFollowsWithoutParsing() {
    String paragraph = "\n\nWords of a paragraph.\n\n";
    String text = "[TOC]\n\n" + "# Heading".concat(paragraph).repeat(200);
    Set<Extension> extensions = Set.of(Extension.TABLE_OF_CONTENTS);
    LiveDocument document = LiveDocument.open(text, extensions, LiveDocument.WHOLE_TEXT);
    document.advance(LiveDocument.WHOLE_TEXT);
    long parsed = document.parsedLength();
    int last = text.lastIndexOf("Heading");
    List<Patch.Splice> splices = document.edit(last, last, "New ").splices();
    assertEquals(List.of(0, 399), splices.stream().map(Patch.Splice::index).toList());
    for (Patch.Splice splice : splices) {
      assertEquals(1, splice.added().size());
    }
    splices = document.edit(last - 10, last - 10, "x").splices();
    assertEquals(List.of(398), splices.stream().map(Patch.Splice::index).toList());
    assertTrue(document.parsedLength() - parsed < 200);
    assertEquals(Markdown.renderMarkdown(document.text(), extensions), document.html());
  }

  @Test
  void headingsAreNumberedAnewBehindOneThatGivesUpItsNumber() {
    LiveDocument document =
        LiveDocument.open(
            "# a\n\n# a\n\n# a-1\n\n# a-1\n", Extension.GITHUB, LiveDocument.WHOLE_TEXT);
    document.advance(LiveDocument.WHOLE_TEXT);
    document.edit(12, 12, "b");
    assertEquals(Markdown.renderMarkdown(document.text(), Extension.GITHUB), document.html());
  }

  @Test
  void answersAnEditWithTheBlocksThatItChanges() {
    LiveDocument document = opened("# Title\n\nHello\n\nBye\n");
    Patch patch = document.edit(14, 14, ", *world*");
    assertTrue(patch.complete());
    assertEquals("1-1+<p>Hello, <em>world</em></p>\n", describe(patch));
    assertEquals("<h1>Title</h1>\n<p>Hello, <em>world</em></p>\n<p>Bye</p>\n", document.html());
  }

  @Test
  void addsEveryBlockWithTheFirstPatch() {
    LiveDocument document = LiveDocument.open("\n\n# a\n\n- b\n  c\n\n\nd");
    Patch patch = document.advance(LiveDocument.WHOLE_TEXT);
    assertEquals("0-0++<h1>a</h1>\n+<ul>\n<li>b\nc</li>\n</ul>\n+<p>d</p>\n", describe(patch));
    List<Block> blocks = patch.splices().get(0).added();
    assertEquals(List.of(0, 1, 2, 1), blocks.stream().map(Block::lines).toList());
    assertEquals(List.of(2, 1, 2, 0), blocks.stream().map(Block::blankLines).toList());
  }

  @Test
  void takesABatchInOffsetsOfTheTextBeforeIt() {
    LiveDocument document = opened("one\n\ntwo\n\nthree\n\nfour\n");
    Patch patch =
        document.edit(
            List.of(new Change(0, 3, "1"), new Change(10, 10, "# "), new Change(17, 22, "")),
            LiveDocument.WHOLE_TEXT);
    assertEquals("1\n\ntwo\n\n# three\n\n", document.text());
    assertEquals("0-1+<p>1</p>\n 2-2+<h1>three</h1>\n", describe(patch));
  }

  @Test
  void rejectsOffsetsOutsideTheTextAndChangesNothing() {
    LiveDocument document = opened("text");
    assertRejected("from -1 to 0", document, new Change(-1, 0, "x"));
    assertRejected("from 0 to 5", document, new Change(0, 5, "x"));
    assertRejected("from 3 to 2", document, new Change(3, 2, "x"));
    assertRejected("from 5 to 5", document, new Change(5, 5, "x"));
    assertRejected("from 1 to 3", document, new Change(0, 2, "x"), new Change(1, 3, "y"));
    assertEquals("text", document.text());
    assertEquals("", describe(document.advance(LiveDocument.WHOLE_TEXT)));
  }

  @Test
  void rendersExactlyTheBlocksAgainWhoseDefinitionChanges() {
    LiveDocument document = opened("[a]\n\n[b]\n\n`[a]`\n\n> [x][A]\n\n[b]: /b\n");
    assertEquals(
        "0-1+<p><a href=\"/a\">a</a></p>\n"
            + " 3-2+<blockquote>\n<p><a href=\"/a\">x</a></p>\n</blockquote>\n+",
        describe(append(document, "[a]: /a\n")));
    assertEquals("4-1+", describe(append(document, "[a]: /later\n")));
    assertEquals(
        "0-1+<p><a href=\"/first\">a</a></p>\n"
            + " 3-2+<blockquote>\n<p><a href=\"/first\">x</a></p>\n</blockquote>\n+",
        describe(
            document.edit(
                document.text().indexOf("[b]: /b"),
                document.text().indexOf("[b]: /b"),
                "[a]: /first\n")));
  }

  @Test
  void parsesNoMoreThanItsBudgetAndABlock() {
    String text = "A paragraph with [a].\n\n".repeat(1_000) + "[a]: /a\n";
    LiveDocument document = LiveDocument.open(text);
    Patch patch = document.advance(1_000);
    assertFalse(patch.complete());
    assertTrue(document.parsedLength() < 1_100, () -> "parsed " + document.parsedLength());
    int patches = 0;
    for (; !patch.complete(); patches++) {
      patch = document.advance(1_000);
    }
    assertTrue(patches > 20, "patches: " + patches);
    assertEquals(Markdown.renderMarkdown(text), document.html());
  }

  /**
   * Budget and longest parse are those of the page: both end within the list and within the
   * paragraph.
   */
  @Test
  void completesALongListBeforeALongParagraphOfItsDefinitions() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append("- an item of the list, with [label ").append(i).append("]\n");
    }
    text.append('\n');
    for (int i = 0; i < 500; i++) {
      text.append("[label ").append(i).append("]: https://example.com/a/path/to/").append(i);
      text.append(" 'a title'\n");
    }
    LiveDocument document = LiveDocument.open(text.toString(), Set.of(), 32 * 1024);
    Patch patch = document.advance(16 * 1024);
    for (int calls = 1; !patch.complete(); calls++) {
      assertTrue(calls < 100, "Still incomplete");
      String request = document.outstandingParse();
      patch =
          request == null
              ? document.advance(16 * 1024)
              : document.adopt(DetachedParse.run(request));
    }
    assertEquals(Markdown.renderMarkdown(text.toString()), document.html());
  }

  @Test
  void cannotBeUsedAfterAnInterrupt() {
    LiveDocument document = opened("text\n");
    String longText = "*a* ".repeat(100_000);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> document.edit(0, 0, longText));
    assertTrue(Thread.interrupted());
    assertThrows(IllegalStateException.class, () -> document.edit(0, 0, "x"));
  }

  @Test
  void definitionsOfManyReferencesMayChange() {
    int references = 200_000;
    String text = "[a]\n\nb\n\n".repeat(references) + "[a]: /u\n";
    LiveDocument document = opened(text);
    document.edit(text.length() - 1, text.length(), "v\n");
    assertEquals("<p><a href=\"/uv\">a</a></p>\n<p>b</p>\n".repeat(references), document.html());
  }

  /** A silent fall-back to full rendering would pass every other test. */
  @Test
  void parsesLittleWhereSomebodyTypesInALargeDocument() {
    String text = Spec.wholeTexts().get(0);
    text = text.repeat(1 + MEGABYTE / text.length()).substring(0, MEGABYTE);
    Random random = new Random(Seeds.next("the keys in a large document"));
    LiveDocument document = opened(text);
    long[] parsed = new long[KEYS];
    for (int i = 0; i < KEYS; i++) {
      int word = text.indexOf(" the ", random.nextInt(text.length() - 20_000));
      long before = document.parsedLength();
      document.edit(word, word, "x");
      parsed[i] = document.parsedLength() - before;
      document.edit(word, word + 1, "");
    }
    Arrays.sort(parsed);
    System.out.println(
        "Parsed for a key in 1 MB, in UTF-16 code units: median "
            + parsed[KEYS / 2]
            + ", p95 "
            + parsed[KEYS * 95 / 100]
            + ", largest "
            + parsed[KEYS - 1]);
    assertTrue(parsed[KEYS / 2] < 2_000, () -> "median " + parsed[KEYS / 2]);
    assertEquals(Markdown.renderMarkdown(text), document.html());
  }

  private static LiveDocument opened(String text) {
    LiveDocument document = LiveDocument.open(text);
    assertTrue(document.advance(LiveDocument.WHOLE_TEXT).complete());
    return document;
  }

  private static Patch append(LiveDocument document, String text) {
    int end = document.text().length();
    return document.edit(end, end, text);
  }

  private static void assertRejected(String offsets, LiveDocument document, Change... changes) {
    IndexOutOfBoundsException thrown =
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> document.edit(List.of(changes), LiveDocument.WHOLE_TEXT));
    assertTrue(thrown.getMessage().contains(offsets), thrown.getMessage());
  }

  /** Writes a patch as {@code index-removed+html+html…}, splices with a space between. */
  private static String describe(Patch patch) {
    StringBuilder description = new StringBuilder();
    for (Patch.Splice splice : patch.splices()) {
      description
          .append(description.length() == 0 ? "" : " ")
          .append(splice.index())
          .append('-')
          .append(splice.removed());
      splice.added().forEach(block -> description.append('+').append(block.html()));
    }
    return description.toString();
  }

  @Test
  void beginsWithWhatSomebodyLooksAt() {
    String text = "[link] here\n\n".repeat(1_000) + "[link]: /old\n";
    LiveDocument document = LiveDocument.open(text);
    document.advance(LiveDocument.WHOLE_TEXT);
    int definition = text.indexOf("old");
    Patch first = document.edit(List.of(new Change(definition, definition + 3, "new")), 1);
    assertFalse(first.complete());
    Patch seen = document.advance(1, 700);
    assertEquals(700, seen.splices().get(0).index());
    assertEquals(
        "<p><a href=\"/new\">link</a> here</p>\n", seen.splices().get(0).added().get(0).html());
    assertTrue(document.advance(LiveDocument.WHOLE_TEXT, 700).complete());
    assertEquals(Markdown.renderMarkdown(text.replace("old", "new")), document.html());
  }
}
