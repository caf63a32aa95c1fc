package dev.twinmark.webapp.docs;

import dev.twinmark.webapp.resource.TextResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * The files in {@code docs}. Which there are, and in which order, says {@code index.md}: it links
 * to each. Immutable.
 */
public final class Documentation {

  /** The page that links to all others. */
  public static final String INDEX = "index";

  private static final String FOLDER = "/dev/twinmark/docs/";

  private static final String LIVE = "html live";

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  private final UnaryOperator<String> renderer;
  private final DocumentationLinks links;
  private final Map<String, DocumentationPage> pages = new LinkedHashMap<>();

  /**
   * Reads all pages.
   *
   * @param renderer makes sanitized HTML of Markdown
   * @param basePath below which the server has its pages
   * @throws IllegalStateException when a page that the index links to is not there
   */
  public Documentation(UnaryOperator<String> renderer, String basePath) {
    this.renderer = renderer;
    this.links = new DocumentationLinks(basePath);
    String index = read(INDEX);
    pages.put(INDEX, page(INDEX, index));
    for (String name : DocumentationLinks.pagesIn(PARSER.parse(index))) {
      pages.put(name, page(name, read(name)));
    }
  }

  /** All pages, in the order of the index, which comes first. */
  public List<DocumentationPage> pages() {
    return List.copyOf(pages.values());
  }

  /** The page of that name, if there is one. */
  public Optional<DocumentationPage> find(String name) {
    return Optional.ofNullable(pages.get(name));
  }

  private DocumentationPage page(String name, String markdown) {
    var sections = new ArrayList<Section>();
    String title = name;
    int examples = 0;
    int start = 0;
    Node document = PARSER.parse(markdown);
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof Heading heading && heading.getLevel() == 1) {
        title = TextContentRenderer.builder().build().render(heading).strip();
      }
      if (block instanceof FencedCodeBlock code && LIVE.equals(code.getInfo())) {
        List<SourceSpan> lines = code.getSourceSpans();
        SourceSpan last = lines.get(lines.size() - 1);
        sections.add(
            new Section(
                html(markdown.substring(start, lines.get(0).getInputIndex())),
                new Example(++examples, links.inSource(code.getLiteral()))));
        start = last.getInputIndex() + last.getLength();
      }
    }
    sections.add(new Section(html(markdown.substring(start)), null));
    return new DocumentationPage(name, title, sections);
  }

  private String html(String markdown) {
    return links.served(renderer.apply(markdown));
  }

  private static String read(String name) {
    return TextResource.read(FOLDER + name + DocumentationLinks.EXTENSION);
  }
}
