package dev.twinmark.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders Markdown to HTML.
 *
 * <pre>{@code
 * String html = Markdown.renderMarkdown("Hello, **world**");
 * // <p>Hello, <strong>world</strong></p>
 * }</pre>
 *
 * <p>The language is <a href="https://spec.commonmark.org/0.31.2/">CommonMark 0.31.2</a> with the
 * tables, strikethrough and task list items of <a href="https://github.github.com/gfm/">GitHub
 * Flavored Markdown</a>. The same code runs on the JVM and, as WebAssembly, in the browser, and
 * gives the same HTML on both.
 *
 * <p><strong>The HTML is not sanitized.</strong> Raw HTML and URLs of every scheme pass through, as
 * CommonMark has it. Sanitize it before it reaches a page.
 */
public final class Markdown {

  /** HTML is longer than its Markdown, mostly by less than half of it. */
  private static final int HTML_SHARE = 2;

  private Markdown() {}

  /**
   * Returns the HTML as commonmark-java's {@link HtmlRenderer} writes it. May be called from any
   * number of threads.
   *
   * <p>There is no text that it refuses, and none that takes it longer than in proportion to its
   * length. In two ways the HTML of a hostile text is less than commonmark-java's: references, and
   * cells that a table's rows lack, are bounded to 8 million UTF-16 code units in all, past which
   * references stay text and rows end where they are written; and inlines that take more steps than
   * their length allows, of which none are known, are shown as their text.
   *
   * @param source the Markdown text; any string, lone surrogates and U+0000 included
   * @return the HTML, with {@code \n} line endings
   * @throws NullPointerException if {@code source} is null
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static String renderMarkdown(String source) {
    return render(source, Expansion.DOCUMENT_UNITS, new Work());
  }

  /**
   * @param expansionUnits the allowance for what {@link Expansion} bounds
   */
  static String render(String source, int expansionUnits, Work work) {
    Node document = parse(source, expansionUnits, work);
    HtmlBuffer html = new HtmlBuffer(source.length() + source.length() / HTML_SHARE);
    new DirectRenderer(html).render(document);
    return html.substring(0);
  }

  private static Node parse(String source, int expansionUnits, Work work) {
    return new DocumentParser(new Expansion(expansionUnits), work)
        .parse(source, true, References.OF_THE_TEXT);
  }

  /**
   * Returns the HTML of {@link #renderMarkdown} in parts, one for each block at the top of the
   * document: joined, they are that HTML, and each is made when it is asked for. Parsing is done by
   * then.
   *
   * @param source the Markdown text
   * @return parts that end with {@code \n}, or are empty where a block shows nothing; to be
   *     iterated by one thread at a time
   * @throws NullPointerException if {@code source} is null
   * @throws CancellationException as {@link #renderMarkdown} does, and so does the iterator
   */
  public static Iterable<String> renderBlocks(String source) {
    Node document = parse(source, Expansion.DOCUMENT_UNITS, new Work());
    return () -> new RenderedBlocks(document.getFirstChild());
  }

  private static final class RenderedBlocks implements Iterator<String> {

    private Node next;

    RenderedBlocks(Node first) {
      next = first;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public String next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Work.checkInterrupt();
      HtmlBuffer html = new HtmlBuffer(0);
      new DirectRenderer(html).render(next);
      next = next.getNext();
      return html.substring(0);
    }
  }
}
