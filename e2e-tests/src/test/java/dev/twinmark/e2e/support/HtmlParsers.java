package dev.twinmark.e2e.support;

import dev.twinmark.engine.Extension;
import dev.twinmark.engine.Markdown;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Compares the browser's parser of HTML with jsoup's, before any sanitizing. jsoup departs from the
 * HTML standard in rare places, see {@link KnownDifferences}.
 */
public final class HtmlParsers {

  private HtmlParsers() {}

  /** Returns whether both parsers make the same tree of what the engine renders a text to. */
  public static boolean agreeOn(String markdown, Set<Extension> extensions, Browser browser) {
    String html = Markdown.renderMarkdown(markdown, extensions);
    Document document = Jsoup.parseBodyFragment(html);
    document.outputSettings().prettyPrint(false);
    return (boolean)
        browser.run(
            "return e2e.sameContent(e2e.parse(e2e.decode(arguments[0])), e2e.parse(e2e.decode(arguments[1])));",
            Units.encode(html),
            Units.encode(document.body().html()));
  }
}
