package dev.twinmark.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that an interrupt ends sanitizing at the next node, wherever it comes. */
class InterruptedSanitizingTest {

  private static final int NODES = 10_000;

  /** The Cleaner reads an element's name some times before it asks for the next element's. */
  private static final int VISITS_PER_NODE = 8;

  private final HtmlSanitizer sanitizer = new HtmlSanitizer();
  private int visits;

  /** The visit at which the thread is interrupted. */
  private int interruptAt = Integer.MAX_VALUE;

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void interruptedThreadBeginsNothing() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> sanitizer.sanitize("<b>x</b>".repeat(NODES)));
    assertTrue(Thread.currentThread().isInterrupted());
  }

  @Test
  void parsingStopsAtTheNextRead() {
    var reads = new AtomicInteger();
    var html =
        new InterruptibleReader("<b>x</b>".repeat(10 * InterruptibleReader.MAX_READ_UNITS)) {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            if (reads.incrementAndGet() == 3) {
              Thread.currentThread().interrupt();
            }
            return super.read(buffer, offset, length);
          }
        };
    assertThrows(CancellationException.class, () -> HtmlSanitizer.parse(html));
    assertEquals(3, reads.get());
    assertTrue(Thread.currentThread().isInterrupted());
  }

  @Test
  void serializingStopsAtTheNextNode() {
    Element body = texts();
    HtmlSerializer.contentOf(body);
    assertEquals(NODES, visits);
    visits = 0;
    interruptAt = 5;
    assertThrows(CancellationException.class, () -> HtmlSerializer.contentOf(body));
    assertEquals(interruptAt, visits);
    assertTrue(Thread.currentThread().isInterrupted());
  }

  @Test
  void cleaningStopsAtTheNextNode() {
    sanitizer.clean(texts());
    int whole = visits;
    assertTrue(whole >= NODES, whole + " visits");
    // One interrupt in each step of cleaning.
    for (int at = 1; at < whole; at += whole / 7) {
      visits = 0;
      interruptAt = at;
      Element body = texts();
      assertThrows(CancellationException.class, () -> sanitizer.clean(body));
      assertTrue(Thread.interrupted());
      assertTrue(visits <= at + VISITS_PER_NODE, visits + " visits, interrupted at " + at);
    }
  }

  /** A body of elements that count how often they, and the texts in them, are read. */
  private Element texts() {
    Element body = Document.createShell("").body();
    for (int i = 0; i < NODES; i++) {
      body.appendChild(new CountingElement().appendChild(new CountingText()));
    }
    return body;
  }

  private void visit() {
    visits++;
    if (visits == interruptAt) {
      Thread.currentThread().interrupt();
    }
  }

  private final class CountingElement extends Element {
    CountingElement() {
      super("b");
    }

    @Override
    public String normalName() {
      visit();
      return super.normalName();
    }
  }

  private final class CountingText extends TextNode {
    CountingText() {
      super("x");
    }

    @Override
    public String getWholeText() {
      visit();
      return super.getWholeText();
    }
  }
}
