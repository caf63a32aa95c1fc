package dev.twinmark.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
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

  private static final Parser PARSER =
      Syntax.parser()
          .inlineParserFactory(context -> new PlainTextParser(new InlineParserImpl(context)))
          .build();

  /** HTML is longer than its Markdown, mostly by less than half of it. */
  private static final int HTML_SHARE = 2;

  private Markdown() {}

  /**
   * Returns exactly the HTML of commonmark-java's {@link HtmlRenderer} with the three extensions.
   * May be called from any number of threads.
   *
   * @param source the Markdown text; any string, lone surrogates and U+0000 included
   * @return the HTML, with {@code \n} line endings
   * @throws NullPointerException if {@code source} is null
   * @throws IllegalArgumentException if a table has more than {@link
   *     org.commonmark.ext.gfm.tables.TablesExtension#DEFAULT_MAX_CELLS} cells
   */
  public static String renderMarkdown(String source) {
    Node document = PARSER.parse(source);
    HtmlBuffer html = new HtmlBuffer(source.length() + source.length() / HTML_SHARE);
    new DirectRenderer(html).render(document);
    return html.substring(0);
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
   * @throws IllegalArgumentException as {@link #renderMarkdown} does
   */
  public static Iterable<String> renderBlocks(String source) {
    Node document = PARSER.parse(source);
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
      HtmlBuffer html = new HtmlBuffer(0);
      new DirectRenderer(html).render(next);
      next = next.getNext();
      return html.substring(0);
    }
  }
}
