package dev.twinmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.engine.Extension;
import dev.twinmark.engine.Markdown;
import dev.twinmark.engine.MixedDocuments;
import dev.twinmark.engine.RandomExtensions;
import dev.twinmark.engine.Spec;
import dev.twinmark.sanitizer.HtmlSanitizer;
import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TwinmarkRendererTest {

  private static final int GENERATED = 2_000;
  private static final int THREADS = 8;

  private final TwinmarkRenderer renderer = new TwinmarkRenderer();

  @Test
  void documentedExample() {
    TwinmarkRenderer renderer = new TwinmarkRenderer();
    String html = renderer.render("Hello, **world**");
    // <p>Hello, <strong>world</strong></p>
    assertEquals("<p>Hello, <strong>world</strong></p>\n", html);
  }

  @Test
  void documentedExtensions() {
    TwinmarkRenderer renderer = TwinmarkRenderer.builder().extensions(Extension.GITHUB).build();
    String html = renderer.render("# Notes\n\n[^1]\n\n[^1]: See [above](#notes).");
    assertEquals(
        """
        <h1 id="user-content-notes">Notes</h1>
        <p><sup class="footnote-ref">\
        <a href="#user-content-fn-1" id="user-content-fnref-1" rel="noopener noreferrer nofollow">1</a></sup></p>
        <section class="footnotes">
        <ol>
        <li id="user-content-fn-1">
        <p>See <a href="#user-content-notes" rel="noopener noreferrer nofollow">above</a>. \
        <a href="#user-content-fnref-1" class="footnote-backref" rel="noopener noreferrer nofollow">↩</a></p>
        </li>
        </ol>
        </section>
        """,
        html);
  }

  @Test
  void isSafe() {
    String html =
        renderer.render("<script>a()</script>\n\n[b](javascript:b()) <i onclick=c()>d</i>");
    assertEquals("\n<p><a>b</a> <i>d</i></p>\n", html);
  }

  /** The start of HTML that is shown as its text. */
  private static final String TEXT = "<pre>&lt;";

  @Test
  void isTheSanitizedHtmlOfTheEngine() {
    var sanitizer = new HtmlSanitizer();
    List<String> documents = new ArrayList<>(Spec.wholeTexts());
    documents.addAll(Spec.exampleSources());
    var random = new Random(Seeds.next("the random documents"));
    for (int i = 0; i < GENERATED; i++) {
      documents.add(MixedDocuments.next(random));
    }
    for (String document : documents) {
      Set<Extension> extensions = RandomExtensions.next(random);
      String whole = sanitizer.sanitize(Markdown.renderMarkdown(document, extensions));
      String html = TwinmarkRenderer.builder().extensions(extensions).build().render(document);
      // Too much formatting that is opened again makes the whole text; of the blocks, some.
      if (!(whole + html).contains(TEXT)) {
        assertEquals(whole, html, () -> document);
      }
    }
  }

  @Test
  void writesALongDocumentInParts() throws IOException {
    String document = String.join("\n", Spec.wholeTexts());
    var parts = new ArrayList<Integer>();
    var writer =
        new StringWriter() {
          @Override
          public void write(String part) {
            parts.add(part.length());
            super.write(part);
          }
        };
    renderer.render(document, writer);
    assertEquals(renderer.render(document), writer.toString());
    assertTrue(parts.size() > 5, parts::toString);
    int longest = Collections.max(parts);
    assertTrue(longest < writer.toString().length() / 3, parts::toString);
  }

  @Test
  void mayBeUsedByManyThreads() throws Exception {
    List<String> documents = Spec.exampleSources();
    List<String> expected = documents.stream().map(renderer::render).toList();
    var threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<String>>> tasks =
          Collections.nCopies(THREADS, () -> documents.stream().map(renderer::render).toList());
      for (Future<List<String>> result : threads.invokeAll(tasks)) {
        assertEquals(expected, result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void stopsWhenTheThreadIsInterrupted() {
    String text = "*a* ".repeat(100_000);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> renderer.render(text));
    assertTrue(Thread.interrupted());
  }

  @Test
  void passesOnWhatTheWriterThrows() {
    var broken =
        new Writer() {
          @Override
          public void write(char[] buffer, int from, int length) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    assertEquals(
        "gone", assertThrows(IOException.class, () -> renderer.render("a", broken)).getMessage());
  }

  @Test
  void nullIsNoDocument() {
    assertThrows(NullPointerException.class, () -> renderer.render(null));
  }
}
