package dev.twinmark.webapp.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The links of the documentation, which work between files and between the pages that a server
 * makes of them.
 */
final class DocumentationLinks {

  static final String EXTENSION = ".md";

  /** A page beside the one that links to it, and a place in it. */
  private static final Pattern PAGE = Pattern.compile("([a-z0-9-]+)\\.md(#.*)?");

  /** A path to a file of the project's, which is on no server. */
  private static final Pattern SOURCE = Pattern.compile("[^#/:][^:]*");

  /** An address of the server's in an example, which is written for one without a base path. */
  private static final Pattern ADDRESS = Pattern.compile("(?<=[\"'])/(?=assets/|embed\\b)");

  /**
   * Begins a link within its page: the sanitizer prefixes names, but ids of headings here have
   * none.
   */
  private static final String SANITIZED_FRAGMENT = "#user-content-";

  private final String basePath;

  /**
   * @param basePath the path below which the server has its pages, with a slash at each end
   */
  DocumentationLinks(String basePath) {
    this.basePath = basePath;
  }

  /** The names of the pages that a page links to, in their order. */
  static List<String> pagesIn(Node page) {
    var names = new ArrayList<String>();
    page.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            var target = PAGE.matcher(link.getDestination());
            if (target.matches() && !names.contains(target.group(1))) {
              names.add(target.group(1));
            }
          }
        });
    return names;
  }

  /**
   * Makes links lead to pages instead of files, makes headings targets of links, and replaces links
   * to the sources, which no server has, by their text.
   *
   * @param html sanitized, and so is what is returned
   */
  String served(String html) {
    Document document = Jsoup.parseBodyFragment(html);
    document.outputSettings().prettyPrint(false);
    for (Element link : document.select("a[href]")) {
      var page = PAGE.matcher(link.attr("href"));
      if (page.matches()) {
        String place = page.group(2) == null ? "" : page.group(2);
        link.attr("href", basePath + "docs/" + page.group(1) + place);
        link.removeAttr("rel");
      } else if (link.attr("href").startsWith(SANITIZED_FRAGMENT)) {
        link.attr("href", "#" + link.attr("href").substring(SANITIZED_FRAGMENT.length()));
        link.removeAttr("rel");
      } else if (SOURCE.matcher(link.attr("href")).matches()) {
        link.unwrap();
      }
    }
    for (Element heading : document.select("h2, h3")) {
      heading.attr("id", slug(heading.text()));
    }
    return document.body().html();
  }

  /** Puts the base path before the server's addresses in an example's source. */
  String inSource(String html) {
    return ADDRESS.matcher(html).replaceAll(basePath);
  }

  /** As the sites that show Markdown files name their headings. */
  private static String slug(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
        .replaceAll("\\s", "-");
  }
}
