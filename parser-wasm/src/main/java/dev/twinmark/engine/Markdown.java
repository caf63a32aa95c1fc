package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
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
 * Flavored Markdown</a>, and each {@link Extension} that is asked for. The same code runs on the
 * JVM and, as WebAssembly, in the browser, and gives the same HTML on both.
 *
 * <p><strong>The HTML is not sanitized.</strong> Raw HTML and URLs of every scheme pass through, as
 * CommonMark has it. Sanitize it before it reaches a page.
 */
public final class Markdown {

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
    return renderMarkdown(source, Set.of());
  }

  /**
   * Returns the HTML of a text with constructs beyond the default.
   *
   * @param source as for {@link #renderMarkdown(String)}
   * @param extensions these constructs
   * @return as {@link #renderMarkdown(String)} does
   * @throws NullPointerException if an argument is null
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static String renderMarkdown(String source, Set<Extension> extensions) {
    return String.join("", renderParts(source, extensions));
  }

  /**
   * Returns the HTML of {@link #renderMarkdown(String, Set)} in parts of some thousand characters,
   * for a reader that puts strings together without copying them. What follows a construct that the
   * rest of the document decides, such as a footnote's number, is one part.
   *
   * @param source as for {@link #renderMarkdown(String)}
   * @param extensions the constructs beyond the default
   * @return at least one part
   * @throws NullPointerException if an argument is null
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public static List<String> renderParts(String source, Set<Extension> extensions) {
    return render(source, extensions, Allowance.OF_DOCUMENTS, new Work());
  }

  /**
   * @param allowance the bound on what {@link Expansion} counts
   */
  static List<String> render(
      String source, Set<Extension> extensions, Allowance allowance, Work work) {
    List<String> parts = new ArrayList<>();
    HtmlBuffer html = HtmlBuffer.forText(Math.min(source.length(), HtmlBuffer.PART_UNITS));
    DirectRenderer renderer = new DirectRenderer(extensions, html);
    List<Footnote> footnotes = new ArrayList<>();
    new DocumentParser(extensions, new Expansion(allowance.units(source.length())), work)
        .parse(
            source,
            node -> {
              renderer.render(node);
              Footnote.collect(node, extensions, footnotes);
              if (html.length() >= HtmlBuffer.PART_UNITS && !renderer.hasGaps()) {
                parts.add(html.take());
              }
            });
    boolean hasGaps = renderer.hasGaps();
    Template rest = new Template(html.take(), renderer.takeGaps());
    parts.add(hasGaps ? filled(rest, numbering(footnotes)) : rest.html());
    return parts;
  }

  private static String filled(Template template, Numbering numbering) {
    List<String> values = numbering.next(template);
    TableOfContents.Writer contents = new TableOfContents.Writer();
    contents.add(template, values);
    TableOfContents.fill(template, values, contents.html());
    return numbering.fill(template, values) + numbering.section();
  }

  private static Node parse(
      String source, Set<Extension> extensions, Allowance allowance, Work work) {
    return new DocumentParser(extensions, new Expansion(allowance.units(source.length())), work)
        .parse(source, true, References.OF_THE_TEXT);
  }

  private static Numbering numbering(Node document, Set<Extension> extensions) {
    List<Footnote> footnotes = new ArrayList<>();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      Footnote.collect(node, extensions, footnotes);
    }
    return numbering(footnotes);
  }

  private static Numbering numbering(List<Footnote> footnotes) {
    Map<String, Footnote> defined = new TreeMap<>();
    for (Footnote footnote : footnotes) {
      defined.putIfAbsent(footnote.label(), footnote);
    }
    return new Numbering(defined);
  }

  /**
   * Returns the HTML of {@link #renderMarkdown} in parts, one for each block at the top of the
   * document, and one for its footnotes: joined, they are that HTML, and each is made when it is
   * asked for. Those that are not empty are those of a {@link LiveDocument}, which a sanitizer may
   * make text of one by one. Parsing is done by then, and all blocks have been gone through once if
   * there is a table of contents.
   *
   * @param source the Markdown text
   * @param extensions constructs beyond the default
   * @return parts that end with {@code \n}, or are empty where a block shows nothing; to be
   *     iterated by one thread at a time
   * @throws NullPointerException if an argument is null
   * @throws CancellationException as {@link #renderMarkdown} does, and so does the iterator
   */
  public static Iterable<String> renderBlocks(String source, Set<Extension> extensions) {
    Node document = parse(source, extensions, Allowance.OF_DOCUMENTS, new Work());
    String contents = contents(document, extensions);
    return () -> new RenderedBlocks(document, extensions, contents);
  }

  /** Returns the table of contents, if the document has one. */
  private static String contents(Node document, Set<Extension> extensions) {
    Node first = document.getFirstChild();
    while (first != null && !(first instanceof TableOfContents)) {
      first = first.getNext();
    }
    TableOfContents.Writer contents = new TableOfContents.Writer();
    if (first != null) {
      Numbering numbering = numbering(document, extensions);
      for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
        Work.checkInterrupt();
        Template template = template(node, extensions);
        contents.add(template, numbering.next(template));
      }
    }
    return contents.html();
  }

  private static Template template(Node block, Set<Extension> extensions) {
    HtmlBuffer html = new HtmlBuffer(0);
    DirectRenderer renderer = new DirectRenderer(extensions, html);
    renderer.render(block);
    return new Template(html.substring(0), renderer.takeGaps());
  }

  private static final class RenderedBlocks implements Iterator<String> {

    private final Set<Extension> extensions;
    private final Numbering numbering;
    private Node next;
    private boolean isAtFootnotes;

    /** The table of contents that is still to be shown. */
    private String contents;

    RenderedBlocks(Node document, Set<Extension> extensions, String contents) {
      next = document.getFirstChild();
      this.extensions = extensions;
      this.contents = contents;
      numbering = numbering(document, extensions);
      isAtFootnotes =
          extensions.contains(Extension.FOOTNOTES)
              || extensions.contains(Extension.INLINE_FOOTNOTES);
    }

    @Override
    public boolean hasNext() {
      return next != null || isAtFootnotes;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Work.checkInterrupt();
      if (next == null) {
        isAtFootnotes = false;
        return numbering.section();
      }
      StringBuilder block = new StringBuilder();
      BlockLines lines = new BlockLines();
      do {
        block.append(html(next));
        lines.add(next);
        next = next.getNext();
      } while (next != null && !lines.endBefore(next));
      return block.toString();
    }

    private String html(Node node) {
      Template template = template(node, extensions);
      List<String> values = numbering.next(template);
      if (TableOfContents.fill(template, values, contents)) {
        contents = "";
      }
      return numbering.fill(template, values);
    }
  }
}
