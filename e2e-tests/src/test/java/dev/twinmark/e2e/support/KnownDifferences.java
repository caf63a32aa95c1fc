package dev.twinmark.e2e.support;

import java.util.Map;
import java.util.Set;

/**
 * The hostile inputs for which browser and server show different DOMs, by title, each with its
 * reason. All are raw HTML; what each side shows is held to the allow-list all the same. Titles and
 * reasons are those of Chromium, unless they name another browser.
 */
public final class KnownDifferences {

  private static final String NOSCRIPT =
      "the HTML standard parses the content of noscript where scripts do not run; jsoup takes it for"
          + " text, as where they do";

  private static final String DEPTH =
      "Chromium's parser nests no deeper than 512 elements and jsoup's has a limit of its own; both"
          + " make siblings of what comes deeper, at different places";

  private static final String CELL_END =
      "the HTML standard ignores </th> within <td>; jsoup leaves the cell, and so forgets which"
          + " formatting to open again behind the table";

  private static final Map<String, String> REASONS =
      Map.of(
          "mutation: svg desc and noscript", NOSCRIPT,
          "mutation: noscript and an attribute", NOSCRIPT,
          "svg with a script",
              "in SVG, <script/> is an empty element; jsoup looks for its end tag and loses the line"
                  + " feed after the paragraph",
          "cell end tag of the other kind", CELL_END,
          "mutation: 600 nested elements", DEPTH,
          "mutation: 600 nested elements of formatting", DEPTH,
          "mutation: 520 nested elements around mathematics", DEPTH);

  /** The further ones of browsers other than Chromium. */
  private static final Map<BrowserName, Map<String, String>> OF_OTHERS =
      Map.of(
          BrowserName.FIREFOX,
          Map.of(
              "mutation: svg title and style",
              "within <title> of SVG, </p> begins and ends a paragraph by the HTML standard; Firefox"
                  + " leaves the SVG and ends the paragraph around it"),
          BrowserName.WEBKIT,
          Map.of(
              "mutation: select in a table",
              "<table> within <select> ends the select, as in the HTML standard until 2025; jsoup"
                  + " leaves the table in it, where the sanitizer removes both"));

  private KnownDifferences() {}

  public static boolean contain(HostileInput input) {
    return REASONS.containsKey(input.title())
        || OF_OTHERS.getOrDefault(BrowserName.current(), Map.of()).containsKey(input.title());
  }

  public static Set<String> titles() {
    return REASONS.keySet();
  }
}
